"""A simple case typed page by page, as a browser would send it."""

from itertools import takewhile

from django.urls import reverse
from django.utils import timezone

from recommendations.questionnaire import drafts
from recommendations.questionnaire.consent import wording

TYPED = {
    "start": {"answers_for": "self", "consent": "on", "age": "54"},
    "where": {"spasm_location": ["lower_back", "calf"]},
    "side": {"laterality": "left"},
    "warning-signs": {"red_flag": ["none"]},
    "feeling": {"spasm_pattern": "cramp"},
    "duration": {
        "episode_duration": "10_to_60_minutes",
        "problem_duration": "under_6_weeks",
        "timing": ["nocturnal"],
    },
    "frequency": {"psfs_frequency": "2", "nrs_severity": "0"},
    "severity": {"psfs_severity": "3"},
    "diagnosis": {"diagnosis": ["none_diagnosed"]},
    "health": {"pregnancy_status": "not_applicable", "condition": ["none"]},
    "medicines": {"medication_class": ["none"], "medication_other": ""},
    "experience": {"cannabis_experience": "naive"},
    "delivery": {"preferred_delivery": "topical"},
    "daily-life": {
        "allergens": ["none"],
        "alcohol_heavy": "no",
        "drives_within_8h": "yes",
        "workplace_drug_test": "no",
        "children_or_pets_at_home": "yes",
    },
    "contact": {"name": "Sam", "reach_by": "email", "email": "sam@example.com", "phone": ""},
}

ANSWERS = {
    "age": 54,
    "spasm_location": ["lower_back", "calf"],
    "laterality": "left",
    "red_flag": [],
    "spasm_pattern": "cramp",
    "episode_duration": "10_to_60_minutes",
    "problem_duration": "under_6_weeks",
    "timing": ["nocturnal"],
    "psfs_frequency": 2,
    "nrs_severity": 0,
    "psfs_severity": 3,
    "diagnosis": ["none_diagnosed"],
    "pregnancy_status": "not_applicable",
    "condition": [],
    "medication_class": [],
    "medication_other": None,
    "cannabis_experience": "naive",
    "preferred_delivery": "topical",
    "allergens": [],
    "alcohol_heavy": False,
    "drives_within_8h": True,
    "workplace_drug_test": False,
    "children_or_pets_at_home": True,
}
KEYS_OF_CONTACT = {"name", "reach_by", "email", "phone"}


def url(page: str) -> str:
    if page == "start":
        return reverse("questionnaire:start")
    return reverse("questionnaire:page", args=[page])


def post(client, page: str, *, query: str = "", **changes):
    """Send one page of the simple case, with these fields changed."""
    return client.post(url(page) + query, TYPED[page] | changes)


def fill(client, *, until: str = "", **changed_pages) -> None:
    """Put the pages before `until`, or all, into the browser's draft as if they had been sent.

    A changed page goes by its key with _ for -; None leaves it out.
    """
    before = takewhile(lambda page: page != until, TYPED)
    pages = {page: kept(**changed_pages)["pages"].get(page) for page in before}
    session, now = client.session, timezone.now()
    draft = drafts.of_session(session, at=now) or drafts.begin(session, at=now)
    draft.data["pages"] |= {page: typed for page, typed in pages.items() if typed is not None}
    draft.consent_version = wording("en", on_tablet=False).version
    draft.save()
    session.save()


def answered(answers: dict) -> dict:
    """Without the keys that have no answer."""
    return {key: value for key, value in answers.items() if value is not None}


def kept(**changed_pages) -> dict:
    """A draft's data holding the simple case; None takes a page out."""
    changes = {key.replace("_", "-"): typed for key, typed in changed_pages.items()}
    pages = {key: typed for key, typed in (TYPED | changes).items() if typed is not None}
    return {"pages": pages}
