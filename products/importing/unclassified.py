"""Products without a format, grouped by the word that their file had for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from products.importing.reading.rows import UNCLASSIFIED_MARK, Finding
from products.models import CatalogueImport, ImportedRow, Product


@dataclass(frozen=True, slots=True)
class Word:
    """A layout's name and the file's word in lower case; both empty where no import told one."""

    layout_name: str = ""
    word: str = ""

    @property
    def key(self) -> str:
        """Short, and the same whenever it is asked for: for addresses and names of controls."""
        return sha256(f"{self.layout_name}\0{self.word}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Group:
    """`product_ids` are in the order of `names`, the products' own.

    `told_in` is the newest import that told the word, and the row of it.
    """

    word: Word
    product_ids: tuple[int, ...]
    names: tuple[str, ...]
    told_in: tuple[int, int] | None


def unclassified() -> QuerySet[Product]:
    return Product.objects.filter(format=None, active=True).order_by("name", "pk")


def unclassified_groups() -> list[Group]:
    """The largest first; what no import told a word of comes last. Two queries."""
    words, told_in = _told()
    members: defaultdict[Word, list[tuple[int, str]]] = defaultdict(list)
    for pk, name in unclassified().values_list("pk", "name"):
        members[words.get(pk, Word())].append((pk, name))
    groups = [
        Group(
            word, tuple(pk for pk, _ in of_it), tuple(name for _, name in of_it), told_in.get(word)
        )
        for word, of_it in members.items()
    ]
    return sorted(groups, key=lambda each: (not each.word.word, -len(each.names), each.word.word))


def reasons_of(groups: Iterable[Group]) -> dict[Word, str]:
    """Why the newest import that told a word left it open. One query."""
    wanted = {group.told_in: group.word for group in groups if group.told_in}
    imports = CatalogueImport.objects.filter(pk__in={number for number, _ in wanted})
    return {
        wanted[number, row]: reason
        for number, findings in imports.order_by().values_list("pk", "findings")
        for row, reason in _left_open(findings)
        if (number, row) in wanted
    }


def _told() -> tuple[dict[int, Word], dict[Word, tuple[int, int]]]:
    """The newest word of each product, and where each word was told last."""
    rows = ImportedRow.objects.filter(product__in=unclassified().order_by()).exclude(format_word="")
    words: dict[int, Word] = {}
    told_in: dict[Word, tuple[int, int]] = {}
    for product_id, layout_name, text, number, row in rows.order_by("pk").values_list(
        "product_id", "catalogue_import__layout_name", "format_word", "catalogue_import", "row"
    ):
        words[product_id] = word = Word(layout_name, text.casefold())
        told_in[word] = number, row
    return words, told_in


def _left_open(findings: Iterable[dict[str, Any]]) -> Iterator[tuple[int, str]]:
    for finding in map(Finding.from_json, findings):
        if finding.mark == UNCLASSIFIED_MARK:
            yield finding.row, finding.reason
