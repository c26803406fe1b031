"""A plan or an applied import in words and as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from products.importing.plan import OUTCOMES, Plan
from products.importing.reading.rows import Finding

EXAMPLES = 3
MOST_KINDS = 40


def as_json(plan: Plan, import_id: int | None) -> dict[str, Any]:
    return {
        "import": import_id,
        "counts": plan.counts,
        "findings": [finding.as_json() for finding in plan.findings],
    }


def as_lines(plan: Plan) -> Iterator[str]:
    """Counts first, then each kind of finding with how many rows and the first few of them."""
    counts = plan.counts
    rows = sum(counts[outcome] for outcome in OUTCOMES)
    yield f"{rows} rows for {plan.store} by the layout {plan.layout.name!r}"
    yield f"  ({plan.layout.title}; tried on: {plan.layout.tried_on})"
    yield from (f"{count:>8} {what}" for what, count in counts.items())
    yield from _kinds(plan.findings)
    yield from _assumptions(plan)


def _kinds(findings: Iterable[Finding]) -> Iterator[str]:
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.mark, finding.column), []).append(finding)
    for (mark, column), found in list(kinds.items())[:MOST_KINDS]:
        yield f"{mark.capitalize()}{f' ({column})' if column else ''}: {len(found)}"
        for finding in found[:EXAMPLES]:
            yield f"    row {finding.row}: {finding.value!r}: {finding.reason}"
        if len(found) > EXAMPLES:
            yield f"    and {len(found) - EXAMPLES} more; --json lists them all"


def _assumptions(plan: Plan) -> Iterator[str]:
    if plan.layout.constants_in_words:
        said = ", ".join(plan.layout.constants_in_words)
        yield f"GIVEN by the layout to every new product: {said}."
    facts = Counter(fact for row in plan.rows for fact in row.assumed)
    if facts:
        said = ", ".join(f"{fact} of {count} batches" for fact, count in facts.items())
        yield f"ASSUMED by the layout, not stated by the file: {said}."
