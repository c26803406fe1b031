from datetime import date

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from recommendations.guideline import load_guideline, load_policy, load_texts
from recommendations.information.outline import load_outline
from recommendations.information.spasms import spasms_page
from recommendations.information.words import load_words
from recommendations.patient.times import lasts, onset, strongest
from tests.herbology.markup import attribute, elements, has_class, ids, text, within
from tests.recommendations.information import pages
from tests.recommendations.information.pages import SPASMS, said

GUIDELINE, TEXTS, WORDS = load_guideline(), load_texts("en"), load_words("en")
EVIDENCE = "How far studies reach, by kind of spasm and by way of taking it"
WAYS = "When each way starts to act, how long it lasts, and what to watch for"


@pytest.fixture
def html():
    return pages.shipped(SPASMS)


def page(**options):
    arguments = {"today": date(2026, 11, 30), "policy": load_policy("default")} | options
    return spasms_page(GUIDELINE, texts=TEXTS, **arguments)


def test_page_needs_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(SPASMS).status_code == 200


def test_page_refuses_post(client):
    assert client.post(SPASMS).status_code == 405


def test_page_has_one_h1_and_headings_in_steps(html):
    assert pages.heading_jumps(html) == (1, [])


def test_contents_list_names_every_section_in_its_order(html):
    sections = [(attribute(h, "id"), text(h)) for h in elements(html, "h2")]

    assert pages.contents(html) == [s for s in sections if s[0] not in ("contents", "about")] + [
        ("about", "About this page, and its sources")
    ]


def test_links_within_the_page_lead_somewhere(html):
    assert set(pages.fragments(html)) - set(ids(html)) == set()


def test_page_asks_no_other_site_for_anything(html):
    sources = [attribute(e, "src") for e in elements(html) if attribute(e, "src")]
    styles = [attribute(e, "href") for e in elements(html, "link")]
    links = [attribute(e, "href") for e in elements(html, "a")]

    assert [a for a in (*sources, *styles) if not a.startswith(("/", "http://testserver/"))] == []
    assert [a for a in links if not a.startswith(("/", "#", "tel:", "https://doi.org/10."))] == []


def test_every_statement_names_its_source_or_that_there_is_none():
    bare = [
        statement.text
        for section in page().sections.values()
        for part in section.parts
        for statement in part.statements
        if not statement.marks
    ]

    assert bare == []


def test_every_statement_of_the_outline_is_on_the_page(html):
    main = text(elements(html, "main")[0])
    params = load_policy("default").params(load_texts("en")) | {"minimum_age": 18}
    keys = [
        f"spasms.{section.id}.{part.id}.{name}"
        for section in load_outline(GUIDELINE).sections
        for part in section.parts
        for name in part.statements
    ]

    assert [key for key in keys if WORDS.format(key, **params) not in main] == []


def test_sources_listed_are_those_cited(html):
    assert set(pages.listed(html)) == pages.cited(html)


def test_sources_are_those_of_the_guideline(html):
    by_number = {r.number: r.text for r in GUIDELINE.references.values()}

    shown = pages.listed(html)

    assert {n: words for n, words in shown.items() if not words.startswith(by_number[n])} == {}


def test_source_that_was_not_read_says_so():
    unread = {r.number for r in GUIDELINE.references.values() if r.status != "read"}

    saying = {s.number for s in page().sources if "not checked this source in full" in s.text}

    assert saying == unread & {s.number for s in page().sources}


def test_evidence_table_equals_the_guideline(html):
    head, rows = pages.table(html, EVIDENCE)
    shown = {
        name: [said(cell) for cell in cells for _ in range(int(attribute(cell, "colspan") or 1))]
        for name, cells in rows
    }

    assert head == ["Kind of spasm", *(WORDS.get(f"way.{route}") for route in GUIDELINE.routes)]
    assert shown == {
        TEXTS.get(f"category.{category.id}.name"): [
            TEXTS.get(f"evidence.{cell.grade}.label") for cell in category.evidence.values()
        ]
        for category in GUIDELINE.categories.values()
    }


def test_evidence_cells_cite_what_the_guideline_cites():
    numbers = {key: reference.number for key, reference in GUIDELINE.references.items()}
    shown = {
        (row.category, route): {mark.number for mark in cell.marks}
        for row in page().evidence
        for cell in row.cells
        for route in cell.routes
    }

    assert shown == {
        (category.id, route): {numbers[key] for key in cell.source.keys}
        for category in GUIDELINE.categories.values()
        for route, cell in category.evidence.items()
    }


def test_best_studied_kinds_come_first():
    grades = [min("ABCDNX".index(c.grade) for c in row.cells) for row in page().evidence]

    assert grades == sorted(grades)


def test_ways_say_onset_peak_and_duration_of_the_guideline(html):
    _head, rows = pages.table(html, WAYS)

    shown = {name: tuple(said(cell).lower() for cell in cells[:3]) for name, cells in rows}

    assert shown == {
        TEXTS.get(f"route.{route.id}.name"): (
            onset(route).lower(),
            strongest(route).lower(),
            lasts(route).lower(),
        )
        for route in GUIDELINE.routes.values()
    }


def test_warning_signs_are_those_of_the_guideline(html):
    cards = [e for e in elements(html, "section") if has_class(e, "care")]

    shown = {
        attribute(card, "aria-labelledby").removeprefix("help-"): [
            next(child.strip() for child in li.children if isinstance(child, str))
            for li in within(card, "li")
        ]
        for card in cards
    }

    assert list(shown) == ["emergency", "urgent", "soon", "routine"]
    assert shown == {
        urgency: [
            TEXTS.get(f"answer.red_flag.{flag.id}.label")
            for flag in GUIDELINE.red_flags.values()
            if flag.listed == urgency
        ]
        for urgency in shown
    }


@pytest.mark.parametrize("path", ["/", SPASMS])
def test_number_to_call_is_the_policys(tmp_path, path):
    text_of_policy = load_policy(settings.POLICY).text
    policy = tmp_path / "other.toml"
    policy.write_text(text_of_policy.replace('"911"', '"112"'))

    with override_settings(POLICY=str(policy)):
        html = pages.html_of(path)

    calls = {attribute(a, "href") for a in elements(html, "a") if "tel:" in attribute(a, "href")}
    assert (calls, "911" in text(elements(html, "main")[0])) == ({"tel:112"}, False)


def test_page_says_that_no_clinician_has_reviewed_it(html):
    assert "No doctor, nurse or pharmacist has reviewed it yet." in text(elements(html, "main")[0])


@pytest.mark.parametrize(
    ("day", "notices"),
    [
        ("2027-05-31 12:00 -0400", []),
        (
            "2027-06-01 12:00 -0400",
            [
                "This page was due for a new check by May 31, 2027 and has not had it. "
                "Something on it may be out of date."
            ],
        ),
    ],
)
def test_page_that_is_overdue_says_so(day, notices):
    with time_machine.travel(day, tick=False):
        html = pages.html_of(SPASMS)

    assert [text(e) for e in elements(html, "p") if has_class(e, "notice")] == notices


def test_way_that_the_policy_does_not_allow_says_so(tmp_path):
    policy = tmp_path / "other.toml"
    policy.write_text(load_policy("default").text.replace('["smoked", ', "["))

    ways = page(policy=load_policy(str(policy))).ways

    assert {way.route for way in ways if not way.offered} == {"smoked"}


def test_page_leads_into_the_questionnaire(html):
    start = [attribute(a, "href") for a in elements(html, "a") if has_class(a, "btn-start")]

    assert start == ["/questionnaire/"]
