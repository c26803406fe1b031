"""Names of medicines and the line each belongs to, for the search on the medicines page."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("medicine_names.toml")


@dataclass(frozen=True, slots=True)
class Medicine:
    """`names`: the generic one first, then those on packs. `source` as in the guideline."""

    names: tuple[str, ...]
    source: tuple[str, ...]


@cache
def by_class() -> dict[str, tuple[Medicine, ...]]:
    classes = tomllib.loads(FILE.read_text(encoding="utf-8"))["classes"]
    return {name: tuple(_medicine(row) for row in rows) for name, rows in classes.items()}


@cache
def in_language(language: str) -> dict[str, tuple[str, ...]]:
    """By the generic English name, what else it is called; {} for English."""
    file = FILE.with_stem(f"{FILE.stem}_{language}")
    if not file.exists():
        return {}
    names = tomllib.loads(file.read_text(encoding="utf-8"))["names"]
    return {generic: tuple(others) for generic, others in names.items()}


@cache
def in_short(language: str = "en") -> dict[str, str]:
    """For the browser: each class with its medicines between semicolons, names between commas."""
    more = in_language(language)
    return {
        name: ";".join(
            ",".join((*medicine.names, *more.get(medicine.names[0], ()))) for medicine in medicines
        )
        for name, medicines in by_class().items()
    }


def _medicine(row: dict[str, list[str] | str]) -> Medicine:
    source = row["source"]
    return Medicine(tuple(row["names"]), (source,) if isinstance(source, str) else tuple(source))
