"""The one place that reads environment variables.

Nothing set: SQLite, DEBUG, development keys. With DEBUG=False every secret is mandatory; what is
missing or broken stops the start with one line that names the variable.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

DEVELOPMENT_SECRET_KEY = "development-only-secret-key-never-use-this-in-production"  # noqa: S105
DEVELOPMENT_HEALTH_DATA_KEY = "ZGV2ZWxvcG1lbnQtb25seS1oZWFsdGgtZGF0YS1rZXk="

env = environ.Env()


def read_boolean(name: str, *, default: bool) -> bool:
    value = env.str(name, default=str(default)).strip().lower()
    if value in {"true", "1", "yes", "on"}:
        return True
    if value in {"false", "0", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}: {value!r} is neither True nor False.")


def read_list(name: str) -> list[str]:
    return [item.strip() for item in env.str(name, default="").split(",") if item.strip()]


def read_secret(name: str, *, debug: bool, development_value: str, hint: str) -> str:
    """The value of a secret; outside DEBUG it must be set and must not be the development one."""
    value = env.str(name, default="")
    if not value and debug:
        return development_value
    if not value or (value == development_value and not debug):
        raise ImproperlyConfigured(f"{name} must be set when DEBUG is False. {hint}")
    return value


def read_database() -> dict[str, Any]:
    """Django's settings for DATABASE_URL, or for SQLite in the project folder."""
    default = f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
    url = env.str("DATABASE_URL", default="") or default
    if not url.startswith(("sqlite:", "postgres:", "postgresql:")):
        scheme = url.partition(":")[0]
        raise ImproperlyConfigured(
            f"DATABASE_URL: {scheme!r} is not supported. Use postgres://... or sqlite:///path."
        )
    database: dict[str, Any] = environ.Env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return database | {
            "OPTIONS": SQLITE_OPTIONS,
            # A file, so that tests meet real connections and real locks; one for each process.
            "TEST": {"NAME": f"{tempfile.gettempdir()}/herbology-test-{os.getpid()}.sqlite3"},
        }
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


# WAL lets readers go on while one writes; IMMEDIATE makes writers queue instead of failing midway.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
}
