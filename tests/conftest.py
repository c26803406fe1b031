import gc
import os
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django.utils import translation
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


# What stands in files, and plans: the short run asks one database, as it does for pages.
SAME_EVERYWHERE = (
    *("demo", "editing", "replay", "importing/layout", "importing/reading", "importing/batches"),
    *("importing/test_plan", "importing/test_ours", "importing/test_dirty", "importing/test_taken"),
    *("importing/test_without_batch", "importing/test_unclassified"),
    *("recommendations/patient", "recommendations/questionnaire", "desk/report", "outbox"),
)


# Whose pages only the long run asks for; what stands on them is tested without pages in both.
PAGES_OF_THE_LONG_RUN = (
    *("products/admin/imports", "products/admin/stocktake", "products/admin/bulk"),
    *("products/admin/recalls", "products/admin/today", "products/admin/history"),
    *("products/admin/acting", "products/admin/test_c", "products/admin/test_d"),
    *("products/admin/test_r", "desk/test_answer_page", "desk/test_amend_page"),
    *("herbology/audit", "herbology/outbox", "herbology/people", "herbology/design"),
    *("test_spanish_pages", "test_switching", "test_weight", "desk/report"),
)


def pytest_collection_modifyitems(config, items):
    for item in items:
        if _asks_for_pages(item):
            item.add_marker(pytest.mark.once)
            if any(name in _place(item) for name in PAGES_OF_THE_LONG_RUN):
                item.add_marker(pytest.mark.matrix)
        elif any(name in _place(item) for name in SAME_EVERYWHERE):
            item.add_marker(pytest.mark.once)
    if not config.getoption("--database-only"):
        return
    touching = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(touching)])
    items[:] = touching


def pytest_collection_finish():
    """What stands by now stays to the end: going through it again takes a tenth of the run."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def _asks_for_pages(item):
    return not {"client", "admin_client", "desk"}.isdisjoint(getattr(item, "fixturenames", ()))


def _place(item):
    return item.path.relative_to(Path(__file__).parent).as_posix()


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


@pytest.fixture(scope="session", autouse=True)
def _plain_passwords():
    """Real password hashing takes most of a test's time and is Django's to test."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def _language_of_the_next_test():
    """A request leaves its language behind in the thread, as Django does."""
    yield
    translation.deactivate()


# What migrations put into the database: one that writes rows is named here as well.
SEEDS = (
    ("products.migrations.0002_formats", "add_formats"),
    ("products.migrations.0003_inventory_staff", "add_group"),
    ("products.migrations.0009_inventory_staff_more", "allow"),
    ("products.migrations.0012_imports_of_old", "allow"),
    ("products.migrations.0013_search", "add_index"),
    ("products.migrations.0014_translations", "name_formats"),
    ("herbology.migrations.0003_managers", "add_group"),
    ("recommendations.migrations.0002_patient_counselors", "make_group"),
    ("recommendations.migrations.0005_roles", "allow"),
    ("recommendations.migrations.0008_template_roles", "allow"),
    ("recommendations.migrations.0010_erasure_roles", "allow"),
    ("recommendations.migrations.0015_consent_wordings_of_old", "keep"),
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_use_migrations, django_db_blocker):
    """With --no-migrations (in half a second) tables come from the models, and rows from SEEDS."""
    if django_db_use_migrations:
        return
    with django_db_blocker.unblock():
        for module, seed in SEEDS:
            getattr(import_module(module), seed)(apps, None)


@pytest.fixture(scope="session")
def _seeded_rows(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        rows = {
            model: list(model._base_manager.all())
            for model in apps.get_models(include_auto_created=True)
        }
    return {model: found for model, found in rows.items() if found}


@pytest.fixture
def committed_database(_seeded_rows, transactional_db):
    """As migrations left it, for tests that need real commits: threads, or a live server.

    A transactional test flushes it, and Django then writes permissions of its own.
    """
    if apps.get_model("products", "Format").objects.exists():
        return
    with transaction.atomic():  # keys are checked at its end, so any order will do
        for model in _seeded_rows:
            model._base_manager.all().delete()
        for model, rows in _seeded_rows.items():
            model._base_manager.bulk_create(rows)
    apps.get_model("contenttypes", "ContentType").objects.clear_cache()
