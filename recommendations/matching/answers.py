"""What a patient answered, checked against the guideline's questions and put in one order."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, NoReturn

from recommendations.guideline.ground import NOT_SURE
from recommendations.guideline.model import Guideline, Question


class AnswersError(ValueError):
    """Answers that cannot be read; one line naming the key and the value."""


@dataclass(frozen=True, slots=True)
class Answers:
    """None means that the question was not answered, an empty tuple that nothing applies.

    Sets are tuples in the guideline's order, without repeats, so that equal answers are equal.
    """

    age: int | None = None
    pregnancy_status: str | None = None
    spasm_location: tuple[str, ...] | None = None
    laterality: str | None = None
    spasm_pattern: str | None = None
    episode_duration: str | None = None
    problem_duration: str | None = None
    timing: tuple[str, ...] | None = None
    psfs_frequency: int | None = None
    psfs_severity: int | None = None
    nrs_severity: int | None = None
    diagnosis: tuple[str, ...] | None = None
    preferred_delivery: str | None = None
    cannabis_experience: str | None = None
    condition: tuple[str, ...] | None = None
    medication_class: tuple[str, ...] | None = None
    medication_other: str | None = None
    red_flag: tuple[str, ...] | None = None
    drives_within_8h: bool | None = None
    alcohol_heavy: bool | None = None
    children_or_pets_at_home: bool | None = None
    workplace_drug_test: bool | None = None
    allergens: tuple[str, ...] | None = None
    store: str | None = None

    @classmethod
    def from_dict(cls, data: Any, guideline: Guideline) -> "Answers":
        """From JSON-like data; a key left out or null is missing. Raises AnswersError.

        The severity of spasms means nothing where there are none (psfs_frequency 0), and is dropped.
        """
        if not isinstance(data, Mapping):
            raise AnswersError(f"answers: expected an object, not {_shown(data)}")
        for key in data:
            if key not in guideline.questions:
                raise AnswersError(
                    f"{_shown(key)}: unknown key; one of {', '.join(guideline.questions)}"
                )
        read = {
            key: _read(data.get(key), question) for key, question in guideline.questions.items()
        }
        if read["psfs_frequency"] == 0:
            read["psfs_severity"] = None
        return cls(**read)

    def to_dict(self) -> dict[str, Any]:
        """JSON-like data that `from_dict` turns into equal answers."""
        return {
            field.name: list(value) if isinstance(value, tuple) else value
            for field in fields(self)
            for value in [getattr(self, field.name)]
        }


def _read(value: Any, question: Question) -> Any:
    return None if value is None else READERS[question.kind](value, question)


def _one(value: Any, question: Question) -> str:
    return _known(value, question.values, question)


def _set(value: Any, question: Question) -> tuple[str, ...]:
    if not isinstance(value, list | tuple | set | frozenset):
        _refuse(question, value, "expected a list")
    allowed = (*question.values, NOT_SURE) if question.not_sure else question.values
    chosen = {_known(word, allowed, question) for word in value}
    return tuple(word for word in allowed if word in chosen)


def _number(value: Any, question: Question) -> int:
    if type(value) is not int:
        _refuse(question, value, "expected a whole number")
    if value not in question.numbers:
        _refuse(question, value, f"expected {question.minimum} to {question.maximum}")
    return value


def _flag(value: Any, question: Question) -> bool:
    if not isinstance(value, bool):
        _refuse(question, value, "expected true or false")
    return value


def _text(value: Any, question: Question) -> str | None:
    if not isinstance(value, str):
        _refuse(question, value, "expected text")
    return value.strip() or None


def _known(value: Any, allowed: Collection[str], question: Question) -> str:
    if not isinstance(value, str):
        _refuse(question, value, "expected text")
    if value not in allowed:
        raise AnswersError(
            f"{question.id}: unknown value {_shown(value)}; one of {', '.join(allowed)}"
        )
    return value


def _refuse(question: Question, value: Any, reason: str) -> NoReturn:
    raise AnswersError(f"{question.id}: {reason}, not {_shown(value)}")


def _shown(value: Any) -> str:
    """The value on one line, short enough to read."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


READERS: Mapping[str, Callable[[Any, Question], Any]] = {
    "one": _one,
    "set": _set,
    "number": _number,
    "flag": _flag,
    "text": _text,
}
