import pytest
from cryptography.fernet import Fernet
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

    assert str(refusal.value) == ("DEBUG: 'maybe' is neither True nor False. Write one of these.")


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
        f"DATABASE_URL must begin with postgres:// or sqlite:///. {environment.DATABASE_HINT}"
    )


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("postgres://user:pa ss@:x/y", "DATABASE_URL: its host or port cannot be read."),
        ("postgres://user:hunter/2@host/y", "DATABASE_URL: its host or port cannot be read."),
        ("postgres://user:password@host", "DATABASE_URL names no database."),
        ("sqlite://shop.sqlite3", "DATABASE_URL must begin with postgres:// or sqlite:///."),
    ],
)
def test_database_url_that_is_malformed_is_refused_without_its_password(
    url, complaint, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_database()

    assert str(refusal.value) == f"{complaint} {environment.DATABASE_HINT}"


def read_keys(monkeypatch, listed, *, debug):
    monkeypatch.setenv("HEALTH_DATA_KEYS", listed)
    return environment.read_keys("HEALTH_DATA_KEYS", debug=debug)


def test_keys_keep_their_order(monkeypatch):
    new, old = Fernet.generate_key().decode(), Fernet.generate_key().decode()

    assert read_keys(monkeypatch, f"{new}, {old},", debug=False) == [new, old]


def test_key_for_development_is_there_when_nothing_is_set(monkeypatch):
    keys = read_keys(monkeypatch, "", debug=True)

    assert keys == [environment.DEVELOPMENT_HEALTH_DATA_KEY]


@pytest.mark.parametrize(
    ("listed", "complaint"),
    [
        ("", "HEALTH_DATA_KEYS must be set when DEBUG is False."),
        (",", "HEALTH_DATA_KEYS holds commas and no key."),
        (f"{'A' * 43}=,short", "HEALTH_DATA_KEYS: key 2 is not 32 bytes in URL-safe base64."),
        (
            f"{'A' * 43}=,{environment.DEVELOPMENT_HEALTH_DATA_KEY}",
            "HEALTH_DATA_KEYS: key 2 is public.",
        ),
    ],
)
def test_keys_that_protect_nothing_are_refused_in_production(listed, complaint, monkeypatch):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read_keys(monkeypatch, listed, debug=False)

    assert str(refusal.value) == f"{complaint} {environment.KEY_HINT}"


def read_time_zone():
    return environment.read_time_zone("TIME_ZONE", default="America/New_York")


@pytest.mark.parametrize(
    ("name", "expected"), [("", "America/New_York"), ("Europe/Madrid", "Europe/Madrid")]
)
def test_time_zone_is_the_default_or_what_is_set(name, expected, monkeypatch):
    monkeypatch.setenv("TIME_ZONE", name)

    assert read_time_zone() == expected


@pytest.mark.parametrize("name", ["Mars/X", "America", "../etc/passwd"])
def test_time_zone_that_does_not_exist_is_refused(name, monkeypatch):
    monkeypatch.setenv("TIME_ZONE", name)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_time_zone()

    assert str(refusal.value) == (
        f"TIME_ZONE: {name!r} is no time zone that this machine knows. "
        "Write a name such as America/New_York."
    )


def test_email_is_printed_when_nothing_is_set(monkeypatch):
    monkeypatch.delenv("EMAIL_URL", raising=False)

    email = environment.read_email()

    assert email["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


def test_email_url_reaches_a_server_over_tls(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://shop:p%2Fw@mail.example:587")

    email = environment.read_email()

    assert (email["EMAIL_HOST"], email["EMAIL_PORT"]) == ("mail.example", 587)
    assert (email["EMAIL_HOST_PASSWORD"], email["EMAIL_USE_TLS"]) == ("p/w", True)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        (
            "foo",
            "EMAIL_URL must begin with smtp://, smtps://, smtp+tls://, smtp+ssl://, "
            "consolemail://, filemail://, memorymail://, dummymail://.",
        ),
        ("smtp://shop:hunter/2@host:587", "EMAIL_URL: its host or port cannot be read."),
        ("smtp+tls://", "EMAIL_URL names no host."),
    ],
)
def test_email_url_that_is_malformed_is_refused_without_its_password(url, complaint, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", url)

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_email()

    assert str(refusal.value) == f"{complaint} {environment.EMAIL_HINT}"


def read_sender():
    return environment.read_sender("EMAIL_FROM", default="Herbology <noreply@localhost>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Herbology <noreply@localhost>"),
        ("shop@example.org", "shop@example.org"),
        ('"Shop, Main St" <shop@example.org>', '"Shop, Main St" <shop@example.org>'),
    ],
)
def test_sender_is_the_default_or_what_is_set(text, expected, monkeypatch):
    monkeypatch.setenv("EMAIL_FROM", text)

    assert read_sender() == expected


@pytest.mark.parametrize(
    "text",
    [
        "shop",
        "Shop <shop>",
        "a@example.org, b@example.org",
        "a@example.org <b@example.org>",
        "Shop <shop@example.org>\nBcc: b@example.org",
        "Sh\nop <shop@example.org>",
    ],
)
def test_sender_that_is_not_one_address_is_refused(text, monkeypatch):
    monkeypatch.setenv("EMAIL_FROM", text)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read_sender()

    assert str(refusal.value) == (
        f"EMAIL_FROM: {text!r} is no sender of e-mail. {environment.SENDER_HINT}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" a@example.org,b@example.org, a@example.org,", ["a@example.org", "b@example.org"]),
    ],
)
def test_addresses_are_listed_once_and_in_order(text, expected, monkeypatch):
    monkeypatch.setenv("STOCK_ALERT_EMAILS", text)

    assert environment.read_addresses("STOCK_ALERT_EMAILS") == expected


@pytest.mark.parametrize("entry", ["bob", "bob@", "Bob <bob@example.org>", "b@example.org\nx"])
def test_addresses_with_a_wrong_one_are_refused(entry, monkeypatch):
    monkeypatch.setenv("STOCK_ALERT_EMAILS", f"a@example.org, {entry}")

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_addresses("STOCK_ALERT_EMAILS")

    assert str(refusal.value) == (
        f"STOCK_ALERT_EMAILS: entry 2, {entry!r}, is no e-mail address. "
        f"{environment.ADDRESSES_HINT}"
    )


@pytest.mark.parametrize(("text", "expected"), [("", 20), ("12.5", 12.5), ("100", 100)])
def test_percent_is_the_default_or_what_is_set(text, expected, monkeypatch):
    monkeypatch.setenv("POTENCY_ALARM_PERCENT", text)

    assert environment.read_percent("POTENCY_ALARM_PERCENT", default="20") == expected


@pytest.mark.parametrize("text", ["0", "101", "-5", "20 %", "NaN", "a lot"])
def test_percent_that_is_none_is_refused(text, monkeypatch):
    monkeypatch.setenv("POTENCY_ALARM_PERCENT", text)

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read_percent("POTENCY_ALARM_PERCENT", default="20")

    assert str(refusal.value) == (
        f"POTENCY_ALARM_PERCENT: {text!r} is no percentage. Write a number above 0 and at most 100."
    )
