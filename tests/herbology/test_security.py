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


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({"DEBUG": "False"}, "SECRET_KEY must be set when DEBUG is False."),
        ({"DEBUG": "False", "SECRET_KEY": "x" * 64}, "HEALTH_DATA_KEYS must be set"),
        ({"HEALTH_DATA_KEYS": "short"}, "HEALTH_DATA_KEYS: key 1 is not 32 bytes"),
        ({"DEBUG": "perhaps"}, "DEBUG: 'perhaps' is neither True nor False."),
        ({"POLICY": "no-such-policy"}, "no-such-policy"),
    ],
)
def test_broken_environment_stops_the_start_with_one_clear_line(environment, complaint):
    inherited = {"PATH": os.environ["PATH"]}

    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=inherited | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode != 0
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_command_without_its_tables_says_what_to_do(tmp_path):
    inherited = {"PATH": os.environ["PATH"], "DATABASE_URL": f"sqlite:///{tmp_path}/new.sqlite3"}

    result = subprocess.run(
        [sys.executable, "manage.py", "replay", "ABCD-2345"],
        env=inherited,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stderr) == (
        1,
        "The database is not ready: no such table: recommendations_submission. "
        "Check DATABASE_URL, then: manage.py migrate\n",
    )
