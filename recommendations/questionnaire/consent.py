"""What people agree to. A version names the language and is a hash over every word shown in it.

A submission keeps the version agreed to, and the words themselves are kept beside it
(the model ConsentWording): what somebody was shown can be proved years later.
"""

import hashlib
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from recommendations.questionnaire.forms.person import StartForm

CONSENT = (
    _("Written rules compare your answers with what studies say and what our stores have."),
    _("A Patient Counselor reads your answers. We keep them locked with a key."),
    _("We never sell them or show them to advertisers."),
    _("You need not give a name, an e-mail address or a phone number."),
    _(
        "You can stop at any time. Unsent answers are deleted after one day, or after 14 days if "
        "you save them with a code."
    ),
    _("This is no diagnosis and does not replace your doctor."),
)

# Said on a tablet in a store, where the above is true only with it.
ON_A_TABLET = _(
    "This tablet is shared. It forgets your answers when you press “Finish and clear”, or after some "
    "minutes without a touch, unless you save them with a code."
)

LABEL = "2"
# Of a draft from before drafts kept what was agreed to.
NOT_RECORDED = "not recorded"


class Wording(NamedTuple):
    """`words`: a line each, as on the page."""

    version: str
    language: str
    words: str


def terms(*, on_tablet: bool) -> list[str]:
    """In the language of the page."""
    return [gettext(line) for line in (CONSENT + (ON_A_TABLET,) * on_tablet)]


@cache
def wording(language: str, *, on_tablet: bool) -> Wording:
    """Of today: the terms, and whatever the fields say by which somebody agrees."""
    with override(language):
        words = "\n".join([*terms(on_tablet=on_tablet), *_said_by_the_fields()])
    place = "tablet+" if on_tablet else ""
    return Wording(f"{LABEL}+{language}+{place}{_hash(words)}", language, words)


@cache
def wordings() -> dict[str, Wording]:
    """Every one of today, by its version."""
    found = [
        wording(code, on_tablet=on_tablet)
        for code, _name in settings.LANGUAGES
        for on_tablet in (False, True)
    ]
    return {each.version: each for each in found}


def holds(version: str, *, language: str) -> bool:
    """Whether what was agreed to is what is asked today, in whatever language.

    `language`: of the answers. Versions of old are a hash over the English alone: they say what was
    read where that was English, and nowhere else.
    """
    return version in wordings() or (
        version == version_of_old() and language == settings.LANGUAGE_CODE
    )


def _said_by_the_fields() -> list[str]:
    fields = [each for each in StartForm.base_fields.values() if each.part == "consent"]  # type: ignore[attr-defined]
    return [
        line
        for field in fields
        for line in (
            *(gettext(each) for each in (field.question.text, field.question.how) if each),  # type: ignore[attr-defined]
            gettext(field.question.why),  # type: ignore[attr-defined]
            *field.wording(),  # type: ignore[attr-defined]
        )
        if line
    ]


@cache
def version_of_old() -> str:
    """The version that today's English would have had before versions named a language."""
    words = "\n".join([*CONSENT, ON_A_TABLET])
    return f"1+{_hash(words)}"


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
