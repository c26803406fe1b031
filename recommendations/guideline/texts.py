"""The words for patients, one file per language, found by dotted keys such as warning.W_FALLS.title.

`check_texts` is called when the application starts, so that no page meets a missing sentence.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from recommendations.guideline.model import Guideline
from recommendations.guideline.reading import GuidelineError
from recommendations.guideline.text_keys import required_keys

TEXTS = Path(__file__).parent / "texts"
DEFAULT_LANGUAGE = "en"
PARAM = re.compile(r"\{(\w+)\}")
# What a sentence of a section may name in braces; the sections left out have no parameters.
POLICY_PARAMS = frozenset({"emergency_number", "poison_number", "urgent_care"})
PARAMS = {
    "disposition": POLICY_PARAMS,
    "warning": POLICY_PARAMS | {"dose_mg"},
    "start": frozenset({"dose_mg", "wait_minutes", "cap_mg", "ceiling_mg"}),
    "choice": frozenset(
        {"route", "place", "evidence", "chemotype", "chemotypes", "allergens", "dose_mg"}
        | {"smallest_thc_mg", "smallest_cbd_mg", "thc_percent", "limit_percent", "limit_mg"}
    ),
}


class TextError(KeyError):
    """A sentence that a language does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    language: str
    entries: Mapping[str, str | tuple[str, ...]]

    def get(self, key: str) -> str:
        text = self._entry(key)
        if not isinstance(text, str):
            raise TextError(f"{self.language}.toml: '{key}' is a list, not a sentence")
        return text

    def lines(self, key: str) -> tuple[str, ...]:
        lines = self._entry(key)
        if isinstance(lines, str):
            raise TextError(f"{self.language}.toml: '{key}' is a sentence, not a list")
        return lines

    def has(self, key: str) -> bool:
        return key in self.entries

    def format(self, key: str, **params: object) -> str:
        """The sentence with its {params} filled in; TextError names one that was not given."""

        def filled(match: re.Match[str]) -> str:
            if match[1] not in params:
                raise TextError(f"{self.language}.toml: '{key}' needs {{{match[1]}}}")
            return str(params[match[1]])

        return PARAM.sub(filled, self.get(key))

    def _entry(self, key: str) -> str | tuple[str, ...]:
        if key not in self.entries:
            raise TextError(f"{self.language}.toml: '{key}' is missing")
        return self.entries[key]


def languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in TEXTS.glob("*.toml")))


@cache
def load_texts(language: str = DEFAULT_LANGUAGE) -> Texts:
    """Raises GuidelineError for a language that is not there or cannot be read."""
    if language not in languages():
        raise GuidelineError(f"texts: no language '{language}'; one of {', '.join(languages())}")
    return parse_texts((TEXTS / f"{language}.toml").read_text(encoding="utf-8"), language)


def parse_texts(text: str, language: str) -> Texts:
    try:
        entries = dict(_flat(tomllib.loads(text)))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise GuidelineError(f"texts/{language}.toml: {error}") from None
    return Texts(language, MappingProxyType(entries))


def _flat(
    table: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        elif isinstance(value, list) and all(isinstance(line, str) for line in value):
            yield key, tuple(value)
        elif isinstance(value, str):
            yield key, value
        else:
            raise ValueError(f"'{key}' is neither text nor a list of texts")


def check_texts(guideline: Guideline, texts: Texts) -> None:
    """Raises GuidelineError listing every key that the guideline needs and the language lacks,
    or naming a sentence with a parameter that its section does not have."""
    empty = (key for key in required_keys(guideline) if not texts.entries.get(key))
    missing = sorted(set(empty))
    if missing:
        raise GuidelineError(f"texts/{texts.language}.toml: missing {', '.join(missing)}")
    for key, text in texts.entries.items():
        odd = set(PARAM.findall(str(text))) - PARAMS.get(key.split(".")[0], frozenset())
        if odd:
            raise GuidelineError(f"texts/{texts.language}.toml: {key}: no {{{odd.pop()}}} there")


def check_languages(guideline: Guideline, every: Sequence[Texts] = ()) -> None:
    """Every language (those shipped, unless given) has what the guideline needs, and the same keys."""
    every = every or [load_texts(language) for language in languages()]
    for texts in every:
        check_texts(guideline, texts)
        odd = sorted(set(texts.entries) ^ set(every[0].entries))
        if odd:
            raise GuidelineError(
                f"texts/{texts.language}.toml and texts/{every[0].language}.toml"
                f" differ in {', '.join(odd)}"
            )
