import pytest

from recommendations.guideline import (
    GuidelineError,
    TextError,
    check_languages,
    check_texts,
    load_guideline,
    load_texts,
)
from recommendations.guideline.texts import Texts, parse_texts


def texts(source):
    return parse_texts(source, "xx")


def changed(key, value):
    entries = dict(load_texts("en").entries)
    if value is None:
        del entries[key]
    else:
        entries[key] = value
    return Texts("en", entries)


def test_get_nested_table_is_found_by_dotted_key():
    assert (
        texts('[warning.W_FALLS]\ntitle = "Sit first"').get("warning.W_FALLS.title") == "Sit first"
    )


def test_get_missing_key_is_named():
    with pytest.raises(TextError) as caught:
        texts("").get("route.edible.name")

    assert str(caught.value) == "xx.toml: 'route.edible.name' is missing"


def test_get_list_is_refused():
    with pytest.raises(TextError, match="is a list, not a sentence"):
        texts('tips = ["Rest"]').get("tips")


def test_lines_list_keeps_its_order():
    assert texts('tips = ["Rest", "Walk"]').lines("tips") == ("Rest", "Walk")


def test_lines_sentence_is_refused():
    with pytest.raises(TextError, match="is a sentence, not a list"):
        texts('tips = "Rest"').lines("tips")


def test_format_params_are_filled_in():
    assert texts('start = "Take {dose_mg} mg."').format("start", dose_mg="2.5") == "Take 2.5 mg."


def test_format_missing_param_is_named():
    with pytest.raises(TextError, match=r"'start' needs {dose_mg}"):
        texts('start = "Take {dose_mg} mg."').format("start")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("a = ", "Invalid value", id="not-toml"),
        pytest.param("a = 3", "'a' is neither text nor a list of texts", id="number"),
        pytest.param("a = [3]", "'a' is neither text nor a list of texts", id="list-of-numbers"),
    ],
)
def test_parse_texts_broken_names_the_file(source, reason):
    with pytest.raises(GuidelineError, match=rf"texts/xx\.toml: {reason}"):
        texts(source)


def test_load_texts_unknown_language_lists_those_there_are():
    with pytest.raises(GuidelineError, match=r"no language 'tlh'; one of .*en"):
        load_texts("tlh")


def test_check_languages_shipped_are_complete_and_alike():
    check_languages(load_guideline())


@pytest.mark.parametrize(
    "key",
    [
        "answer.condition.not_sure.label",
        "answer.nrs_severity.10.label",
        "route.topical.watch",
        "evidence.X.text",
        "category.benign_twitch.known",
        "selfcare.nocturnal_leg_cramp.tips",
        "disposition.emergency.next",
        "warning.W_EYE_AVOID.text",
        "block.H22.reason",
        "block.U03.reason",
        "block.LOW-FIT.reason",
        "caution.C20.reason",
        "derived.D02.reason",
        "unanswered.U04.reason",
        "points.timing_nocturnal.for",
        "points.timing_nocturnal.against",
        "points.x_cap.against",
        "choice.LIMIT-CBD.empty",
        "choice.EVEN-TIE.text",
        "choice.TAKEN.empty",
        "start.halved.text",
        "source.none-found.label",
    ],
)
@pytest.mark.parametrize("value", [None, ""])
def test_check_texts_missing_or_empty_key_is_named(key, value):
    with pytest.raises(GuidelineError, match=rf"^texts/en\.toml: missing {key}$"):
        check_texts(load_guideline(), changed(key, value))


def test_check_texts_unknown_param_is_named():
    texts = changed("warning.W_FALLS.text", "Call {doctor}.")

    with pytest.raises(GuidelineError, match=r"warning\.W_FALLS\.text: no {doctor} there"):
        check_texts(load_guideline(), texts)


def test_check_languages_uneven_keys_are_named():
    english = load_texts("en")
    other = Texts("yy", {**english.entries, "extra.key": "more"})

    with pytest.raises(
        GuidelineError, match=r"texts/yy\.toml and texts/en\.toml differ in extra\.key"
    ):
        check_languages(load_guideline(), [english, other])
