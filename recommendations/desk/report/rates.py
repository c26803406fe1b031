"""How often each rule was overridden and why, and counts by code, as far as they may be told. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommendations.desk.report.facts import Reviewed
from recommendations.desk.report.told import Part, number, share


@dataclass(frozen=True, slots=True)
class Count:
    """`number` as `told.number` tells it; None where it is hidden."""

    code: str
    number: int | None


@dataclass(frozen=True, slots=True)
class RuleRate:
    """`number` of results in which the rule spoke; `overridden` of those; why, if five agree."""

    rule: str
    number: int
    overridden: int | None
    overridden_percent: int | Part | None
    reasons: tuple[Count, ...]


def rates(
    reviewed: Iterable[Reviewed], spoke: Callable[[Reviewed], Iterable[str]]
) -> tuple[RuleRate, ...]:
    """The most overridden first. What is hidden decides no place: the rules' names do."""
    by_rule: dict[str, list[Reviewed]] = {}
    for each in reviewed:
        for rule in spoke(each):
            by_rule.setdefault(rule, []).append(each)
    found = [rate for rule, spoken in by_rule.items() if (rate := _rate(rule, spoken))]
    return tuple(sorted(found, key=_place))


def _rate(rule: str, spoken: Sequence[Reviewed]) -> RuleRate | None:
    whole = number([each.patient for each in spoken])
    if whole is None:
        return None
    why = [(each.patient, reasons_of(each, rule)) for each in spoken if _overrode(each, rule)]
    group = [patient for patient, _codes in why]
    return RuleRate(
        rule=rule,
        number=whole,
        overridden=number(group),
        overridden_percent=share(
            group, [each.patient for each in spoken if not _overrode(each, rule)]
        ),
        reasons=tellable(why),
    )


def _overrode(reviewed: Reviewed, rule: str) -> bool:
    return any(overridden == rule for overridden, _code in reviewed.overridden)


def reasons_of(reviewed: Reviewed, rule: str = "") -> set[str]:
    """Coded reasons for overriding this rule, or any."""
    return {code for each, code in reviewed.overridden if code and rule in ("", each)}


def tellable(of_patients: Iterable[tuple[str, Iterable[str]]]) -> tuple[Count, ...]:
    """How many each code stands for, the most first; what must be hidden is not even listed."""
    groups: dict[str, list[str]] = {}
    for patient, codes in of_patients:
        for code in codes:
            groups.setdefault(code, []).append(patient)
    return tuple(sorted(_counts(groups), key=lambda count: (-(count.number or 0), count.code)))


def _counts(groups: Mapping[str, Sequence[str]]) -> list[Count]:
    counts = [Count(code, number(group)) for code, group in groups.items()]
    return [count for count in counts if count.number is not None]


def _place(rate: RuleRate) -> tuple[int, int, str]:
    return -percent_of(rate.overridden_percent), -(rate.overridden or 0), rate.rule


def percent_of(told: int | Part | None) -> int:
    """For a bar or an order: nothing for what cannot be told or is few, all for all but few."""
    if isinstance(told, int):
        return told
    return 100 if told is Part.ALL_BUT_FEW else 0
