"""What an address asks the catalogue for. Addresses of one question are equal: they can be shared."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from herbology.languages import PARAMETER
from products.catalogue.counting import FACETS
from products.words import LONGEST_SEARCH, searched_words

NAME, LEAST_THC, MOST_THC = "name", "least-thc", "most-thc"
SORTS = (NAME, LEAST_THC, MOST_THC)
STRENGTH = (LEAST_THC, MOST_THC)
EVERYTHING = "all"
SHOWN = (EVERYTHING, "now")
LAST_PAGE = 100_000
LONGEST_VALUE = 60  # of what is unknown, when it is quoted
MOST_TOLD = 5
FROM = "from"

Unknown = tuple[str, str]  # the name of a parameter and its value


@dataclass(frozen=True, slots=True)
class Asked:
    """`chosen` has every facet; `everything`: also what cannot be had now. `cut`: more was typed.
    `page` 0 is no number."""

    typed: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict.fromkeys(FACETS, ()))
    strain: str = ""
    everything: bool = False
    sort: str = ""
    page: int = 1
    unknown: tuple[Unknown, ...] = ()
    cut: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return searched_words(self.typed)

    @property
    def narrowed(self) -> bool:
        """By anything but the page."""
        return bool(self.typed or self.strain or any(self.chosen.values()) or self.everything)

    @property
    def one_format(self) -> str:
        formats = self.chosen["format"]
        return formats[0] if len(formats) == 1 else ""

    def on_page(self, page: int) -> "Asked":
        return replace(self, page=page)

    def searching(self, typed: str) -> "Asked":
        return replace(self, typed=typed, page=1)

    def showing(self, *, everything: bool) -> "Asked":
        return replace(self, everything=everything, page=1)

    def without_strain(self) -> "Asked":
        return replace(self, strain="", page=1)

    def without(self, facet: str, value: str | None = None) -> "Asked":
        """This value taken away, or all of the facet's."""
        left = tuple(each for each in self.chosen[facet] if value is not None and each != value)
        return replace(self, chosen={**self.chosen, facet: left}, page=1)

    @property
    def query(self) -> str:
        return self.url().partition("?")[2]

    def url(self) -> str:
        pairs: list[tuple[str, str]] = [
            *([("q", self.typed)] if self.typed else []),
            *((facet, value) for facet in FACETS for value in self.chosen[facet]),
            *([("strain", self.strain)] if self.strain else []),
            *([("show", EVERYTHING)] if self.everything else []),
            *([("sort", self.sort)] if self.sort else []),
            *([("page", str(self.page))] if self.page > 1 else []),
        ]
        path = reverse("catalogue:browse")
        return f"{path}?{urlencode(pairs)}" if pairs else path


def parse(query: QueryDict, known: Mapping[str, Collection[str]]) -> Asked:
    """`known` has the values that each facet may take; what is unknown is left out and told.

    The form of the filters starts again at the first page. Where only the language is changed by it,
    `from` says on which page that was, and of what.
    """
    asked = _parsed(query, known)
    if PARAMETER not in query or FROM not in query:
        return asked
    before = _parsed(QueryDict(query.get(FROM, "")), known)
    same = before.on_page(1).url() == asked.on_page(1).url()
    return asked.on_page(before.page) if same else asked


def _parsed(query: QueryDict, known: Mapping[str, Collection[str]]) -> Asked:
    given = {name: _given(query, name) for name in FACETS}
    typed, cut = _typed(query.get("q", ""))
    show, sort = query.get("show", ""), query.get("sort", "")
    unknown = [(name, v) for name in FACETS for v in given[name] if v not in known[name]]
    unknown += [("show", show)] if show not in ("", *SHOWN) else []
    unknown += [("sort", sort)] if sort not in ("", *SORTS) else []
    return Asked(
        typed=typed,
        chosen={name: tuple(v for v in known[name] if v in given[name]) for name in FACETS},
        strain=_printable(query.get("strain", ""))[: LONGEST_VALUE * 2],
        everything=show == EVERYTHING,
        sort=sort if sort in STRENGTH or (sort == NAME and typed) else "",
        page=_page(query.get("page") or "1"),
        unknown=tuple((name, value[:LONGEST_VALUE]) for name, value in unknown[:MOST_TOLD]),
        cut=cut,
    )


def _given(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in query.getlist(name) if value))


def _typed(text: str) -> tuple[str, bool]:
    """What is searched for, and whether that is not all of it."""
    whole = _printable(text)
    if len(whole) <= LONGEST_SEARCH:
        return whole, False
    start = whole[:LONGEST_SEARCH]
    return start.rpartition(" ")[0] or start, True


def _printable(text: str) -> str:
    """With single spaces, and without what no database takes."""
    return " ".join(text.replace("\x00", " ").split())


def _page(text: str) -> int:
    digits = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_PAGE))
    return int(text) if digits else 0
