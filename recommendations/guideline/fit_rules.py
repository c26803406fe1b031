"""Reads what may be suggested: first doses and the limits on batches."""

from products.potency import CHEMOTYPES
from recommendations.guideline.ground import Ground
from recommendations.guideline.model import (
    ChoiceRules,
    Dosing,
    FirstDose,
    Halving,
    Limit,
    LimitValue,
)
from recommendations.guideline.reading import Entry
from recommendations.guideline.tables import by_id
from recommendations.guideline.triage_rules import FILTERS, plain_rule, predicate_or_always

NOTES = (
    "ROUTE-FITS",
    "EVIDENCE",
    "EVIDENCE-NONE",
    "FIRST-TO-EXPIRE",
    "LOWER-THC",
    "EVEN-TIE",
    "NONE-IN-STOCK",
    "TAKEN",
)
FLAG_LIMITS = ("thc_free_only", "cbd_at_least_thc", "alcohol_free", "ingredients_known")
AMOUNT_LIMITS = ("max_total_thc_percent", "max_smallest_cbd_mg")
# These take their value from the patient: the first dose, the allergens named.
PATIENT_LIMITS = {"max_smallest_thc_mg": "first_dose", "excluded_allergens": "named"}
LIMITS = (*FLAG_LIMITS, "chemotypes", *AMOUNT_LIMITS, *PATIENT_LIMITS)


def read_dosing(document: Entry, ground: Ground) -> Dosing:
    first_doses = by_id(_first_dose(entry, ground) for entry in document.entries("experience"))
    dosing = Dosing(
        first_doses=first_doses,
        halving=_halving(document.section("halving"), ground),
        ceiling_thc_mg_per_day=document.amount("ceiling_thc_mg_per_day"),
        inhalations=document.number("inhalations"),
        wait_minutes=document.number("wait_minutes"),
        source=document.source(ground.references),
    )
    document.finish()
    for experience in ground.questions["cannabis_experience"].values:
        if experience not in first_doses:
            document.fail(f"{experience}: no first dose for this experience")
    return dosing


def _first_dose(entry: Entry, ground: Ground) -> FirstDose:
    if entry.name not in ground.questions["cannabis_experience"].values:
        entry.fail("unknown value of cannabis_experience")
    dose = FirstDose(
        id=entry.name,
        source=entry.source(ground.references),
        thc_mg=entry.amount("first_dose_thc_mg"),
        first_week_cap_thc_mg_per_day=entry.amount("first_week_cap_thc_mg_per_day"),
    )
    entry.finish()
    return dose


def _halving(entry: Entry, ground: Ground) -> Halving:
    halving = Halving(
        id=entry.text("id"),
        source=entry.source(ground.references),
        when=entry.predicate("when", ground.early),
        floor_thc_mg=entry.amount("floor_thc_mg"),
    )
    entry.finish()
    return halving


def read_choice(document: Entry, ground: Ground) -> ChoiceRules:
    choice = ChoiceRules(
        in_all=document.number("in_all"),
        per_route=document.number("per_route"),
        limits=tuple(_limit(entry, ground) for entry in document.entries("limit")),
        notes=by_id(plain_rule(entry, ground) for entry in document.entries("note")),
        source=document.source(ground.references),
    )
    document.finish()
    if tuple(choice.notes) != NOTES:
        document.fail(f"the notes must be {', '.join(NOTES)}, in this order")
    return choice


def _limit(entry: Entry, ground: Ground) -> Limit:
    fields = [name for name in LIMITS if entry.has(name)]
    if len(fields) != 1:
        entry.fail(f"needs exactly one of {', '.join(LIMITS)}")
    limit = Limit(
        id=entry.name,
        source=entry.source(ground.references),
        when=predicate_or_always(entry, ground.late),
        filter=entry.word("filter", FILTERS) if entry.has("filter") else None,
        routes=entry.routes(ground.late),
        field=fields[0],
        value=_limit_value(entry, fields[0]),
    )
    entry.finish()
    return limit


def _limit_value(entry: Entry, name: str) -> LimitValue:
    if name in FLAG_LIMITS:
        return entry.flag(name)
    if name in AMOUNT_LIMITS:
        return entry.amount(name)
    if name == "chemotypes":
        return entry.words(name, CHEMOTYPES)
    return entry.word(name, (PATIENT_LIMITS[name],))
