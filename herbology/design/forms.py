"""A form with one of each kind of question; tests hold what its markup must be."""

from django import forms


class SampleForm(forms.Form):
    use_required_attribute = False

    age = forms.IntegerField(label="How old are you?", help_text="In years.")
    where = forms.MultipleChoiceField(
        label="Where?",
        help_text="Every place.",
        widget=forms.CheckboxSelectMultiple,
        choices=[("Legs", [("calf", "Calf"), ("thigh", "Thigh")]), ("none", "None of these")],
    )
    feel = forms.ChoiceField(
        label="What does it feel like?",
        widget=forms.RadioSelect,
        choices=[("twitch", "A twitch"), ("cramp", "A cramp")],
    )
    bad = forms.ChoiceField(
        label="How bad?", widget=forms.RadioSelect, choices=[(str(n), str(n)) for n in range(11)]
    )
    store = forms.ChoiceField(label="Which store?", choices=[("", "Choose"), ("main", "Main")])
    agree = forms.BooleanField(label="I agree", help_text="You can take it back.")
    other = forms.CharField(label="Anything else?", required=False, widget=forms.Textarea)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, attribute, value in HINTS:
            setattr(self.fields[name], attribute, value)


# What the field templates read beside Django's own attributes (docs/design-system.md).
HINTS: tuple[tuple[str, str, object], ...] = (
    ("where", "or_before", "none"),
    ("where", "why", "Some places need care."),
    ("feel", "choice_hints", {"twitch": "Small and quick."}),
    ("bad", "is_scale", True),
    ("bad", "scale_low", "No spasm"),
    ("bad", "scale_high", "Worst"),
)
