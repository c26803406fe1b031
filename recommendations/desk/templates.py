"""Placeholders of message templates, and how a template becomes a message to one patient."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations.models import Submission
from recommendations.thread import counselor_in_words

NAME = "name"
# What stands for a placeholder, told to whoever writes a template.
PLACEHOLDERS: dict[str, Promise] = {
    NAME: _lazy("what the patient wants to be called; left out where they did not say"),
    "reference": _lazy("the reference of the answers, such as ABCD-2345"),
    "store": _lazy("the store that the patient chose, or “our store”"),
    "counselor": _lazy("your first name and “Patient Counselor”"),
}
VALUES: dict[str, Callable[[Submission, User], str]] = {
    NAME: lambda submission, by: " ".join((submission.contact.get("name") or "").split()),
    "reference": lambda submission, by: submission.reference,
    "store": lambda submission, by: submission.store.name if submission.store else _("our store"),
    "counselor": lambda submission, by: counselor_in_words(by),
}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# A name that nobody gave: "{name}, thank you" and "Hello, {name}!" read well without it.
AT_THE_START = re.compile(r"(^|[.!?]\s+)\{name\}[,:!]?\s*(\w?)", re.MULTILINE)
ELSEWHERE = re.compile(r",?[^\S\n]*\{name\}")
DEAR = re.compile(r"\bDear[^\S\n]+\{name\}")


def validate_placeholders(text: str) -> None:
    """Refuse what cannot be filled in, by name, with what can. Raises ValidationError."""
    unknown = dict.fromkeys(name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS)
    if unknown:
        raise ValidationError(
            _("There is no placeholder %(unknown)s. You can use %(known)s."),
            code="placeholder",
            params={"unknown": _braced(unknown), "known": _braced(PLACEHOLDERS)},
        )
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        raise ValidationError(
            _("A brace stands alone. Placeholders are written as %(known)s."),
            code="placeholder",
            params={"known": _braced(PLACEHOLDERS)},
        )


def fill(text: str, *, submission: Submission, by: User) -> str:
    """The template's text for this patient; one without a name is addressed without."""
    values = {name: value(submission, by) for name, value in VALUES.items()}
    if not values[NAME]:
        text = DEAR.sub("Hello", text)
        text = AT_THE_START.sub(lambda found: found[1] + found[2].upper(), text)
        text = ELSEWHERE.sub("", text)
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def _braced(names: Any) -> str:
    return ", ".join(f"{{{name}}}" for name in names)
