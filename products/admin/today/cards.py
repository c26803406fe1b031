"""What needs a decision, as cards: each figure is a link into the list that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext_lazy as words

from products.figures import LONG_HOURS, Decisions
from products.models import Store

LEVELS = URGENT, SOON, CALM = "urgent", "soon", "calm"


@dataclass(frozen=True, slots=True)
class Card:
    """`level` says how soon; where nothing is to be done it is calm. `more` is a part of it."""

    number: int
    words: str
    url: str
    level: str
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A list of the admin, and by what parameter and attribute it narrows to a store."""

    model: str
    parameter: str
    attribute: str = "pk"

    def url(self, query: dict[str, str], store: Store | None) -> str:
        chosen = {self.parameter: str(getattr(store, self.attribute))} if store else {}
        return f"{reverse(f'admin:products_{self.model}_changelist')}?{urlencode(query | chosen)}"


BATCHES = Place("batch", "store__id__exact")
PRODUCTS = Place("product", "at", "slug")
ALERTS = Place("stockalert", "store__id__exact")
RESERVATIONS = Place("reservation", "batch__store__id__exact")


@dataclass(frozen=True, slots=True)
class Kind:
    """One figure of `Decisions`, how soon, in words, and the filter that lists the same."""

    figure: str
    level: str
    words: Any
    place: Place
    query: dict[str, str]


KINDS = (
    Kind(
        "expired",
        URGENT,
        words("batch has expired and is still here", "batches have expired and are still here"),
        BATCHES,
        {"needs": "expired"},
    ),
    Kind(
        "below_reorder",
        URGENT,
        words("product is below its reorder point", "products are below their reorder point"),
        ALERTS,
        {"open": "yes", "kind__exact": "low_stock"},
    ),
    Kind(
        "overdue",
        URGENT,
        words("reservation is past its time", "reservations are past their time"),
        RESERVATIONS,
        {"is": "past"},
    ),
    Kind(
        "reserved_long",
        SOON,
        words("reservation is older than 72 hours", "reservations are older than 72 hours"),
        RESERVATIONS,
        {"is": "active"},
    ),
    Kind(
        "waiting",
        SOON,
        words("batch in quarantine waits for release", "batches in quarantine wait for release"),
        BATCHES,
        {"needs": "waiting"},
    ),
    Kind(
        "untested",
        SOON,
        words("batch in stock has no lab result", "batches in stock have no lab result"),
        BATCHES,
        {"needs": "untested"},
    ),
    Kind(
        "unclassified",
        SOON,
        words("product in stock is unclassified", "products in stock are unclassified"),
        PRODUCTS,
        {"needs": "unclassified"},
    ),
    Kind(
        "expiring_30",
        SOON,
        words("batch expires within 30 days", "batches expire within 30 days"),
        BATCHES,
        {"expires": "30", "needs": "stock"},
    ),
    Kind(
        "expiring_60",
        CALM,
        words("batch expires within 60 days", "batches expire within 60 days"),
        BATCHES,
        {"expires": "60", "needs": "stock"},
    ),
    Kind(
        "expiring_90",
        CALM,
        words("batch expires within 90 days", "batches expire within 90 days"),
        BATCHES,
        {"expires": "90", "needs": "stock"},
    ),
)
READY = words("%d has passed all panels", "%d have passed all panels")


def cards(found: Decisions, *, at: datetime, store: Store | None) -> Sequence[Card]:
    """One for each kind, what is most pressing first."""
    made = [_card(kind, found, at, store) for kind in KINDS]
    return sorted(made, key=lambda card: LEVELS.index(card.level))


def _card(kind: Kind, found: Decisions, at: datetime, store: Store | None) -> Card:
    number = getattr(found, kind.figure)
    query = dict(kind.query)
    if kind.figure == "reserved_long":
        query["reserved_at__lt"] = (at - timedelta(hours=LONG_HOURS)).isoformat()
    card = {
        "number": number,
        "words": str(kind.words % number),
        "url": kind.place.url(query, store),
        "level": kind.level if number else CALM,
    }
    if kind.figure == "waiting" and found.ready:
        card["more"] = str(READY % found.ready)
        card["more_url"] = kind.place.url({"needs": "ready"}, store)
    return Card(**card)
