import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import sync_playwright

from products.demo import load
from tests.conftest import require
from tests.journeys.browser import CHROMIUM, FLAGS


@pytest.fixture(scope="session")
def chromium():
    require(CHROMIUM.exists(), what="Chromium", how="On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(
    params=[
        pytest.param(False, id="without-javascript"),
        pytest.param(True, id="with-javascript", marks=pytest.mark.matrix),
    ]
)
def page(chromium, request):
    """A fresh visitor's page at phone width: without JavaScript, and with it in the long run."""
    context = chromium.new_context(
        viewport={"width": 375, "height": 800}, java_script_enabled=request.param
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def demo_shop(committed_database):
    """The demo's two stores and their shelves, as of today."""
    cache.clear()  # the shelf of the test before
    load(today=timezone.localdate(), generated=0)
