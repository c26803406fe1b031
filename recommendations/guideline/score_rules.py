"""Reads how well a route fits the answers: components, depths, grades, gates."""

from types import MappingProxyType

from products.potency import ROUTES
from recommendations.guideline.ground import Ground
from recommendations.guideline.model import Component, GradePoints, Preference, Scores
from recommendations.guideline.predicates import GRADES, Always
from recommendations.guideline.reading import Entry
from recommendations.guideline.tables import by_id
from recommendations.guideline.triage_rules import plain_rule, predicate_or_always

GATES = ("P-ROUTE", "X-CAP", "LOW-FIT", "NO-PRODUCT", "PATCH")


def read_scores(document: Entry, ground: Ground) -> Scores:
    depths = [_depth(entry, ground) for entry in document.entries("depth")]
    grades = [_grade(entry, ground) for entry in document.entries("grade")]
    scores = Scores(
        show_threshold=document.number("show_threshold"),
        x_cap=document.number("x_cap"),
        tie_order=document.words("tie_order", ROUTES),
        listed_last=document.words("listed_last", ROUTES),
        never_automatic=document.words("never_automatic", ROUTES),
        no_depth_when=document.predicate("no_depth_when", ground.early),
        components=tuple(_component(entry, ground) for entry in document.entries("component")),
        depths=MappingProxyType(dict(depths)),
        grades=MappingProxyType({grade.grade: grade for grade in grades}),
        preference=_preference(document.section("preference"), ground),
        gates=by_id(plain_rule(entry, ground) for entry in document.entries("gate")),
        source=document.source(ground.references),
    )
    document.finish()
    _check_scores(document, scores, ground)
    return scores


def _check_scores(document: Entry, scores: Scores, ground: Ground) -> None:
    if sorted(scores.tie_order) != sorted(ROUTES):
        document.fail("tie_order must hold every route once")
    if scores.x_cap >= scores.show_threshold:
        document.fail("x_cap must lie under show_threshold")
    if tuple(scores.grades) != GRADES:
        document.fail(f"the grades must be {', '.join(GRADES)}, in this order")
    for depth in sorted(set(ground.depths.values()) ^ set(scores.depths)):
        document.fail(f"{depth}: a depth of answers.toml needs one [[depth]] here, and no other")
    if tuple(scores.gates) != GATES:
        document.fail(f"the gates must be {', '.join(GATES)}, in this order")


def _component(entry: Entry, ground: Ground) -> Component:
    component = Component(
        id=entry.name,
        source=entry.source(ground.references),
        when=predicate_or_always(entry, ground.early),
        points=MappingProxyType(entry.points("points", ROUTES)),
    )
    entry.finish()
    return component


def _depth(entry: Entry, ground: Ground) -> tuple[str, Component]:
    depth = entry.text("depth")
    component = Component(
        id=entry.name,
        source=entry.source(ground.references),
        when=Always(),
        points=MappingProxyType(entry.points("points", ROUTES)),
    )
    entry.finish()
    return depth, component


def _grade(entry: Entry, ground: Ground) -> GradePoints:
    grade = GradePoints(
        id=entry.name,
        source=entry.source(ground.references),
        grade=entry.word("grade", GRADES),
        points=entry.number("points"),
    )
    entry.finish()
    return grade


def _preference(entry: Entry, ground: Ground) -> Preference:
    preference = Preference(
        id=entry.text("id"),
        source=entry.source(ground.references),
        points=entry.number("points"),
    )
    entry.finish()
    return preference
