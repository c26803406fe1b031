"""A draft as what is handed in: the engine's answers and the contact, only from pages that apply."""

from typing import Any

from recommendations.questionnaire.walk import collect, walk_through


def to_answers_dict(data: dict[str, Any]) -> dict[str, Any]:
    """The keys of matching.Answers that were answered."""
    return walk_through(data).answers


def contact(data: dict[str, Any]) -> dict[str, Any]:
    """name, email, phone and reach_by (email, phone, none); None where not given, {} if not asked."""
    return collect(walk_through(data).steps, "contact")
