from recommendations.guideline.model import Category, Guideline
from recommendations.guideline.predicates import Facts


def categorize(facts: Facts, guideline: Guideline) -> Category:
    """The first category that matches; the last one always does. A triage label, not a diagnosis."""
    return next(c for c in guideline.categories.values() if c.when.holds(facts))
