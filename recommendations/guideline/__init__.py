"""The clinical rules as data: loaded once into frozen values, each rule with its id and source."""

from recommendations.guideline.loader import load_guideline, rules_of
from recommendations.guideline.model import Guideline, Rule, Source
from recommendations.guideline.policy import Policy, PolicyError, load_policy, parse_policy
from recommendations.guideline.reading import GuidelineError
from recommendations.guideline.texts import (
    TextError,
    Texts,
    check_languages,
    check_texts,
    languages,
    load_texts,
)

__all__ = [
    "Guideline",
    "GuidelineError",
    "Policy",
    "PolicyError",
    "Rule",
    "Source",
    "TextError",
    "Texts",
    "check_languages",
    "check_texts",
    "languages",
    "load_guideline",
    "load_policy",
    "load_texts",
    "parse_policy",
    "rules_of",
]
