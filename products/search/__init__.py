"""Finding products and strains by words, whatever their accents, case, number and endings.

`products.words` says what a word is, `index` keeps the words of the catalogue, `matching` asks for
them and `spelling` helps where there is none. SQLite's FTS5 and PostgreSQL's text search hold plain
words that Python has made, so both find the same.
"""

from products.search.index import index_format, index_products, index_strains, reindex
from products.search.matching import Matches, matching
from products.search.spelling import respelled

__all__ = [
    "Matches",
    "index_format",
    "index_products",
    "index_strains",
    "matching",
    "reindex",
    "respelled",
]
