"""What the guideline knows for the pages of the catalogue; `products.catalogue.knowledge` asks."""

from collections.abc import Sequence

from products.catalogue.knowledge import Advice, RouteFacts
from recommendations.patient.sources import READ, in_words_of, reference_in_words
from recommendations.patient.times import in_words
from recommendations.questionnaire.vocabulary import guideline, policy, texts

KEEP_SAFE = "warning.W_KEEP_FROM_CHILDREN_PETS"


def route_facts(route: str) -> RouteFacts:
    """The same words as on a patient's page."""
    rules, words = guideline(), texts()
    return RouteFacts(
        route=route,
        name=words.get(f"route.{route}.name"),
        how=words.get(f"route.{route}.how"),
        watch=words.get(f"route.{route}.watch"),
        times=in_words(rules.routes[route]),
        sources=in_words_of(rules.routes[route].source, rules, words),
    )


def references(keys: Sequence[str]) -> tuple[str, ...]:
    known = guideline().references
    unread = [key for key in keys if known[key].status != READ]
    if unread:
        raise KeyError(f"nobody has read {', '.join(unread)}")
    return tuple(reference_in_words(known[key]) for key in keys)


def keep_safe() -> Advice:
    words, allowed = texts(), policy()
    text = words.format(f"{KEEP_SAFE}.text", **allowed.params(words))
    return Advice(words.get(f"{KEEP_SAFE}.title"), text)
