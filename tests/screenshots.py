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
# Two products of the demo, one of them dearer by now, then new ones with ordinary dirt.
DELIVERY = """\
registration_number,name,format,batch_number,price,lot,tested_on,thc,cbd
DEMO-NP-0920,Candle Marsh flower by the gram,flower,NP-0920,9.50,,,,
DEMO-SP-G213,Blackcurrant gummies THC 10 mg,gummy,SP-G213,24.00,,,,
WB-1001,Wren Balm 50 mL,balm,WB-1001,24.00,WB-1001,2026-10-06,2.1 mg/mL,10.4 mg/mL
WB-1002,Wren Roll-on 10 mL,roll_on,WB-1002,18.00,WB-1002,2026-10-06,<LOQ mg/mL,20.2 mg/mL
WB-1003,Wren Evening Drops 30 mL,Oils,WB-1003,38.00,WB-1003,2026-10-07,2.5 mg/mL,`25.1 mg/mL
WB-1004,Wren Morning Drops 30 mL,Oils,WB-1004,36.00,WB-1004,2026-10-07,0.9-1.4 mg/mL,24.8 mg/mL
WB-1005,Wren Pastilles,hard_candy,WB-1005,16.00,WB-1005,7 Oct,5 mg/serving,5 mg/serving
WB-1006,Wren Capsules,capsule,WB-1006,$29.00,WB-1006,2026-10-08,5 mg/serving,.5.0 mg/serving
"""


def main(url: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name, width in WIDTHS.items():
            _take(browser, url, name, width)
        _take_body(browser, url)
        _take_desk(browser, url)
        _take_plan(browser, url)
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
    page.goto(f"{url}/products/?chemotype=II")
    page.get_by_role("button", name="Yes, I am").click()
    page.wait_for_url("**/products/*")
    _keep(page, f"catalogue-{name}")
    if name == "wide":
        walker.sign_in(page, SimpleNamespace(url=url), "inventory", "herbology-demo")
        _keep(page, f"stock-today-{name}")


def _take_body(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": WIDTHS["wide"], "height": HEIGHT})
    page.goto(f"{url}/questionnaire/")
    walker.answer_page(page, walker.ORDINARY)
    walker.go_on(page)
    walker.answer_page(page, {"spasm_location": ["calf", "neck"]})
    _keep(page, "body-wide")


def _take_desk(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": WIDTHS["wide"], "height": HEIGHT})
    queue = "/admin/recommendations/submission/?disposition=counselor_review&tab=all"
    walker.sign_in(page, SimpleNamespace(url=url), "counselor", "herbology-demo", at=queue)
    page.locator("th.field-reference a").first.click()
    page.wait_for_url("**/change/**")
    _keep(page, "desk-wide")


def _take_plan(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": WIDTHS["wide"], "height": HEIGHT})
    add = "/admin/products/catalogueimport/add/?layout=ours&store=1"
    walker.sign_in(page, SimpleNamespace(url=url), "inventory", "herbology-demo", at=add)
    delivery = {"name": "delivery.csv", "mimeType": "text/csv", "buffer": DELIVERY.encode()}
    page.get_by_label("File").set_input_files([delivery])
    page.get_by_role("button", name="Show the plan").click()
    page.wait_for_url("**/waiting/*/")
    page.screenshot(path=FOLDER / "import-plan.png", full_page=True)
    page.get_by_role("button", name="Discard").click()


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
