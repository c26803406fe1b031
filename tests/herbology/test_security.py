import os
import subprocess
import sys

import pytest
from django.conf import settings

PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)


def run_python(*arguments, **environment):
    """A process of its own, with nothing set but this."""
    return subprocess.run(
        [sys.executable, *arguments],
        env={"PATH": os.environ["PATH"]} | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_public_page_allows_nothing_inline(client, db):
    response = client.get("/")

    assert response.headers["Content-Security-Policy"] == PUBLIC


def test_admin_page_may_use_inline_styles_and_nothing_else(client, db):
    response = client.get("/admin/login/")

    assert response.headers["Content-Security-Policy"] == PUBLIC.replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )


def test_healthz_says_ok(client, db):
    response = client.get("/healthz/")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_favicon_leads_to_the_picture(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/herbology/favicon.svg"


def slow(environment, complaint):
    """The sentences themselves have quick tests; each process takes a second to start."""
    return pytest.param(environment, complaint, marks=pytest.mark.matrix)


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"DEBUG": "False"}, "SECRET_KEY must be set when DEBUG is False."),
        ({"DEBUG": "False", "SECRET_KEY": "x" * 64}, "HEALTH_DATA_KEYS must be set"),
        slow({"HEALTH_DATA_KEYS": "short"}, "HEALTH_DATA_KEYS: key 1 is not 32 bytes"),
        slow({"DEBUG": "perhaps"}, "DEBUG: 'perhaps' is neither True nor False."),
        slow({"HEALTH_DATA_KEYS": ","}, "HEALTH_DATA_KEYS holds commas and no key."),
        slow({"SECURE_SSL_REDIRECT": "perhaps"}, "SECURE_SSL_REDIRECT: 'perhaps' is neither"),
        slow({"TIME_ZONE": "Mars/X"}, "TIME_ZONE: 'Mars/X' is no time zone"),
        slow({"EMAIL_URL": "foo"}, "EMAIL_URL must begin with"),
        slow({"DATABASE_URL": "postgres://user@:x/y"}, "DATABASE_URL: its host or port"),
        slow({"STOCK_ALERT_EMAILS": "ann"}, "STOCK_ALERT_EMAILS: entry 1, 'ann', is no e-mail"),
        ({"POLICY": "no-such-policy"}, "POLICY: "),
    ],
)
def test_broken_environment_stops_the_start_with_one_clear_line(environment, complaint):
    result = run_python("manage.py", "check", **environment)

    (line,) = result.stderr.splitlines()
    assert result.returncode == 1
    assert line.startswith(f"Herbology cannot start. {complaint}")


def test_web_server_without_secrets_stops_with_one_clear_line():
    result = run_python("-c", "import herbology.wsgi", DEBUG="False")

    (line,) = result.stderr.splitlines()
    assert result.returncode == 3
    assert line.startswith("Herbology cannot start. SECRET_KEY must be set when DEBUG is False.")


def test_session_ends_after_a_day():
    assert settings.SESSION_COOKIE_AGE == 86_400


def test_command_without_its_tables_says_what_to_do(tmp_path):
    database = f"sqlite:///{tmp_path}/new.sqlite3"

    result = run_python("manage.py", "replay", "ABCD-2345", DATABASE_URL=database)

    assert (result.returncode, result.stderr) == (
        1,
        "The database is not ready: no such table: recommendations_submission. "
        "Check DATABASE_URL, then: manage.py migrate\n",
    )
