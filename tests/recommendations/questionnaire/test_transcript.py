import pytest

from recommendations.questionnaire.transcript import transcript
from recommendations.questionnaire.version import QUESTIONNAIRE_VERSION
from recommendations.questionnaire.walk import walk_through
from tests.recommendations.questionnaire.answering import kept

pytestmark = pytest.mark.django_db


def by_key(data):
    return {entry["key"]: entry for entry in transcript(walk_through(data), language="en")}


def test_entry_holds_the_question_as_shown_and_the_answer_in_words():
    entry = by_key(kept())["spasm_location"]

    assert entry == {
        "page": "Where it hurts",
        "key": "spasm_location",
        "question": "Where do you feel the spasms?",
        "why": "The place decides what a cream could reach and where it would not be safe.",
        "answer": ["Lower back", "Calf"],
        "value": ["lower_back", "calf"],
    }


@pytest.mark.parametrize(
    ("key", "answer", "value"),
    [
        ("consent", ["Yes"], True),
        ("age", ["54"], 54),
        ("red_flag", ["None of these"], []),
        ("nrs_severity", ["0"], 0),
        ("psfs_severity", ["Severe"], 3),
        ("diagnosis", ["None of these, or no diagnosis yet"], ["none_diagnosed"]),
        ("alcohol_heavy", ["No"], False),
        ("medication_other", [], None),
        ("reach_by", ["By e-mail"], "email"),
    ],
)
def test_each_kind_of_question_is_put_into_words(key, answer, value):
    entry = by_key(kept())[key]

    assert (entry["answer"], entry["value"]) == (answer, value)


def test_transcript_keeps_the_order_of_the_pages():
    keys = [entry["key"] for entry in transcript(walk_through(kept()), language="en")]

    assert keys[:4] == ["answers_for", "consent", "age", "spasm_location"]
    assert keys[-4:] == ["name", "reach_by", "email", "phone"]


def test_page_that_no_longer_applies_is_left_out():
    data = kept(where={"spasm_location": ["throat"]})

    assert "laterality" not in by_key(data)


def test_version_is_a_label_and_a_hash():
    label, content = QUESTIONNAIRE_VERSION.split("+")

    assert (label, len(content)) == ("1", 12)
