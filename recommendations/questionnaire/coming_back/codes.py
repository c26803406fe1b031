"""Codes to write down, that lead back to saved answers or to a result.

A code is worked out from the draft's id with the key that its answers are encrypted with, so the
browser that has the draft can show it again and it stays the same however often one saves. Stored is
a keyed hash alone: the database without the keys opens nothing.

Twelve letters and digits out of 23 are 2 ** 54 codes. docs/questionnaire.md says why that is enough.
"""

import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from recommendations.models import ComeBackCode

Opens = ComeBackCode.Opens

LIFETIME = timedelta(days=14)
# Of submit.REFERENCE_ALPHABET those that are no vowel, so that no word comes out, and that nobody
# reads as a digit. What looks like one of them is taken for it.
ALPHABET = "CDFHJKMNPRTVWXY23456789"
LOOK_ALIKES = str.maketrans("0OQ1ILZSBGUA", "DDD7772586V4")
LENGTH, GROUP = 12, 4
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Code:
    """As it is written down, such as CDFH-2345-JKMN, and until when it works."""

    text: str
    expires_at: datetime


def give(draft_id: uuid.UUID, opens: Opens, *, at: datetime) -> Code:
    """The code of this draft, from now on good for its whole lifetime again."""
    for letters in _candidates(draft_id, opens):
        row, made = ComeBackCode.objects.get_or_create(
            code_hash=_hash(letters, settings.HEALTH_DATA_KEYS[0]),
            defaults={
                "opens": opens,
                "draft_id": draft_id,
                "made_at": at,
                "expires_at": at + LIFETIME,
            },
        )
        if (row.draft_id, row.opens) != (draft_id, opens):
            continue  # two drafts with one code: the next candidate is free
        if not made:
            ComeBackCode.objects.filter(pk=row.pk).update(expires_at=at + LIFETIME)
        return Code(_grouped(letters), at + LIFETIME)
    raise AssertionError("unreachable")


def shown_again(draft_id: uuid.UUID, opens: Opens, *, at: datetime) -> Code | None:
    """The code that was given for this draft, while it works."""
    rows = {row.code_hash: row for row in _working(at).filter(draft_id=draft_id, opens=opens)}
    for letters in _candidates(draft_id, opens):
        if row := rows.get(_hash(letters, settings.HEALTH_DATA_KEYS[0])):
            return Code(_grouped(letters), row.expires_at)
    return None


def find(typed: str, *, at: datetime) -> ComeBackCode | None:
    """What somebody typed leads to; None alike for what never was a code and for what no longer works."""
    hashes = [_hash(normalised(typed), key) for key in settings.HEALTH_DATA_KEYS]
    row = _working(at).filter(code_hash__in=hashes).first()
    if row and any(constant_time_compare(row.code_hash, each) for each in hashes):
        return row
    return None


def kept_drafts(*, at: datetime) -> QuerySet[ComeBackCode, uuid.UUID]:
    """The ids of the drafts that a code keeps although nobody touches them."""
    return _working(at).filter(opens=Opens.DRAFT).values_list("draft_id", flat=True)


def revoke(draft_id: uuid.UUID) -> None:
    ComeBackCode.objects.filter(draft_id=draft_id).delete()


def delete_expired(*, at: datetime) -> None:
    ComeBackCode.objects.filter(expires_at__lte=at).delete()


def normalised(typed: str) -> str:
    """Without spaces and dashes, in capitals, and each look-alike as what it was meant to be."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in plain if letter.isalnum()).translate(LOOK_ALIKES)


def _working(at: datetime) -> QuerySet[ComeBackCode]:
    return ComeBackCode.objects.filter(expires_at__gt=at)


def _candidates(draft_id: uuid.UUID, opens: Opens) -> Iterator[str]:
    for attempt in range(ATTEMPTS):
        yield _letters(f"{opens}/{draft_id}/{attempt}")


def _letters(source: str) -> str:
    number = int.from_bytes(_hmac("code", source, settings.HEALTH_DATA_KEYS[0]).digest())
    letters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _hash(letters: str, key: str) -> str:
    return _hmac("hash", letters, key).hexdigest()


def _hmac(purpose: str, value: str, key: str):
    return salted_hmac(f"herbology.come-back.{purpose}", value, secret=key, algorithm="sha256")
