"""What is typed for each thing that is done with a submission; recommendations.desk.deeds."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from recommendations.desk.claims import MAY_DECIDE
from recommendations.desk.words import name_of


class DeedForm(forms.Form):
    """Its fields are the arguments of the verb.

    `place` is the position of a suggestion that it acts on, or "".
    """

    def __init__(
        self, *arguments: Any, by: User | None = None, place: str = "", **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.by = by
        self.place = place

    def offer(self, choices: Any) -> None:
        """Show what may be chosen at this moment; the verb checks it again."""

    def arguments(self) -> dict[str, Any]:
        """What the verb takes beside the submission, who and when."""
        return self.cleaned_data

    def see(self, token: str) -> None:
        """The page comes back with what is stored now: sending it again decides on that."""
        if "seen" in self.fields:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("seen")] = token
            self.data = data


def seen_field() -> forms.CharField:
    """The token of the version that the counselor was shown; recommendations.versions."""
    return forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)


def note_field(label: Any, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=required,
        max_length=2000,
        error_messages={"required": _("Write something here first.")},
    )


class WithholdForm(DeedForm):
    """As decided on the version that the counselor was shown."""

    note = note_field(
        _("Why"), _("For your colleagues. The patient is asked to talk with you."), required=True
    )
    seen = seen_field()


class Counselors(forms.ModelChoiceField):
    def label_from_instance(self, user: Any) -> str:
        return name_of(user)


class HandOverForm(DeedForm):
    to = Counselors(
        label=_("To"),
        queryset=User.objects.none(),
        error_messages={"required": _("Choose who takes over.")},
    )
    note = note_field(_("What they should know"), _("The patient does not see it."))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        others = User.objects.with_perm(MAY_DECIDE).exclude(username=str(self.by))
        self.fields["to"].queryset = others.order_by("username")  # type: ignore[attr-defined]


class CallForm(DeedForm):
    reached = forms.TypedChoiceField(
        label=_("Did you reach the patient?"),
        choices=[("yes", _("Reached")), ("no", _("Not reached: the call stays open"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Select reached or not reached.")},
    )
    note = note_field(_("What was said"), _("The patient does not see it."))


class NoteForm(DeedForm):
    note = note_field(_("Note"), _("The patient does not see it."), required=True)


class WaitForm(DeedForm):
    note = note_field(_("What you asked the patient"), required=True)


class AnswerForm(DeedForm):
    note = note_field(_("What you told the patient"), required=True)


class LeaveForm(DeedForm):
    note = note_field(
        _("Why, and what the patient was told"), _("The patient does not see it."), required=True
    )
    seen = seen_field()


class CloseForm(DeedForm):
    note = note_field(
        _("Why"),
        _("Needed where the patient was not answered or not called, and after a recall."),
    )
    seen = seen_field()


class ReopenForm(DeedForm):
    note = note_field(_("Why"))
