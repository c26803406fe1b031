"""Loads one edition of the guideline: the shipped one, or one kept with an old submission."""

import hashlib
from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from recommendations.guideline import fit_rules, score_rules, triage_rules
from recommendations.guideline.ground import read_ground
from recommendations.guideline.model import Block, Caution, Guideline, Rule, Unanswered
from recommendations.guideline.reading import Entry, GuidelineError, read_document

DATA = Path(__file__).parent / "data"
FILES = (
    "answers.toml",
    "blocks.toml",
    "categories.toml",
    "cautions.toml",
    "choice.toml",
    "derived.toml",
    "dispositions.toml",
    "dosing.toml",
    "evidence.toml",
    "guideline.toml",
    "medicines.toml",
    "red_flags.toml",
    "references.toml",
    "routes.toml",
    "scores.toml",
    "sets.toml",
    "unanswered.toml",
    "warnings.toml",
)


def load_guideline(files: Mapping[str, str] | None = None) -> Guideline:
    """The shipped edition, or the one whose data files (name to text) are given.

    Raises GuidelineError, naming file, entry and reason.
    """
    return _shipped() if files is None else _read(files)


@cache
def _shipped() -> Guideline:
    paths = sorted(DATA.glob("*.toml"))
    return _read({path.name: path.read_text(encoding="utf-8") for path in paths})


def _read(files: Mapping[str, str]) -> Guideline:
    documents = _documents(files)
    ground = read_ground(documents)
    dispositions = triage_rules.read_dispositions(documents["dispositions.toml"], ground.references)
    warnings = triage_rules.read_warnings(documents["warnings.toml"], ground)
    label, reviewed_by = _title(documents["guideline.toml"])
    guideline = Guideline(
        version=f"{label}+{content_hash(files)}",
        reviewed_by=reviewed_by,
        references=ground.references,
        routes=ground.routes,
        questions=ground.questions,
        depths=ground.depths,
        red_flags=ground.red_flags,
        dispositions=dispositions,
        derived=triage_rules.read_derived(documents["derived.toml"], ground),
        unanswered=triage_rules.read_unanswered(documents["unanswered.toml"], ground),
        blocks=triage_rules.read_blocks(documents["blocks.toml"], ground),
        cautions=triage_rules.read_cautions(documents["cautions.toml"], ground),
        categories=triage_rules.read_categories(documents["categories.toml"], ground),
        scores=score_rules.read_scores(documents["scores.toml"], ground),
        dosing=fit_rules.read_dosing(documents["dosing.toml"], ground),
        medicines=triage_rules.read_medicines(
            documents["medicines.toml"], ground, [warning.id for warning in warnings]
        ),
        choice=fit_rules.read_choice(documents["choice.toml"], ground),
        warnings=warnings,
        files=MappingProxyType(dict(files)),
    )
    _check_only_warnings(guideline)
    _check_withholding(guideline)
    rules_of(guideline)
    return guideline


def _documents(files: Mapping[str, str]) -> dict[str, Entry]:
    for name in FILES:
        if name not in files:
            raise GuidelineError(f"{name}: the data file is missing")
    for name in files:
        if name not in FILES:
            raise GuidelineError(f"{name}: not a data file; one of {', '.join(FILES)}")
    return {name: read_document(name, text) for name, text in files.items()}


def content_hash(files: Mapping[str, str]) -> str:
    """12 hex digits of the SHA-256 over names and texts, sorted by name, line ends as newlines."""
    digest = hashlib.sha256()
    for name in sorted(files):
        text = "\n".join(files[name].splitlines())
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:12]


def _title(document: Entry) -> tuple[str, str]:
    label, reviewed_by = document.text("label"), document.text("reviewed_by")
    document.finish()
    return label, reviewed_by


def _check_only_warnings(guideline: Guideline) -> None:
    known = [warning.id for warning in guideline.warnings]
    for disposition in guideline.dispositions.values():
        for code in disposition.only_warnings:
            if code not in known:
                raise GuidelineError(
                    f"dispositions.toml: {disposition.id}: only_warnings: unknown warning '{code}'"
                )


def _check_withholding(guideline: Guideline) -> None:
    """What withholds products also closes every route, so that an open route is always shown."""
    withholding = [d.id for d in guideline.dispositions.values() if d.withholds_products]
    rules: list[Block | Unanswered | Caution] = [
        *guideline.blocks,
        *guideline.unanswered,
        *guideline.cautions,
    ]
    for rule in rules:
        closed = () if isinstance(rule, Caution) else rule.routes
        if rule.disposition in withholding and len(closed) < len(guideline.routes):
            raise GuidelineError(
                f"{_file_of(rule)}: {rule.id}: {rule.disposition} withholds products,"
                " so the rule must block ALL routes"
            )


def _file_of(rule: Block | Unanswered | Caution) -> str:
    return {Block: "blocks", Unanswered: "unanswered", Caution: "cautions"}[type(rule)] + ".toml"


@cache
def rules_of(guideline: Guideline) -> Mapping[str, Rule]:
    """Every rule that can fire, by its id. One id names one rule, whatever its file."""
    scores = guideline.scores
    rules: dict[str, Rule] = {}
    for rule in chain(
        guideline.red_flags.values(),
        guideline.derived,
        guideline.unanswered,
        guideline.blocks,
        guideline.cautions,
        guideline.medicines,
        guideline.warnings,
        scores.components,
        scores.depths.values(),
        scores.grades.values(),
        [scores.preference, guideline.dosing.halving],
        scores.gates.values(),
        guideline.choice.limits,
        guideline.choice.notes.values(),
    ):
        if rule.id in rules:
            raise GuidelineError(f"{rule.id}: two rules carry this id")
        rules[rule.id] = rule
    return MappingProxyType(rules)
