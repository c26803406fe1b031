"""Addresses of new records, each its own."""

from hashlib import sha256

MARK = 7  # characters of a hash, and the hyphen before it


def free_slug(slug: str, key: str, taken: set[str], *, longest: int) -> str:
    """The slug, which is added to `taken`.

    Names that differ only in what a slug cannot hold are told apart by a hash of the key.
    """
    if not slug or slug in taken:
        mark = sha256(key.encode()).hexdigest()[: MARK - 1]
        slug = f"{slug[: longest - MARK]}-{mark}".strip("-")
    taken.add(slug)
    return slug
