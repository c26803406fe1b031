"""Guideline editions as values: the one in force, and those that old results were made with."""

from recommendations.guideline import Guideline, load_guideline
from recommendations.models import GuidelineEdition

# Parsing one takes a while, and there are only as many as the guideline has had versions.
_read: dict[str, Guideline] = {}


def guideline_of(edition: GuidelineEdition) -> Guideline:
    current = load_guideline()
    if edition.version == current.version:
        return current
    if edition.version not in _read:
        _read[edition.version] = load_guideline(edition.files)
    return _read[edition.version]
