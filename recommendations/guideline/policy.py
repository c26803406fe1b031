"""What the state's law and the store allow, read from one TOML file. Clinical rules are not here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from products.potency import ROUTES
from recommendations.guideline.reading import SOURCE_WORDS, Entry, GuidelineError, read_document
from recommendations.guideline.texts import DEFAULT_LANGUAGE, Texts, languages
from recommendations.guideline.triage_rules import DISPOSITIONS

POLICIES = Path(__file__).parent / "policies"
RELEASES = ("now", "after_review", "never")  # earliest first
# No policy may open the door to minors, whatever it says.
LOWEST_MINIMUM_AGE, HIGHEST_MINIMUM_AGE = 18, 30
LONGEST_COA_AGE_MONTHS = 24
KEYS = (
    "minimum_age",
    "routes_allowed",
    "coa_max_age_months",
    "emergency_number",
    "poison_number",
    "urgent_care",
    "release",
)
MOST_PICKUP_HOURS, MOST_PICKUP_UNITS = 14 * 24, 20


class PolicyError(ValueError):
    """A policy that must not be used; the message names file, key and reason."""


@dataclass(frozen=True, slots=True)
class Pickup:
    """What a patient may have kept at once, and for how long; 0 hours: nothing is kept."""

    hours: int = 0
    most_pieces: int = 0
    most_grams: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """`sources` gives each key its source word; `text` the file as it was read.

    `urgent_care` is English; `urgent_care_in` holds it for other languages, by their codes.
    """

    name: str
    minimum_age: int
    routes_allowed: tuple[str, ...]
    release: Mapping[str, str]
    coa_max_age_months: int
    emergency_number: str
    poison_number: str
    urgent_care: str
    sources: Mapping[str, str]
    text: str = field(repr=False)
    pickup: Pickup = Pickup()
    urgent_care_in: Mapping[str, str] = field(default_factory=dict)

    def params(self, texts: Texts) -> dict[str, str]:
        """What sentences of a language may name in braces: `texts.POLICY_PARAMS`.

        Where to go the same day is said in the language's own general words where the policy has none.
        """
        english = texts.language == DEFAULT_LANGUAGE
        own = self.urgent_care if english else self.urgent_care_in.get(texts.language)
        return {
            "emergency_number": self.emergency_number,
            "poison_number": self.poison_number,
            "urgent_care": own or texts.get("policy.urgent_care"),
        }

    def strictest_release(self, dispositions: Iterable[str]) -> str:
        """The latest of: now, after_review, never."""
        return max((self.release[name] for name in dispositions), key=RELEASES.index)


def load_policy(name_or_path: str) -> Policy:
    """A shipped policy by its name, or any by its path. Raises PolicyError."""
    named = Path(name_or_path).name == name_or_path and not name_or_path.endswith(".toml")
    path = POLICIES / f"{name_or_path}.toml" if named else Path(name_or_path)
    try:
        return parse_policy(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        shipped = ", ".join(sorted(found.stem for found in POLICIES.glob("*.toml")))
        raise PolicyError(
            f"{path}: cannot be read ({error.strerror}); shipped policies: {shipped}"
        ) from None
    except UnicodeDecodeError:
        raise PolicyError(f"{path}: is not UTF-8 text") from None


def parse_policy(text: str, name: str) -> Policy:
    """`name` is the file's name, for messages. Raises PolicyError."""
    try:
        return _policy(read_document(name, text), text)
    except GuidelineError as error:
        raise PolicyError(str(error)) from None


def _policy(document: Entry, text: str) -> Policy:
    policy = Policy(
        name=_filled(document, "name"),
        minimum_age=_between(document, "minimum_age", LOWEST_MINIMUM_AGE, HIGHEST_MINIMUM_AGE),
        routes_allowed=_routes(document),
        release=_table(document, "release", DISPOSITIONS, RELEASES),
        coa_max_age_months=_between(document, "coa_max_age_months", 1, LONGEST_COA_AGE_MONTHS),
        emergency_number=_filled(document, "emergency_number"),
        poison_number=_filled(document, "poison_number"),
        urgent_care=_filled(document, "urgent_care"),
        sources=_table(document, "source", _sourced(document), SOURCE_WORDS),
        text=text,
        pickup=_pickup(document),
        urgent_care_in=_urgent_care_in(document),
    )
    document.finish()
    return policy


def _sourced(document: Entry) -> tuple[str, ...]:
    """Policies that were stored before there were pick-ups say nothing of them."""
    return (*KEYS, "pickup") if document.has("pickup") else KEYS


def _pickup(document: Entry) -> Pickup:
    if not document.has("pickup"):
        return Pickup()
    section = document.section("pickup")
    pickup = Pickup(
        hours=_between(section, "hours", 0, MOST_PICKUP_HOURS),
        most_pieces=_between(section, "most_pieces", 0, MOST_PICKUP_UNITS),
        most_grams=_between(section, "most_grams", 0, MOST_PICKUP_UNITS),
    )
    section.finish()
    return pickup


def _urgent_care_in(document: Entry) -> Mapping[str, str]:
    if not document.has("urgent_care_in"):
        return MappingProxyType({})
    section = document.section("urgent_care_in")
    other = [language for language in languages() if language != DEFAULT_LANGUAGE]
    for name in section.names():
        if name not in other:
            section.fail(f"no language '{name}'; one of {', '.join(other)}")
    return MappingProxyType({name: _filled(section, name) for name in section.names()})


def _filled(document: Entry, key: str) -> str:
    text = document.text(key)
    if not text.strip():
        document.fail(f"{key} is empty")
    return text


def _between(document: Entry, key: str, lowest: int, highest: int) -> int:
    number = document.number(key)
    if not lowest <= number <= highest:
        document.fail(f"{key}: {number} is not between {lowest} and {highest}")
    return number


def _routes(document: Entry) -> tuple[str, ...]:
    allowed = document.words("routes_allowed", ROUTES)
    return tuple(route for route in ROUTES if route in allowed)


def _table(
    document: Entry, key: str, names: tuple[str, ...], words: tuple[str, ...]
) -> Mapping[str, str]:
    section = document.section(key)
    table = MappingProxyType({name: section.word(name, words) for name in names})
    section.finish()
    return table
