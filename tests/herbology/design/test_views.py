import re

import pytest
from django.contrib.staticfiles import finders

from herbology.design.samples import COLOURS
from tests.herbology.markup import attribute, elements, has_class, ids, text


@pytest.fixture
def html(client, settings):
    settings.DEBUG = True
    return client.get("/design/").content.decode()


def stylesheet(name):
    with open(finders.find(f"herbology/{name}"), encoding="utf-8") as file:
        return file.read()


def test_style_guide_is_not_there_without_debug(client):
    assert client.get("/design/").status_code == 404


def test_style_guide_needs_no_query(client, settings, db, django_assert_num_queries):
    settings.DEBUG = True

    with django_assert_num_queries(0):
        assert client.get("/design/").status_code == 200


def test_style_guide_shows_every_colour(html):
    tokens = re.findall(r"--([a-z-]+): #[0-9a-f]{6};", stylesheet("tokens.css").split("@media")[0])
    swatches = re.findall(r"^\.swatch-([a-z-]+)::before", stylesheet("design.css"), re.MULTILINE)

    assert (list(COLOURS), swatches) == (tokens, tokens)


@pytest.mark.parametrize(
    "name",
    [
        *("btn-primary", "btn-secondary", "btn-quiet", "btn-start", "btn-call", "care-emergency"),
        *("care-urgent", "care-soon", "care-routine", "suggestion", "figures", "reasons", "route"),
        *(
            "route-out",
            "fit",
            "evidence-meter",
            "time-line",
            "warning-stop",
            "warning-note",
            "notice",
        ),
        *("notice-good", "notice-care", "notice-error", "empty", "tag", "disclosure", "steps"),
        *("table", "matrix", "summary-list", "journey", "reference", "plate", "cites", "chart"),
        *("print-only", "screen-only"),
    ],
)
def test_style_guide_shows_the_piece(html, name):
    assert [e for e in elements(html) if has_class(e, name)] != []


def test_style_guide_ids_are_unique_and_its_contents_lead_somewhere(html):
    found = ids(html)
    links = [attribute(a, "href") for a in elements(html, "a")]

    assert sorted(set(found)) == sorted(found)
    assert [a for a in links if a.startswith("#") and a[1:] not in found] == []


def test_style_guide_form_shows_its_errors_when_sent_empty(client, settings):
    settings.DEBUG = True

    html = client.get("/design/?sent=1").content.decode()

    (alert,) = (e for e in elements(html) if attribute(e, "role") == "alert")
    assert text(alert).startswith("There is a problem")
