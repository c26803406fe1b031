"""Which submissions the report reads, and which of them are of the same patient."""

from django.db.models import Q

from products.models import Store


def of(store: Store | None, prefix: str = "") -> Q:
    """Those of a store, or all; what a patient has withdrawn is left out."""
    there = Q(**{f"{prefix}withdrawn_at": None})
    return there & Q(**{f"{prefix}store": store}) if store else there


def columns(prefix: str = "") -> tuple[str, str, str]:
    """To be read in front of others, for `patient`."""
    return f"{prefix}patient_hash", f"{prefix}follows_id", f"{prefix}pk"


def patient(hashed: str, follows: int | None, key: int) -> str:
    """By e-mail; without one, a correction is of the patient whose answers it corrects."""
    return hashed or str(follows or key)
