"""What the guideline knows about a question: its values, their words, and what it is used for."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext

from recommendations.guideline import (
    Guideline,
    Policy,
    Texts,
    load_guideline,
    load_policy,
    load_texts,
)
from recommendations.questionnaire.groups import Group

Words = str | Promise

NONE = "none"
NOTHING = "nothing"
NOT_SURE = "not_sure"


def guideline() -> Guideline:
    return load_guideline()


def policy() -> Policy:
    return _policy(settings.POLICY)


@cache
def _policy(name: str) -> Policy:
    return load_policy(name)


def texts() -> Texts:
    return load_texts(get_language() or settings.LANGUAGE_CODE)


def values(key: str) -> tuple[str, ...]:
    """The guideline's values for an answer's key, in its order; numbers as text."""
    question = guideline().questions[key]
    return tuple(str(number) for number in question.numbers) or question.values


def use_of(key: str) -> str:
    """rule, choice or baseline as the guideline says; what it does not know is for the counselor."""
    question = guideline().questions.get(key)
    return question.use if question else "counselor"


def label(key: str, value: str) -> str:
    return texts().get(f"answer.{key}.{value}.label")


def hints(key: str) -> dict[str, str]:
    """The hint under each answer that has one."""
    words = texts()
    keys = {value: f"answer.{key}.{value}.hint" for value in (*values(key), NOT_SURE)}
    return {value: words.get(place) for value, place in keys.items() if words.has(place)}


def choices(key: str) -> list[tuple[str, str]]:
    return [(value, label(key, value)) for value in values(key)]


def numbers(key: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values(key)]


def grouped(
    key: str, groups: tuple[Group, ...], none: Words, nothing: Words = ""
) -> list[tuple[str, Any]]:
    """Choices under their headings; nothing comes first, what is in no group, none, not sure last."""
    in_groups = {value for _, members in groups for value in members}
    headed = [(gettext(title), [(v, label(key, v)) for v in members]) for title, members in groups]
    rest = [(value, label(key, value)) for value in values(key) if value not in in_groups]
    first = [(NOTHING, nothing)] if nothing else []
    none_of_these = [(NONE, none)] if none else []
    unsure = [(NOT_SURE, label(key, NOT_SURE))] if guideline().questions[key].not_sure else []
    return [*first, *headed, *rest, *none_of_these, *unsure]


def flat(choices: Any) -> Iterator[tuple[str, Words]]:
    """Value and words of each choice, headed or not."""
    for value, words in choices:
        if isinstance(words, list):
            yield from words
        else:
            yield value, words
