"""E-mail addresses that are told apart by nothing that can be read."""

import unicodedata

from django.utils.crypto import salted_hmac


def hash_of_address(email: str | None, *, purpose: str) -> str:
    """64 hex digits, keyed with SECRET_KEY; "" without an address. Case and spaces do not count.

    The hashes of one address for two purposes cannot be compared.
    """
    plain = unicodedata.normalize("NFKC", email or "").strip().casefold()
    return salted_hmac(purpose, plain, algorithm="sha256").hexdigest() if plain else ""
