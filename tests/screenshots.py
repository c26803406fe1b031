"""Take the README's pictures of a running demo: `make run`, then `make screenshots`."""

import sys
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import walker
from tests.journeys.browser import CHROMIUM, FLAGS

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
WIDTHS = {"phone": 375, "wide": 1280}
HEIGHT = 900


def main(url: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name, width in WIDTHS.items():
            _take(browser, url, name, width)
        browser.close()


def _take(browser: Browser, url: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(url)
    _keep(page, f"home-{name}")
    walker.walk(page, SimpleNamespace(url=url), spasm_location=["calf"], red_flag=["chest_pain"])
    _keep(page, f"care-{name}")
    page.context.clear_cookies()
    walker.walk(page, SimpleNamespace(url=url), **walker.BACK_STRAIN)
    walker.send(page)
    _keep(page, f"result-{name}")
    walker.sign_in(page, SimpleNamespace(url=url), "inventory", "herbology-demo")
    _keep(page, f"stock-today-{name}")


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
