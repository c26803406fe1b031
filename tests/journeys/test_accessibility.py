"""Axe on every kind of page, on a phone in daylight and on a wide screen at night; and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from herbology.outbox import OutgoingMail
from recommendations.desk.claims import claim
from recommendations.models import Submission
from recommendations.patient.replying import reply
from tests.journeys import staff_pages, walker
from tests.recommendations.builders import hand_in, take_away
from tests.recommendations.desk.report import make

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BACK_STRAIN = {
    "spasm_location": ["lower_back", "calf"],
    "cannabis_experience": "regular",
    "preferred_delivery": "edible",
}


@pytest.fixture(
    params=[(375, "light"), (1280, "dark")], ids=["phone-by-day", "wide-screen-at-night"]
)
def page(chromium, request):
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def broken_rules(page, rules):
    """What axe finds, as rule and place."""
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(each["id"], node["target"]) for each in found for node in each["nodes"]]


def violations(page):
    """On our own pages, beyond WCAG: axe's best practice, and nothing that scrolls sideways."""
    places = broken_rules(page, [*WCAG, "best-practice"])
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*places, *([("scrolls-sideways", page.url)] if wider else [])]


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/muscle-spasms/", "/how-we-choose/", "/s/unknown/", "/questionnaire/nonsense/"),
        *("/nowhere/", "/design/", "/design/?sent=1", "/privacy/", "/questionnaire/come-back/"),
    ],
)
def test_single_page_is_accessible(page, live_server, settings, path):
    settings.DEBUG = path.startswith("/design/")
    page.goto(f"{live_server.url}{path}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")

    assert violations(page) == []


def test_whole_questionnaire_is_accessible_empty_and_with_errors(page, live_server):
    found = walker.look_at_every_page(page, live_server, violations, **BACK_STRAIN)

    assert {url: each for url, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(BACK_STRAIN, id="suggestions"),
        pytest.param(BACK_STRAIN | {"medication_class": ["muscle_relaxant"]}, id="waiting"),
        pytest.param({"spasm_location": ["calf"], "pregnancy_status": "pregnant"}, id="pregnant"),
        pytest.param({"spasm_location": ["eyelid"], "spasm_pattern": "twitch"}, id="twitch"),
    ],
)
def test_result_is_accessible(page, live_server, answers):
    walker.walk(page, live_server, **answers)
    walker.send(page)
    for disclosure in page.locator("details > summary").all():
        disclosure.click()

    assert violations(page) == []


@pytest.mark.parametrize(
    "sign", ["saddle_numbness", "one_leg_swollen_warm", "progressive_limb_weakness"]
)
def test_care_page_is_accessible(page, live_server, sign):
    walker.walk(page, live_server, spasm_location=["calf"], red_flag=[sign])

    assert violations(page) == []


def test_saving_and_coming_back_are_accessible(page, live_server):
    found = {}
    page.goto(f"{live_server.url}/questionnaire/")
    walker.answer_page(page, walker.ORDINARY | {"answers_for": "other"})
    walker.go_on(page)
    found["for somebody else"] = violations(page)
    page.get_by_role("button", name="Save and finish later").click()
    page.get_by_text("Send the code to myself by e-mail").click()
    found["code"] = violations(page)
    page.get_by_role("button", name="Send me the code").click()
    found["code with errors"] = violations(page)
    page.goto(f"{live_server.url}/questionnaire/come-back/")
    found["other answers"] = violations(page)
    page.get_by_role("button", name="Go on").click()
    found["come back with errors"] = violations(page)

    assert {place: each for place, each in found.items() if each} == {}


def test_store_mode_is_accessible(page, live_server):
    found = {}
    User.objects.create_superuser("admin", password="admin")
    walker.sign_in(page, live_server, "admin", "admin", at="/questionnaire/store-mode/")
    found["staff"] = violations(page)
    page.get_by_label("Herbology Elm Street").check()
    page.get_by_role("button", name="Start store mode").click()
    walker.walk(page, live_server, **BACK_STRAIN)
    found["check"] = violations(page)
    page.evaluate("document.querySelector('dialog').showModal()")
    found["still there"] = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/result/")
    found["result"] = violations(page)
    page.goto(f"{live_server.url}/questionnaire/store-mode/still-there/")
    found["still there, without script"] = violations(page)
    page.goto(f"{live_server.url}/s/unknown/")
    found["link"] = violations(page)

    assert {place: each for place, each in found.items() if each} == {}


def test_pages_of_a_conversation_are_accessible(page, live_server):
    walker.walk(page, live_server, **BACK_STRAIN)
    walker.send(page)
    url, found = page.url, {}
    for number in range(5):
        reply(submission=Submission.objects.get(), text=f"{number}.", shown=0, at=timezone.now())
    for path in ("", "withdraw/"):
        page.goto(f"{url}{path}")
        for disclosure in page.locator("details > summary").all():
            disclosure.click()
        found[path] = violations(page)
    page.goto(url)
    page.locator("summary", has_text="Write to your Patient Counselor").click()
    page.get_by_role("button", name="Send the message").click()
    found["empty message"] = violations(page)
    page.goto(f"{url}withdraw/")
    page.get_by_role("button", name="Yes, take them back").click()
    found["taken back"] = violations(page)


CATALOGUE = (
    *("age/?next=/products/", "age/too-young/", "products/", "products/?page=99"),
    *("products/?route=smoked&format=gummy&thc=over-10", "products/?q=hrabor+lantren&chemotype=x"),
    *("products/?q=lantern&show=all&format=gummy&sort=least-thc", "products/nothing/"),
    *("products/wren-hollow-flower-3-5-g/", "products/showcase-tincture-delisted/"),
    *("strains/harbor-lantern/", "strains/amber-sextant/"),
)


def test_catalogue_is_accessible_with_everything_unfolded(page, live_server):
    page.goto(f"{live_server.url}/products/")
    page.get_by_role("button", name="Yes, I am").click()
    found = {}
    for path in CATALOGUE:
        page.goto(f"{live_server.url}/{path}")
        for summary in page.locator("main details > summary").all():
            if summary.is_visible():
                summary.click()
        found[path] = violations(page)

    assert {path: each for path, each in found.items() if each} == {}


def test_asking_for_a_notice_is_accessible(page, live_server):
    page.goto(f"{live_server.url}/products/showcase-cbg-flower-without-a-chemotype/")
    page.get_by_role("button", name="Yes, I am").click()
    page.get_by_role("link", name="Tell me when it is back").click()
    found = {"form": violations(page)}
    page.get_by_label("Your e-mail address").fill("ann@example")
    page.get_by_role("button", name="Send me the mail to confirm").click()
    found["form with errors"] = violations(page)
    page.get_by_label("Herbology Elm Street").check()
    page.get_by_label("Your e-mail address").fill("ann@example.org")
    page.get_by_role("button", name="Send me the mail to confirm").click()
    found["sent"] = violations(page)
    (mail,) = OutgoingMail.objects.filter(key__startswith="back-in-stock/")
    question, stop = re.findall(r"http://\S+/back-in-stock/\S+", mail.body)
    page.goto(question)
    found["question"] = violations(page)
    page.get_by_role("button", name="Yes, write to me once").click()
    found["confirmed"] = violations(page)
    page.goto(stop)
    found["stop"] = violations(page)
    page.get_by_role("button", name="Stop and delete my address").click()
    found["stopped"] = violations(page)
    page.goto(question)
    found["gone"] = violations(page)

    assert page.get_by_role("heading", level=1).inner_text() == "This link does not work any more"
    assert {place: each for place, each in found.items() if each} == {}


def test_preview_of_an_answer_is_accessible(page, live_server):
    walker.walk(page, live_server, **BACK_STRAIN)
    walker.send(page)
    submission, admin = (
        Submission.objects.get(),
        User.objects.create_superuser("admin", password="a"),
    )
    claim(submission=submission, by=admin, at=timezone.now())
    address = f"/admin/recommendations/submission/{submission.pk}/change/"
    walker.sign_in(page, live_server, "admin", "a", at=address)

    page.get_by_label("Message to the patient").fill("Try it with food.")
    page.get_by_role("button", name="Look at it as the patient will").click()

    assert violations(page) == []


def test_pages_of_what_can_no_longer_be_had_are_accessible(page, live_server):
    """With nothing left on the patient's page, and an earlier submission beside it at the desk."""
    walker.walk(page, live_server, **BACK_STRAIN)
    walker.send(page)
    first = Submission.objects.get()
    hand_in(at=timezone.now(), store={"store": "elm-street"})
    Submission.objects.update(patient_hash="the same", desk_state="answered")
    recalled, *others = first.advised.all()
    take_away(recalled, "recalled")
    for batch in others:
        take_away(batch)
    page.reload()
    found = {"patient": violations(page)}
    User.objects.create_superuser("admin", password="admin")
    queue = "/admin/recommendations/submission/"
    walker.sign_in(page, live_server, "admin", "admin", at=queue)
    found["queue"] = broken_rules(page, WCAG)
    page.goto(f"{live_server.url}{queue}{first.pk}/change/")
    page.get_by_text("Leave it as it is", exact=True).first.click()
    found["submission"] = violations(page)

    assert page.locator(".desk-earlier li").count() == 1
    assert {place: each for place, each in found.items() if each} == {}


def test_staff_pages_are_accessible(page, live_server):
    walker.walk(page, live_server, **BACK_STRAIN)
    walker.send(page)
    User.objects.create_superuser("admin", password="admin")
    page.goto(f"{live_server.url}/admin/")
    found = {"sign-in": broken_rules(page, WCAG)}
    walker.sign_in(page, live_server, "admin", "admin")

    for path in staff_pages.paths():
        answer = page.goto(f"{live_server.url}/admin/{path}")
        found[path] = broken_rules(page, WCAG) if answer.ok else answer.status
    for model, actions in staff_pages.BULK.items():
        for action in actions:
            staff_pages.open_bulk(page, live_server.url, model, action)
            found[action] = broken_rules(page, WCAG)

    assert {path: each for path, each in found.items() if each} == {}


def test_report_on_the_desk_is_accessible_with_all_its_charts(page, live_server):
    at = timezone.now() - make.DAY
    for _each in range(20):
        made = make.published(at, suggested=[["EVIDENCE"]], closed=["H10"])
        make.state(made, at, age=50)
    User.objects.create_superuser("admin", password="admin")
    walker.sign_in(page, live_server, "admin", "admin")

    page.goto(f"{live_server.url}/admin/recommendations/submission/report/?days=7")
    for disclosure in page.locator("#content details > summary").all():
        disclosure.click()

    assert page.locator("svg.chart-drawing").count() == 3
    assert violations(page) == []


def test_first_pages_can_be_walked_by_keyboard_alone(page, live_server):
    page.goto(f"{live_server.url}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

    page.goto(f"{live_server.url}/questionnaire/")
    press_until(page, "answers_for", "Tab")
    page.keyboard.press("Space")
    press_until(page, "consent", "Tab")
    page.keyboard.press("Space")
    press_until(page, "age", "Tab")
    page.keyboard.type("54")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questionnaire/where/")
    press_until(page, "spasm_location", "Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert page.locator("main [name=spasm_location]:checked").count() <= 1
    assert Submission.objects.count() == 0


def test_error_summary_takes_the_focus(page, live_server):
    page.goto(f"{live_server.url}/questionnaire/")

    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")


def press_until(page, name, key):
    """Press a key until the control of this name has the focus."""
    for _press in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}")
