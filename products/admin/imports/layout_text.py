"""Layouts as the text that people edit: copied under another name, and with words decided since."""

from collections.abc import Mapping

import tomlkit
from tomlkit.items import AbstractTable

from products.importing.layout.file import SHIPPED

STARTER = """\
# Every key is explained below the box. Lines that begin with # are for people.
name = "my-till"
title = "Export of our till"
tried_on = "untried"
optional = ["expires_on", "quantity_received"]

[columns]
product_key = "SKU"
name = "Product"
format = "Category"
batch_number = "Batch"
expires_on = "Expires"
quantity_received = "Received"

[formats]
"Flower" = "flower"
"Oils" = "unclassified"
"""


def shipped_names() -> list[str]:
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def shipped_text(name: str) -> str | None:
    """None where no such layout is shipped; the name may come from anywhere."""
    if name not in shipped_names():
        return None
    return (SHIPPED / f"{name}.toml").read_text(encoding="utf-8")


def renamed(text: str, name: str) -> str:
    """The same TOML, comments and all, under another name."""
    document = tomlkit.parse(text)
    document["name"] = name
    return tomlkit.dumps(document)


def with_words(text: str, words: Mapping[str, str]) -> str:
    """The same TOML with these words in [formats]: the file's word in lower case to a code."""
    if not words:
        return text
    document = tomlkit.parse(text)
    formats = document.setdefault("formats", tomlkit.table())
    assert isinstance(formats, AbstractTable)  # noqa: S101 - it has been read as a layout
    for known in [word for word in formats if word.casefold() in words]:
        formats.remove(known)
    for word, code in words.items():
        formats[word] = code
    return tomlkit.dumps(document)
