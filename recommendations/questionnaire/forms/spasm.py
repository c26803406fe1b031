"""The spasm itself: where, which side, what it feels like, how long, how often, how strong."""

from django.forms import Script
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from recommendations.questionnaire import body_map, groups
from recommendations.questionnaire.choices import OneOf, Rating, Scale, SeveralOf
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.question import Question

ALL_THAT_APPLY = _("Choose all that apply.")


class PlacesField(SeveralOf):
    """Places of the body, in a list and in a picture whose spots are labels of the list."""

    picture = "recommendations/questionnaire/_body_map.html"
    aside = gettext_lazy("Tap every place, or use the list. Left or right comes next.")
    figures = body_map.FIGURES


class WhereForm(PageForm):
    class Media:
        css = {"screen": ["recommendations/body-map.css"]}
        js = [Script("recommendations/body-map.js", defer=True)]

    spasm_location = PlacesField(
        Question(
            _("Where do you feel the spasms?"),
            why=_("The place decides what a cream could reach and where it would not be safe."),
            how=_("Choose every place."),
        ),
        "spasm_location",
        groups=groups.LOCATIONS,
        missing=gettext_lazy("Select at least one place where you feel the spasms."),
    )


class SideForm(PageForm):
    laterality = OneOf(
        Question(
            _("Which side is it on?"),
            why=_("A Patient Counselor reads this to picture your spasms."),
        ),
        "laterality",
        missing=gettext_lazy("Select the side where you feel the spasms."),
    )


class FeelingForm(PageForm):
    spasm_pattern = OneOf(
        Question(
            _("What does it feel like most of the time?"),
            why=_("Cramps, twitches and stiffness have different causes and call for other help."),
            how=_("Choose the closest."),
        ),
        "spasm_pattern",
        missing=gettext_lazy("Select what it feels like, or “I'm not sure”."),
    )


class DurationForm(PageForm):
    episode_duration = OneOf(
        Question(
            _("How long does one spasm usually last?"),
            why=_("Some ways of taking a product start too slowly for a short spasm."),
        ),
        "episode_duration",
        missing=gettext_lazy("Select how long one spasm usually lasts."),
    )
    problem_duration = OneOf(
        Question(
            _("How long have you had this problem?"),
            why=_("New and long-lasting spasms often have different causes."),
        ),
        "problem_duration",
        missing=gettext_lazy("Select how long you have had this problem."),
    )
    timing = SeveralOf(
        Question(
            _("When do the spasms come?"),
            why=_("Night, exercise or one fixed task point to different kinds of spasm."),
            how=ALL_THAT_APPLY,
        ),
        "timing",
        none=gettext_lazy("None of these, or I'm not sure"),
        missing=gettext_lazy("Select when the spasms come, or “None of these, or I'm not sure”."),
    )


class FrequencyForm(PageForm):
    psfs_frequency = Rating(
        Question(
            _("How often do you have spasms?"),
            why=_("It gives you and us a starting point to compare with later."),
            how=_("Think of a usual day."),
        ),
        "psfs_frequency",
        missing=gettext_lazy("Select how often you have spasms."),
    )
    nrs_severity = Scale(
        Question(
            _("How bad were the spasms or stiffness, from 0 to 10?"),
            why=_("It gives you and us a starting point to compare with later."),
            how=_("Think of the last 24 hours, on average."),
        ),
        "nrs_severity",
        missing=gettext_lazy("Select a number from 0 to 10."),
    )


class SeverityForm(PageForm):
    psfs_severity = Rating(
        Question(
            _("How strong are the spasms?"),
            why=_("It gives you and us a starting point to compare with later."),
        ),
        "psfs_severity",
        missing=gettext_lazy("Select how strong the spasms are."),
    )
