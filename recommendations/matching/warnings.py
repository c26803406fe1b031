from recommendations.guideline.model import Guideline
from recommendations.guideline.predicates import Facts


def warning_codes(facts: Facts, guideline: Guideline) -> tuple[str, ...]:
    """The full record, in the guideline's order; `facts` with category, grades and routes shown."""
    return tuple(warning.id for warning in guideline.warnings if warning.when.holds(facts))
