"""The report's page and file: for whom, of what, and without anybody in it."""

import csv
import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from herbology.models import AuditEntry
from products.models import Store
from recommendations.desk.report.words import question_in_words, reason_in_words, rule_in_words
from recommendations.guideline import load_guideline, rules_of
from tests.recommendations.desk.report import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PAGE = "/admin/recommendations/submission/report/"
CSV = f"{PAGE}csv/"
QUEUE = reverse("admin:recommendations_submission_changelist")


def sign_in(client, group):
    user = User.objects.create_user(group.replace(" ", "-"), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


@pytest.fixture
def manager(client):
    sign_in(client, "managers")
    return client


def text_of(page):
    """As a reader sees it, with one space between words."""
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def table(answer):
    lines = b"".join(answer.streaming_content).decode().removeprefix("\ufeff").splitlines()
    return list(csv.DictReader(lines))


def values(rows, **wanted):
    """By measure."""
    return {
        row["measure"]: row["value"]
        for row in rows
        if all(row[name] == value for name, value in wanted.items())
    }


def busy_week():
    """21 answered, 3 of them late; CHEMO-DAILY suggested 20 times and overridden 8 times."""
    for each in range(21):
        minutes = 30 if each else 2000
        made = make.answered(way="none", minutes=minutes, contact={"name": "Ada Example"})
        rules = [["CHEMO-DAILY"]] if each else [["LOWER-THC"]]
        assessment = make.concluded(made, suggested=rules, closed=["H10"])
        last = make.amend(assessment) if 1 <= each <= 8 else None
        review = make.decide(made, make.YESTERDAY, assessment=assessment, last=last)
        make.write(made, make.YESTERDAY, review)
    for _each in range(6):
        make.state(make.submission(answers={"condition": []}), condition=["asthma"])


@pytest.mark.parametrize(
    ("group", "status"),
    [("managers", 200), ("lead counselors", 200), ("patient counselors", 403)],
)
@pytest.mark.parametrize("path", [PAGE, CSV])
def test_report_is_for_leads_and_managers(client, group, status, path):
    sign_in(client, group)

    assert client.get(path).status_code == status


def test_manager_finds_the_report_on_the_start_page_and_no_way_to_the_queue(manager):
    assert f'href="{PAGE}"' in manager.get("/admin/").content.decode()
    assert f'href="{QUEUE}"' not in manager.get(PAGE).content.decode()


@pytest.mark.parametrize(("group", "offered"), [("lead counselors", 1), ("patient counselors", 0)])
def test_queue_leads_to_the_report_whoever_may_read_it(client, group, offered):
    sign_in(client, group)

    assert client.get(QUEUE).content.decode().count(f'href="{PAGE}"') == offered


def test_page_tells_what_a_week_was_like(manager):
    busy_week()

    told = text_of(manager.get(PAGE, {"days": "7"}))

    for words in (
        "Nov. 15, 2026 to Nov. 21, 2026, all stores.",
        "Wait for an answer 5",
        "Answered 20 Within their target nearly all Half of them within 30 min 9 of 10 within",
        "Counselor review 20 8 h nearly all 30 min 30 min",
        "Emergency fewer than 5 15 min - - -",
        "Counselors published at least 20 results.",
        "20 5 38 % Too expensive for the patient: 5",
        "In at least 5 submissions a counselor recorded",
    ):
        assert words in told


def test_page_and_file_name_nobody(manager):
    busy_week()

    told = manager.get(PAGE).content.decode() + str(table(manager.get(CSV)))

    hidden = ("Ada", "R1", "asthma", "robin", "on the telephone")
    assert [each for each in hidden if each in told] == []


def test_few_are_told_of_only_as_few(manager):
    for _each in range(4):
        make.published(suggested=[["LOWER-THC"]])

    told = text_of(manager.get(PAGE))

    assert "In these days fewer than 5 patients were answered." in told
    assert "LOWER-THC" not in told


def test_period_and_store_narrow_what_is_told(manager):
    elm, oak = (
        Store.objects.create(name="Elm", slug="elm"),
        Store.objects.create(name="Oak", slug="oak"),
    )
    for at, store, many in (
        (make.YESTERDAY, elm, 5),
        (make.YESTERDAY, oak, 10),
        (make.YESTERDAY - 20 * make.DAY, elm, 15),
    ):
        for _each in range(many):
            make.answered(at, store=store)

    def told(**asked):
        rows = table(manager.get(CSV, asked))
        return values(rows, part="answered", code="")["submissions"]

    assert [told(), told(days="7"), told(store="elm"), told(days="7", store="elm")] == [
        "30",
        "15",
        "20",
        "5",
    ]


def test_file_holds_the_same_figures(manager):
    busy_week()

    answer = manager.get(CSV, {"days": "7"})
    rows = table(answer)

    assert answer["Content-Disposition"] == (
        'attachment; filename="desk-report-7-days-2026-11-22.csv"'
    )
    assert values(rows, part="period") == {"first_day": "2026-11-15", "days": "7", "store": ""}
    assert values(rows, part="answered", code="counselor_review") == {
        "submissions": "20",
        "target_minutes": "480",
        "within_target_percent": "all but fewer than 5",
        "median_minutes": "30",
        "nine_of_ten_minutes": "30",
    }
    assert values(rows, part="suggestion_overridden", code="CHEMO-DAILY", reason="") == {
        "submissions": "20",
        "overridden": "5",
        "overridden_percent": "38",
    }
    assert values(rows, part="suggestion_overridden", reason="cost") == {"overridden": "5"}
    assert values(rows, part="first_answer", code="withheld") == {"submissions": "fewer than 5"}
    assert values(rows, part="statement", code="condition") == {"submissions": "5"}


def test_export_is_written_down(manager):
    manager.get(CSV, {"days": "7"})

    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.model, entry.key, entry.path) == (
        "exported",
        "recommendations.submission",
        "",
        CSV,
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"days": "12"}, "There is no report for this period. Choose one."),
        ({"store": "nowhere"}, "There is no such store. Choose one."),
    ],
)
def test_what_cannot_be_asked_is_said_and_the_usual_shown(manager, asked, said):
    page = manager.get(PAGE, asked)

    assert page.status_code == 200
    assert said in text_of(page)
    answer = manager.get(CSV, asked)
    assert answer["Location"] == f"{PAGE}?{'&'.join(f'{k}={v}' for k, v in asked.items())}"


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(PAGE, 19), (CSV, 18)])
def test_queries_do_not_grow_with_what_is_reported(
    manager, django_assert_num_queries, many, path, queries
):
    store = Store.objects.create(name="Elm", slug="elm")
    for _each in range(many):
        made = make.published(suggested=[["LOWER-THC"], ["EVIDENCE"]], store=store)
        assessment = made.assessments.get()
        make.amend(assessment)
        make.open_(assessment, ["H10"])
        make.state(made, age=50)
        make.submission(store=store)

    with django_assert_num_queries(queries):
        answer = manager.get(path, {"store": "elm"})
        b"".join(answer)


def test_every_rule_reason_and_question_has_words():
    guideline = load_guideline()
    suggesting = {limit.id for limit in guideline.choice.limits}
    closing = {block.id for block in guideline.blocks} | set(guideline.scores.gates)

    assert suggesting | closing <= set(rules_of(guideline))
    assert [rule for rule in suggesting | closing if not rule_in_words(rule)] == []
    assert rule_in_words("DOSE-FITS") == (
        "The smallest amount you can measure holds … mg of THC. Your first dose is at most … mg."
    )
    assert rule_in_words("OF-OLD") == ""
    assert reason_in_words("judgement") == "My own judgement"
    assert reason_in_words("of_old") == "of old"
    assert question_in_words("timing") != "timing"
    assert question_in_words("of_old") == "of old"
