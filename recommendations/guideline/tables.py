"""Reads the tables that rules refer to: references, routes, questions, warning signs, evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from products.potency import ROUTES
from recommendations.guideline.model import Evidence, Question, RedFlag, Reference, Route, Rule
from recommendations.guideline.predicates import GRADES
from recommendations.guideline.reading import Entry

STATUSES = ("read", "part", "knowledge")
KINDS = ("one", "set", "number", "flag", "text")
USES = ("rule", "choice", "baseline", "counselor")
# What `matching.answers.Answers` holds.
ANSWERS = (
    "age",
    "pregnancy_status",
    "spasm_location",
    "laterality",
    "spasm_pattern",
    "episode_duration",
    "problem_duration",
    "timing",
    "psfs_frequency",
    "psfs_severity",
    "nrs_severity",
    "diagnosis",
    "preferred_delivery",
    "cannabis_experience",
    "condition",
    "medication_class",
    "medication_other",
    "red_flag",
    "drives_within_8h",
    "alcohol_heavy",
    "children_or_pets_at_home",
    "workplace_drug_test",
    "allergens",
    "store",
)
FLAG_LISTS = ("emergency", "urgent", "soon", "routine")

AnyRule = TypeVar("AnyRule", bound=Rule)


def by_id(rules: Iterable[AnyRule]) -> Mapping[str, AnyRule]:
    return MappingProxyType({rule.id: rule for rule in rules})


def read_references(document: Entry) -> Mapping[str, Reference]:
    entries = document.entries("reference", named_by="key")
    document.finish()
    return MappingProxyType({entry.name: _reference(entry) for entry in entries})


def _reference(entry: Entry) -> Reference:
    reference = Reference(
        key=entry.name,
        number=entry.number("number"),
        status=entry.word("status", STATUSES),
        text=entry.text("text"),
    )
    entry.finish()
    return reference


def read_routes(document: Entry, references: Mapping[str, Reference]) -> Mapping[str, Route]:
    """Exactly the routes of products.potency, in its order."""
    routes = by_id(_route(entry, references) for entry in document.entries("route"))
    document.finish()
    for route in routes:
        if route not in ROUTES:
            document.fail(f"{route}: unknown route; one of {', '.join(ROUTES)}")
    if tuple(routes) != ROUTES:
        document.fail(f"the routes must be {', '.join(ROUTES)}, in this order")
    return routes


def _route(entry: Entry, references: Mapping[str, Reference]) -> Route:
    def measured(key: str) -> int | None:
        return entry.number(key) if entry.has(key) else None

    route = Route(
        id=entry.name,
        source=entry.source(references),
        systemic=entry.flag("systemic"),
        onset_minutes_min=measured("onset_minutes_min"),
        onset_minutes_max=measured("onset_minutes_max"),
        peak_minutes_min=measured("peak_minutes_min"),
        peak_minutes_max=measured("peak_minutes_max"),
        duration_hours_min=measured("duration_hours_min"),
        duration_hours_max=measured("duration_hours_max"),
        residual_hours_max=measured("residual_hours_max"),
    )
    entry.finish()
    return route


def read_red_flags(document: Entry, references: Mapping[str, Reference]) -> Mapping[str, RedFlag]:
    flags = by_id(_red_flag(entry, references) for entry in document.entries("red_flag"))
    document.finish()
    return flags


def _red_flag(entry: Entry, references: Mapping[str, Reference]) -> RedFlag:
    flag = RedFlag(
        id=entry.name,
        source=entry.source(references),
        listed=entry.word("list", FLAG_LISTS),
        why=entry.text("why"),
    )
    entry.finish()
    return flag


def read_questions(
    document: Entry, references: Mapping[str, Reference], red_flags: Mapping[str, RedFlag]
) -> tuple[Mapping[str, Question], Mapping[str, str]]:
    """The questions by key, and the depth of each place."""
    entries = document.entries("question", named_by="key")
    questions = by_id(_question(entry, references) for entry in entries)
    if tuple(questions) != ANSWERS:
        document.fail(f"the questions must be {', '.join(ANSWERS)}, in this order")
    flagged = replace(questions["red_flag"], values=tuple(red_flags))
    depths = document.table("depth")
    document.finish()
    if set(depths) != set(questions["spasm_location"].values):
        document.fail("depth: every place of spasm_location needs a depth, and no other")
    return MappingProxyType({**questions, "red_flag": flagged}), MappingProxyType(depths)


def _question(entry: Entry, references: Mapping[str, Reference]) -> Question:
    question = Question(
        id=entry.name,
        source=entry.source(references),
        kind=entry.word("kind", KINDS),
        use=entry.word("use", USES),
        safety=entry.flag("safety") if entry.has("safety") else False,
        not_sure=entry.flag("not_sure") if entry.has("not_sure") else False,
        values=entry.words("values") if entry.has("values") else (),
        if_missing=entry.text("if_missing") if entry.has("if_missing") else None,
        minimum=entry.number("minimum") if entry.has("minimum") else None,
        maximum=entry.number("maximum") if entry.has("maximum") else None,
    )
    entry.finish()
    if question.if_missing is not None and question.if_missing not in question.values:
        entry.fail(f"if_missing: unknown value '{question.if_missing}'")
    if question.kind == "number" and (question.minimum is None or question.maximum is None):
        entry.fail("a number needs minimum and maximum")
    return question


def read_evidence(
    document: Entry, references: Mapping[str, Reference]
) -> Mapping[str, Mapping[str, Evidence]]:
    rows = document.entries("evidence", named_by="category")
    document.finish()
    return MappingProxyType({row.name: _evidence_row(row, references) for row in rows})


def _evidence_row(row: Entry, references: Mapping[str, Reference]) -> Mapping[str, Evidence]:
    cells = {}
    for route in ROUTES:
        cell = row.section(route, f"{row.name}: {route}")
        cells[route] = Evidence(cell.word("grade", GRADES), cell.source(references))
        cell.finish()
    row.finish()
    return MappingProxyType(cells)
