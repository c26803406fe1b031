import os
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

# A busy machine makes an example slow, not wrong. `make test-all` asks for the thorough profile.
for profile, examples in {"quick": 15, "thorough": 300}.items():
    hypothesis_settings.register_profile(
        profile,
        deadline=None,
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow],
    )
hypothesis_settings.load_profile("quick")

# Playwright keeps an event loop in the test's thread; Django must not mistake it for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that touch no database (they say the same on every one)",
    )


def pytest_collection_modifyitems(config, items):
    for item in items:
        if _says_the_same_everywhere(item):
            item.add_marker(pytest.mark.once)
    if not config.getoption("--database-only"):
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def _says_the_same_everywhere(item):
    """Pages through Django's client, and what stands in files: the short run asks once."""
    pages = {"client", "desk"} & set(getattr(item, "fixturenames", ()))
    folders = item.path.relative_to(Path(__file__).parent).as_posix()
    return bool(pages) or any(name in folders for name in ("demo", "editing", "replay"))


def _touches_database(item):
    fixtures = {"db", "transactional_db", "live_server", "django_db_setup"}
    return item.get_closest_marker("django_db") is not None or bool(
        fixtures & set(getattr(item, "fixturenames", ()))
    )


def require(present, *, what, how):
    """Skip where a part of the machine is missing, and say how to get it; in CI that fails."""
    if present:
        return
    message = f"{what} is missing. {how}"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(autouse=True)
def _plain_passwords(settings):
    """Real password hashing takes most of a test's time and is Django's to test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# What migrations put into the database, and a transactional test flushes out of it again.
SEEDS = (
    ("products.migrations.0002_formats", "add_formats"),
    ("products.migrations.0003_inventory_staff", "add_group"),
    ("products.migrations.0009_inventory_staff_more", "allow"),
    ("recommendations.migrations.0002_patient_counselors", "make_group"),
)


@pytest.fixture
def committed_database(transactional_db):
    """As migrations left it, for tests that need real commits: threads, or a live server."""
    if not apps.get_model("products", "Format").objects.exists():
        for module, seed in SEEDS:
            getattr(import_module(module), seed)(apps, None)
