import pytest
from django.core.exceptions import ImproperlyConfigured

from herbology import environment


@pytest.mark.parametrize(
    ("text", "expected"), [("True", True), ("1", True), ("no", False), ("FALSE", False)]
)
def test_boolean_is_read_from_usual_words(monkeypatch, text, expected):
    monkeypatch.setenv("DEBUG", text)

    assert environment.read_boolean("DEBUG", default=True) is expected


def test_boolean_with_other_word_is_refused(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_boolean("DEBUG", default=True)

    assert str(refusal.value) == "DEBUG: 'maybe' is neither True nor False."


def read_secret(*, debug):
    return environment.read_secret(
        "SECRET_KEY", debug=debug, development_value="for-development", hint="Make one."
    )


def test_secret_is_the_development_one_when_nothing_is_set(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    assert read_secret(debug=True) == "for-development"


@pytest.mark.parametrize("value", [None, "", "for-development"])
def test_secret_is_mandatory_in_production(monkeypatch, value):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SECRET_KEY", value)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_secret(debug=False)

    assert str(refusal.value) == "SECRET_KEY must be set when DEBUG is False. Make one."


def test_database_without_url_is_sqlite_in_the_project(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    database = environment.read_database()

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(environment.BASE_DIR / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_database_url_reaches_postgresql_by_socket(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://herbology@/shop?host=/run/folder")

    database = environment.read_database()

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["NAME"], database["USER"]) == ("shop", "herbology")
    assert database["OPTIONS"] == {"host": "/run/folder"}


def test_database_url_of_another_kind_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/shop")

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_database()

    assert str(refusal.value) == (
        "DATABASE_URL: 'mysql' is not supported. Use postgres://... or sqlite:///path."
    )
