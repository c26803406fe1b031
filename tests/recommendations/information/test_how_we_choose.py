from dataclasses import fields

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from recommendations.guideline import load_guideline, load_policy, load_texts
from recommendations.information.choosing import choosing_page
from recommendations.information.words import load_words
from recommendations.matching.candidate import Candidate
from tests.herbology.markup import elements, has_class, ids, text
from tests.recommendations.guideline.editions import edition
from tests.recommendations.information import pages
from tests.recommendations.information.pages import CHOOSING, said

GUIDELINE, POLICY, TEXTS = load_guideline(), load_policy("default"), load_texts("en")
WORDS = load_words("en")
ANSWERS = "Points for your answers"


@pytest.fixture
def html():
    return pages.shipped(CHOOSING)


def rendered(guideline=GUIDELINE, policy=POLICY):
    page = choosing_page(guideline, policy, TEXTS)
    facts = {"page": page, "guideline": guideline, "policy": policy}
    request = RequestFactory().get(CHOOSING)
    template = "recommendations/information/how_we_choose.html"
    return render_to_string(template, facts | {"request": request})


def main_of(html):
    return text(elements(html, "main")[0])


def test_page_needs_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(CHOOSING).status_code == 200


def test_page_refuses_post(client):
    assert client.post(CHOOSING).status_code == 405


def test_page_has_one_h1_and_headings_in_steps(html):
    assert pages.heading_jumps(html) == (1, [])


def test_links_within_the_page_lead_somewhere(html):
    assert set(pages.fragments(html)) - set(ids(html)) == set()


def test_sources_listed_are_those_cited(html):
    assert set(pages.listed(html)) == pages.cited(html)


def test_points_table_equals_the_guideline(html):
    _head, rows = pages.table(html, ANSWERS)
    components = [*GUIDELINE.scores.components, *GUIDELINE.scores.depths.values()]

    shown = [[int(said(c).replace("\N{MINUS SIGN}", "-")) for c in cells] for _name, cells in rows]

    assert shown == [
        [component.points.get(route, 0) for route in GUIDELINE.routes]
        for component in components
        if any(component.points.values())
    ]


def test_points_name_the_answers_that_give_them(html):
    _head, rows = pages.table(html, ANSWERS)

    names = [name for name, _cells in rows]

    assert "How long one spasm lasts: 10 minutes to 1 hour" in names
    assert "Where it is: Jaw" in names
    assert names.count("Always") == 5


def test_points_for_studies_equal_the_guideline():
    shown = {grade.grade: grade.points for grade in choosing_page(GUIDELINE, POLICY, TEXTS).grades}

    assert shown == {name: grade.points for name, grade in GUIDELINE.scores.grades.items()}


def test_every_rule_is_named(html):
    scores = GUIDELINE.scores
    rules = [
        *(GUIDELINE.blocks, GUIDELINE.unanswered, GUIDELINE.cautions, GUIDELINE.derived),
        *(scores.gates.values(), GUIDELINE.choice.limits),
    ]

    tags = [text(e) for e in elements(html, "span") if has_class(e, "tag")]

    assert tags == [rule.id for each in rules for rule in each]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("scores.toml", "show_threshold = 10", "show_threshold = 12", "It is shown from 12 points."),
        ("scores.toml", "x_cap = 9", "x_cap = 7", "can never get more than 7 points"),
        ("scores.toml", "points = 8\n", "points = 6\n", "you would rather use gets 6 more."),
        ("scores.toml", '["oral_tincture", "edible",', '["edible", "oral_tincture",', "decides: Swallowed, Under the tongue,"),
        ("choice.toml", "in_all = 6", "in_all = 4", "You see at most 4 products"),
        ("choice.toml", "max_total_thc_percent = 10", "max_total_thc_percent = 8", "New to cannabis: at most 8% THC."),
        ("choice.toml", '["III", "II", "I"]', '["II", "III", "I"]', "Creams and balms, in this order: CBD with THC"),
        ("dosing.toml", "ceiling_thc_mg_per_day = 30", "ceiling_thc_mg_per_day = 25", "Never more than 25 mg in a day"),
        ("dosing.toml", "floor_thc_mg = 1.25", "floor_thc_mg = 1.5", "never goes below 1.5 mg"),
        ("dosing.toml", "age_from = 65", "age_from = 70", "You are 70 or older"),
        ("guideline.toml", 'reviewed_by = ""', 'reviewed_by = "A. Sample, PharmD"', "The rules were reviewed by A. Sample, PharmD."),
    ],
)  # fmt: skip
def test_page_follows_the_guideline(html, file, old, new, sentence):
    changed = load_guideline(edition(file, old, new))

    assert (sentence in main_of(html), sentence in main_of(rendered(changed))) == (False, True)


def test_page_says_that_no_clinician_has_reviewed_the_rules(html):
    notices = [text(e) for e in elements(html, "div") if has_class(e, "notice")]

    assert notices == [
        "No doctor, nurse or pharmacist has reviewed these rules yet. The people who make this "
        "site wrote them from the sources named on this page."
    ]


def test_page_follows_the_policy(tmp_path):
    path = tmp_path / "strict.toml"
    path.write_text(
        POLICY.text.replace('["smoked", ', "[")
        .replace("minimum_age = 18", "minimum_age = 21")
        .replace("coa_max_age_months = 12", "coa_max_age_months = 1")
        .replace('standard = "now"', 'standard = "after_review"')
    )

    html = rendered(policy=load_policy(str(path)))

    main = main_of(html)
    _head, rows = pages.table(html, "When a result shows ways, doses and products")
    assert "You must be 21 or older." in main
    assert "Ways that we do not offer: Smoked." in main
    assert "The lab test may be at most 1 month old." in main
    assert said(rows[-1][1][0]) == "After a Patient Counselor has read it"


def test_page_names_all_that_the_choice_can_see(html):
    main = main_of(html)

    names = [WORDS.get(f"seen.{field.name}") for field in fields(Candidate)]

    assert [name for name in names if name[0].upper() + name[1:] not in main] == []
