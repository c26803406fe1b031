"""Keeps the words by which products and strains are found.

Whoever saves the name or producer of a product, its strain or its format, or the name of a strain or
a format, calls one of these in the same transaction. `reindex` finds what somebody forgot.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction

from products.locking import ROWS_PER_QUERY, in_chunks, keys_where
from products.models import Format, Product, SearchText, SearchWord, Strain
from products.words import plain, words_of

# Of what a search text is: "product" or "strain", its key, and what it says.
Texts = Mapping[int, tuple[str, str]]


def index_products(product_ids: Iterable[int]) -> int:
    """Returns how many texts were not as they should be."""
    return sum(_keep("product", _texts_of_products(some)) for some in in_chunks(product_ids))


def index_strains(strain_ids: Iterable[int]) -> int:
    """And the products of these strains. Returns as `index_products`."""
    strain_ids = list(strain_ids)
    own = sum(_keep("strain", _texts_of_strains(some)) for some in in_chunks(strain_ids))
    return own + index_products(keys_where(Product, "strain", strain_ids))


def index_format(kind: Format) -> int:
    """The products of this format. Returns as `index_products`."""
    return index_products(keys_where(Product, "format", [kind.pk]))


def reindex() -> int:
    """All of them, chunk by chunk. Returns as `index_products`."""
    strains = Strain.objects.order_by().values_list("pk", flat=True)
    products = Product.objects.order_by().values_list("pk", flat=True)
    changed = 0
    for of, texts, keys in (
        ("strain", _texts_of_strains, strains),
        ("product", _texts_of_products, products),
    ):
        for some in in_chunks(keys):
            with transaction.atomic():
                changed += _keep(of, texts(some))
    return changed


def _texts_of_products(product_ids: list[int]) -> Texts:
    found = Product.objects.filter(pk__in=product_ids).order_by()
    facts = found.values_list(
        *("pk", "name", "producer", "strain__name", "format__name"),
        *("name_es", "format__name_es"),
    )
    return {pk: _text(name, *others) for pk, name, *others in facts}


def _texts_of_strains(strain_ids: list[int]) -> Texts:
    found = Strain.objects.filter(pk__in=strain_ids).order_by().values_list("pk", "name")
    return {pk: _text(name) for pk, name in found}


def _text(name: str, *others: str | None) -> tuple[str, str]:
    """The plain name, and every word once."""
    words = dict.fromkeys(words_of(" ".join(filter(None, (name, *others)))))
    return plain(name), " ".join(words)


def _keep(of: str, texts: Texts) -> int:
    """Writes what differs; most often nothing does."""
    key = f"{of}_id"
    stored = SearchText.objects.filter(**{f"{key}__in": list(texts)}).order_by()
    known = {pk: (name, words) for pk, name, words in stored.values_list(key, "name", "words")}
    rows = [
        SearchText(**{key: pk, "name": name, "words": words})
        for pk, (name, words) in texts.items()
        if known.get(pk) != (name, words)
    ]
    SearchText.objects.bulk_create(
        rows,
        batch_size=ROWS_PER_QUERY,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=["name", "words"],
    )
    # Once committed: two imports that add the same words would else wait for each other.
    words = {word for row in rows for word in row.words.split() if not word.isdecimal()}
    transaction.on_commit(partial(keep_words, words), robust=True)
    return len(rows)


def keep_words(words: Iterable[str]) -> None:
    for some in in_chunks(words):
        known = set(SearchWord.objects.filter(word__in=some).values_list("word", flat=True))
        SearchWord.objects.bulk_create(
            (SearchWord(word=word) for word in some if word not in known), ignore_conflicts=True
        )
