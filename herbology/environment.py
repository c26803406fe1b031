"""The one place that reads environment variables.

Nothing set: SQLite, DEBUG, development keys. With DEBUG=False every secret is mandatory; what is
missing or broken stops the start with one line that names the variable.
"""

import os
import tempfile
from collections.abc import Callable
from decimal import Decimal
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

BASE_DIR = Path(__file__).resolve().parent.parent

DEVELOPMENT_SECRET_KEY = "development-only-secret-key-never-use-this-in-production"  # noqa: S105
DEVELOPMENT_HEALTH_DATA_KEY = "ZGV2ZWxvcG1lbnQtb25seS1oZWFsdGgtZGF0YS1rZXk="

KEY_HINT = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; "
    "print(Fernet.generate_key().decode())'"
)
PASSWORD_HINT = "In a password write %2F for /, %23 for # and %40 for @."  # noqa: S105
DATABASE_HINT = (
    "Write postgres://user:password@host:5432/name or sqlite:////path/file.sqlite3. "
    + PASSWORD_HINT
)
EMAIL_HINT = (
    f"Write smtp+tls://user:password@host:587, or consolemail:// to print them. {PASSWORD_HINT}"
)
SENDER_HINT = "Write one address, such as Herbology <shop@example.org>."
ADDRESSES_HINT = "Write addresses such as ann@example.org, with commas between them."

# WAL lets readers go on while one writes; IMMEDIATE makes writers queue instead of failing midway.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
}

env = environ.Env()


def read_text(name: str, *, default: str) -> str:
    """The variable's value; what is empty counts as not set."""
    return env.str(name, default="").strip() or default


def read_boolean(name: str, *, default: bool) -> bool:
    value = env.str(name, default=str(default)).strip().lower()
    if value in {"true", "1", "yes", "on"}:
        return True
    if value in {"false", "0", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}: {value!r} is neither True nor False. Write one of these.")


def read_percent(name: str, *, default: str) -> Decimal:
    """More than 0 and at most 100."""
    text = read_text(name, default=default)
    percent = Decimal(text) if text.replace(".", "", 1).isdecimal() else Decimal(0)
    if not 0 < percent <= 100:
        raise ImproperlyConfigured(
            f"{name}: {text!r} is no percentage. Write a number above 0 and at most 100."
        )
    return percent


def read_list(name: str) -> list[str]:
    return [item.strip() for item in env.str(name, default="").split(",") if item.strip()]


def read_secret(name: str, *, debug: bool, development_value: str, hint: str) -> str:
    """The value of a secret; outside DEBUG it must be set and must not be the development one."""
    value = env.str(name, default="")
    if not value and debug:
        return development_value
    if not value.strip() or (value == development_value and not debug):
        raise ImproperlyConfigured(f"{name} must be set when DEBUG is False. {hint}")
    return value


def read_keys(name: str, *, debug: bool) -> list[str]:
    """Fernet keys, at least one; outside DEBUG the development key is none."""
    listed = read_secret(
        name, debug=debug, development_value=DEVELOPMENT_HEALTH_DATA_KEY, hint=KEY_HINT
    )
    keys = [key.strip() for key in listed.split(",") if key.strip()]
    if not keys:
        raise ImproperlyConfigured(f"{name} holds commas and no key. {KEY_HINT}")
    for number, key in enumerate(keys, start=1):
        if key == DEVELOPMENT_HEALTH_DATA_KEY and not debug:
            raise ImproperlyConfigured(f"{name}: key {number} is public. {KEY_HINT}")
        _refuse_bad_key(name, number, key)
    return keys


def read_time_zone(name: str, *, default: str) -> str:
    zone = read_text(name, default=default)
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{name}: {zone!r} is no time zone that this machine knows. "
            "Write a name such as America/New_York."
        ) from None
    return zone


def read_email() -> dict[str, Any]:
    """Django's settings for EMAIL_URL, or for printing e-mails."""
    url = read_text("EMAIL_URL", default="consolemail://")
    known = [f"{scheme}://" for scheme in environ.Env.EMAIL_SCHEMES]
    if not url.startswith(tuple(known)):
        raise ImproperlyConfigured(f"EMAIL_URL must begin with {', '.join(known)}. {EMAIL_HINT}")
    email = _parsed("EMAIL_URL", url, environ.Env.email_url_config, EMAIL_HINT)
    if url.startswith("smtp") and not email["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"EMAIL_URL names no host. {EMAIL_HINT}")
    return email


def read_sender(name: str, *, default: str) -> str:
    """One e-mail address, with or without a name before it."""
    sender = read_text(name, default=default)
    addresses = [address for _owner, address in getaddresses([sender])]
    if len(addresses) != 1 or not _is_address(addresses[0]) or not sender.isprintable():
        raise ImproperlyConfigured(f"{name}: {sender!r} is no sender of e-mail. {SENDER_HINT}")
    return sender


def read_addresses(name: str) -> list[str]:
    """E-mail addresses, none of them twice; not set: nobody."""
    addresses = list(dict.fromkeys(read_list(name)))
    for number, address in enumerate(addresses, start=1):
        if not _is_address(address):
            raise ImproperlyConfigured(
                f"{name}: entry {number}, {address!r}, is no e-mail address. {ADDRESSES_HINT}"
            )
    return addresses


def read_database() -> dict[str, Any]:
    """Django's settings for DATABASE_URL, or for SQLite in the project folder."""
    url = read_text("DATABASE_URL", default=f"sqlite:///{quote(str(BASE_DIR / 'db.sqlite3'))}")
    # With two slashes the file's name would be taken for a host, and the data kept in memory.
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ImproperlyConfigured(
            f"DATABASE_URL must begin with postgres:// or sqlite:///. {DATABASE_HINT}"
        )
    database = _parsed("DATABASE_URL", url, environ.Env.db_url_config, DATABASE_HINT)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {
            "OPTIONS": SQLITE_OPTIONS,
            # A file, so that tests meet real connections and real locks; one for each process.
            "TEST": {"NAME": f"{tempfile.gettempdir()}/herbology-test-{os.getpid()}.sqlite3"},
        }
    if not database["NAME"] and "service" not in database.get("OPTIONS", {}):
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {DATABASE_HINT}")
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _parsed(
    name: str, url: str, parse: Callable[[str], dict[str, Any]], hint: str
) -> dict[str, Any]:
    """The parser's own message may quote a piece of the password, so it is not passed on."""
    try:
        return parse(url)
    except ValueError:
        raise ImproperlyConfigured(f"{name}: its host or port cannot be read. {hint}") from None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _refuse_bad_key(name: str, number: int, key: str) -> None:
    try:
        Fernet(key)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name}: key {number} is not 32 bytes in URL-safe base64. {KEY_HINT}"
        ) from None
