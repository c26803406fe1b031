"""Walks a patient through the questionnaire in a real browser, as the page is, control by control."""

import re

# What a test does not name: an adult with nothing else to tell.
ORDINARY = {
    "answers_for": "self",
    "consent": True,
    "age": "40",
    "laterality": "both",
    "red_flag": ["none"],
    "spasm_pattern": "spasm_tightness",
    "episode_duration": "1_to_24_hours",
    "problem_duration": "under_6_weeks",
    "timing": ["random"],
    "psfs_frequency": "2",
    "nrs_severity": "5",
    "psfs_severity": "2",
    "diagnosis": ["none_diagnosed"],
    "pregnancy_status": "not_applicable",
    "condition": ["none"],
    "medication_class": ["none"],
    "cannabis_experience": "naive",
    "preferred_delivery": "no_preference",
    "allergens": ["none"],
    "drives_within_8h": "no",
    "alcohol_heavy": "no",
    "children_or_pets_at_home": "no",
    "workplace_drug_test": "no",
    "store": "elm-street",
}
BACK_STRAIN = {
    "age": "35",
    "spasm_location": ["lower_back"],
    "timing": ["after_injury_or_strain"],
    "cannabis_experience": "regular",
    "preferred_delivery": "edible",
}
MOST_PAGES = 20
# In each language that a visitor may read.
CONTINUE, SEND = (
    re.compile("Continue|Continuar"),
    re.compile("Send my answers|Enviar mis respuestas"),
)


def walk(page, live_server, **answers):
    """Answer page by page until the check page or a care page comes."""
    page.goto(f"{live_server.url}/questionnaire/")
    for _number in range(MOST_PAGES):
        if page.url.endswith(("/check/", "/stop/")):
            return
        answer_page(page, ORDINARY | answers)
        go_on(page)
    raise AssertionError(f"still at {page.url} after {MOST_PAGES} pages")


def look_at_every_page(page, live_server, look, **answers):
    """What `look` finds on each page of the questionnaire: empty, with its errors, and at the end."""
    found = {}
    page.goto(f"{live_server.url}/questionnaire/")
    while not page.url.endswith("/check/"):
        url = page.url
        found[url] = look(page)
        go_on(page)
        if page.url == url:
            found[f"{url} with errors"] = look(page)
            answer_page(page, ORDINARY | answers)
            go_on(page)
    found[page.url] = look(page)
    return found


def go_on(page):
    """Press Continue and wait for the answer, be it the next page or this one with its errors."""
    with page.expect_navigation():
        page.get_by_role("button", name=CONTINUE).click()


def answer_page(page, answers):
    for name in _questions(page):
        if name in answers:
            _answer(page, name, answers[name])


def send(page):
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url(re.compile(r"/s/[\w-]+/$"))


def sign_in(page, live_server, username, password, *, at="/admin/"):
    """Open a page of the staff's and sign in on the way."""
    page.goto(f"{live_server.url}{at}")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def _questions(page):
    controls = page.locator("main form[method=post] :is(input, textarea, select)[name]")
    names = controls.evaluate_all("(controls) => controls.map((control) => control.name)")
    return [name for name in dict.fromkeys(names) if name != "csrfmiddlewaretoken"]


def _answer(page, name, value):
    controls = page.locator(f"main [name={name}]")
    kind = controls.first.get_attribute("type")
    if value is True:
        controls.first.check()
    elif kind in ("radio", "checkbox"):
        for choice in value if isinstance(value, list) else [value]:
            page.locator(f'main [name={name}][value="{choice}"]').check()
    else:
        controls.first.fill(value)
