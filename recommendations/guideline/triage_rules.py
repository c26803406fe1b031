"""Reads the rules that decide what a submission comes to and which routes stay open."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from recommendations.guideline.ground import Ground
from recommendations.guideline.model import (
    Block,
    Category,
    Caution,
    Caveat,
    Derived,
    Disposition,
    Evidence,
    Medicine,
    Reference,
    Rule,
    Unanswered,
)
from recommendations.guideline.predicates import Always, Predicate
from recommendations.guideline.reading import Entry
from recommendations.guideline.tables import by_id
from recommendations.guideline.vocabulary import Vocabulary

CLEARS = ("never", "prescriber", "counselor")
WEIGHTS = ("stop", "serious", "caution", "note")
FILTERS = ("limit_cbd", "low_thc", "no_alcohol_based")

# What pages, policies and Python code name; an edition cannot do without one of them.
DISPOSITIONS = (
    "emergency",
    "urgent_same_day",
    "not_eligible",
    "see_doctor_soon",
    "prescriber_first",
    "see_doctor_routine",
    "counselor_review",
    "standard",
)


def predicate_or_always(entry: Entry, vocabulary: Vocabulary) -> Predicate:
    return entry.predicate("when", vocabulary) if entry.has("when") else Always()


def plain_rule(entry: Entry, ground: Ground) -> Rule:
    rule = Rule(id=entry.name, source=entry.source(ground.references))
    entry.finish()
    return rule


def read_dispositions(
    document: Entry, references: Mapping[str, Reference]
) -> Mapping[str, Disposition]:
    entries = document.entries("disposition")
    document.finish()
    dispositions = by_id(_disposition(entry, references) for entry in entries)
    if tuple(dispositions) != DISPOSITIONS:
        document.fail(f"the dispositions must be {', '.join(DISPOSITIONS)}, in this order")
    return dispositions


def _disposition(entry: Entry, references: Mapping[str, Reference]) -> Disposition:
    disposition = Disposition(
        id=entry.name,
        source=entry.source(references),
        withholds_products=entry.flag("withholds_products"),
        referral=entry.flag("referral"),
        only_warnings=entry.words("only_warnings") if entry.has("only_warnings") else (),
    )
    entry.finish()
    return disposition


def read_derived(document: Entry, ground: Ground) -> tuple[Derived, ...]:
    entries = document.entries("derived")
    document.finish()
    return tuple(_derived(entry, ground) for entry in entries)


def _derived(entry: Entry, ground: Ground) -> Derived:
    derived = Derived(
        id=entry.name,
        source=entry.source(ground.references),
        when=entry.predicate("when", ground.early),
        red_flag=entry.word("red_flag", tuple(ground.red_flags)),
    )
    entry.finish()
    return derived


def read_unanswered(document: Entry, ground: Ground) -> tuple[Unanswered, ...]:
    entries = document.entries("unanswered")
    document.finish()
    return tuple(_unanswered(entry, ground) for entry in entries)


def _unanswered(entry: Entry, ground: Ground) -> Unanswered:
    rule = Unanswered(
        id=entry.name,
        source=entry.source(ground.references),
        when=entry.predicate("when", ground.early),
        routes=entry.routes(ground.early),
        disposition=entry.word("disposition", DISPOSITIONS),
    )
    entry.finish()
    return rule


def read_blocks(document: Entry, ground: Ground) -> tuple[Block, ...]:
    entries = document.entries("block")
    document.finish()
    return tuple(_block(entry, ground) for entry in entries)


def _block(entry: Entry, ground: Ground) -> Block:
    never_when = "clears_never_when"
    block = Block(
        id=entry.name,
        source=entry.source(ground.references),
        when=entry.predicate("when", ground.middle),
        routes=entry.routes(ground.middle),
        disposition=(entry.word("disposition", DISPOSITIONS) if entry.has("disposition") else None),
        clears=entry.word("clears", CLEARS),
        clears_never_when=(
            entry.predicate(never_when, ground.middle) if entry.has(never_when) else None
        ),
    )
    entry.finish()
    return block


def read_cautions(document: Entry, ground: Ground) -> tuple[Caution, ...]:
    entries = document.entries("caution")
    document.finish()
    return tuple(_caution(entry, ground) for entry in entries)


def _caution(entry: Entry, ground: Ground) -> Caution:
    caution = Caution(
        id=entry.name,
        source=entry.source(ground.references),
        when=entry.predicate("when", ground.middle),
        disposition=entry.word("disposition", DISPOSITIONS),
    )
    entry.finish()
    return caution


def read_categories(document: Entry, ground: Ground) -> Mapping[str, Category]:
    """In order of precedence. The last takes what is left, so that every answer has a category."""
    entries = document.entries("category")
    document.finish()
    _same_names(document, (entry.name for entry in entries), ground.evidence)
    if any(entry.has("when") != (entry is not entries[-1]) for entry in entries):
        document.fail("every category but the last needs 'when', and the last has none")
    return by_id(_category(entry, ground) for entry in entries)


def _same_names(
    document: Entry, names: Iterable[str], evidence: Mapping[str, Mapping[str, Evidence]]
) -> None:
    for name in sorted(set(names) ^ set(evidence)):
        document.fail(f"{name}: a category needs an entry here and in evidence.toml")


def _category(entry: Entry, ground: Ground) -> Category:
    category = Category(
        id=entry.name,
        source=entry.source(ground.references),
        when=predicate_or_always(entry, ground.early),
        products=entry.flag("products") if entry.has("products") else True,
        evidence=MappingProxyType(dict(ground.evidence[entry.name])),
    )
    entry.finish()
    return category


def read_warnings(document: Entry, ground: Ground) -> tuple[Caveat, ...]:
    entries = document.entries("warning")
    document.finish()
    return tuple(_warning(entry, ground) for entry in entries)


def _warning(entry: Entry, ground: Ground) -> Caveat:
    warning = Caveat(
        id=entry.name,
        source=entry.source(ground.references),
        weight=entry.word("weight", WEIGHTS),
        when=predicate_or_always(entry, ground.late),
    )
    entry.finish()
    return warning


def read_medicines(
    document: Entry, ground: Ground, warnings: Iterable[str]
) -> tuple[Medicine, ...]:
    entries = document.entries("medicine")
    document.finish()
    medicines = tuple(_medicine(entry, ground, tuple(warnings)) for entry in entries)
    covered = {name for medicine in medicines for name in medicine.classes}
    for name in ground.questions["medication_class"].values:
        if name not in covered:
            document.fail(f"{name}: no medicine rule names this class")
    return medicines


def _medicine(entry: Entry, ground: Ground, warnings: tuple[str, ...]) -> Medicine:
    medicine = Medicine(
        id=entry.name,
        source=entry.source(ground.references),
        classes=entry.words("classes", ground.questions["medication_class"].values),
        severity=entry.text("severity"),
        warning=entry.word("warning", warnings) if entry.has("warning") else None,
        choice_filter=(
            entry.word("choice_filter", FILTERS) if entry.has("choice_filter") else None
        ),
    )
    entry.finish()
    return medicine
