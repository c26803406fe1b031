"""Keys of records, as an address or a form brings them."""

LONGEST_KEY_DIGITS = 19  # of a 64-bit number; int() itself refuses thousands of digits


def as_key(text: str) -> int:
    """0 for what cannot be a key: no record has that."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY_DIGITS else 0
