"""Which rules fired, and what the submission comes to because of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from recommendations.guideline.model import Block, Guideline, Unanswered
from recommendations.guideline.policy import Policy
from recommendations.guideline.predicates import NOTHING, Facts

FLOOR = "standard"


@dataclass(frozen=True, slots=True)
class Fired:
    """`kind` is the sort of rule: red_flag, derived, unanswered, block, caution, medicine, dosing,
    choice. `raised` is the disposition it raises, if it raises one."""

    id: str
    kind: str
    raised: str | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """`raised` is strongest first and always holds `standard`, the floor that every result stands on.

    `closing` are the rules that close routes, in the order in which a route lists them.
    """

    disposition: str
    raised: tuple[str, ...]
    release: str
    referral: bool
    withheld: bool
    closing: tuple[Block | Unanswered, ...]
    fired: tuple[Fired, ...]


def with_derived_flags(facts: Facts, guideline: Guideline) -> tuple[Facts, tuple[Fired, ...]]:
    """The facts with the warning signs that the answers amount to, and the rules that found them.

    A question about warning signs that was left open stays open.
    """
    found = [rule for rule in guideline.derived if rule.when.holds(facts)]
    flags = facts.values.get("red_flag", NOTHING) | {rule.red_flag for rule in found}
    values = {**facts.values, "red_flag": flags} if flags else facts.values
    return replace(facts, values=values), tuple(Fired(rule.id, "derived") for rule in found)


def triage(facts: Facts, guideline: Guideline, policy: Policy) -> Triage:
    """`facts` with category and derived warning signs."""
    unanswered = [rule for rule in guideline.unanswered if rule.when.holds(facts)]
    blocks = [rule for rule in guideline.blocks if rule.when.holds(facts)]
    cautions = [rule for rule in guideline.cautions if rule.when.holds(facts)]
    fired = (
        *_red_flags(facts, guideline),
        *(Fired(rule.id, "unanswered", rule.disposition) for rule in unanswered),
        *(Fired(rule.id, "block", rule.disposition) for rule in blocks),
        *(Fired(rule.id, "caution", rule.disposition) for rule in cautions),
        *_medicines(facts, guideline),
    )
    raised = _strongest_first(fired, guideline)
    strongest = guideline.dispositions[raised[0]]
    return Triage(
        disposition=strongest.id,
        raised=raised,
        release=policy.strictest_release(raised),
        referral=strongest.referral,
        withheld=strongest.withholds_products,
        closing=(*blocks, *unanswered),
        fired=fired,
    )


def _strongest_first(fired: Iterable[Fired], guideline: Guideline) -> tuple[str, ...]:
    raised = {rule.raised for rule in fired} | {FLOOR}
    return tuple(name for name in guideline.dispositions if name in raised)


def _red_flags(facts: Facts, guideline: Guideline) -> Iterable[Fired]:
    flags = facts.values.get("red_flag", NOTHING)
    return (Fired(flag, "red_flag") for flag in guideline.red_flags if flag in flags)


def _medicines(facts: Facts, guideline: Guideline) -> Iterable[Fired]:
    taken = facts.values.get("medication_class", NOTHING)
    return (Fired(m.id, "medicine") for m in guideline.medicines if not taken.isdisjoint(m.classes))
