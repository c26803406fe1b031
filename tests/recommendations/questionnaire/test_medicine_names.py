"""The table behind the search: it knows every line, every name the lines themselves give, and its sources."""

import re

import pytest

from recommendations.guideline.reading import SOURCE_WORDS
from recommendations.questionnaire import vocabulary
from recommendations.questionnaire.medicine_names import by_class, in_language, in_short

CLASSES = vocabulary.values("medication_class")
NO_NAME = re.compile(r"^(for |sometimes |$)")
BEFORE_A_NAME = re.compile(r"^(also )?in | and (?=\w+$)|^and ")


def names_in(hint):
    """The names of a hint such as “Baclofen pills or pump (Lioresal), tizanidine (Zanaflex)”."""
    sentence = re.split(r"(?<!St)\. ", hint)[0].replace(" pills or pump", "")
    parts = re.split(r"[,()]| and ", sentence)
    return [
        BEFORE_A_NAME.sub("", part.strip()) for part in parts if not NO_NAME.match(part.strip())
    ]


def names_of(line):
    return {name.lower() for medicine in by_class()[line] for name in medicine.names}


def test_every_line_of_the_list_has_names_and_no_other():
    assert set(by_class()) == set(CLASSES)


@pytest.mark.parametrize("line", CLASSES)
def test_names_that_a_line_gives_lead_to_it(line):
    given = names_in(vocabulary.hints("medication_class")[line])

    known = names_of(line)
    assert [name for name in given if name.lower() not in known] == []


def test_every_source_is_a_reference_or_a_word_for_none():
    known = {*vocabulary.guideline().references, *SOURCE_WORDS}
    given = {word for rows in by_class().values() for each in rows for word in each.source}

    assert given - known == set()


@pytest.mark.parametrize("line", CLASSES)
def test_name_stands_once_in_a_line_and_holds_no_separator(line):
    names = [name for medicine in by_class()[line] for name in medicine.names]

    assert sorted(set(map(str.lower, names))) == sorted(map(str.lower, names))
    assert [name for name in names if re.search("[,;]", name)] == []


def test_browser_gets_the_same_names_in_few_bytes():
    told = {
        line: [tuple(names.split(",")) for names in text.split(";")]
        for line, text in in_short().items()
    }

    assert told == {line: [each.names for each in rows] for line, rows in by_class().items()}
    assert sum(len(text) for text in in_short().values()) < 6000


# The same word in Spanish, or no word of its own.
SAME_IN_SPANISH = {
    *("tramadol", "tapentadol", "diazepam", "lorazepam", "alprazolam", "clonazepam", "temazepam"),
    *("oxazepam", "triazolam", "midazolam", "estazolam", "butalbital", "zolpidem", "carisoprodol"),
    *("citalopram", "escitalopram", "haloperidol", "lisinopril", "enalapril", "benazepril"),
    *("ramipril", "quinapril", "captopril", "diltiazem", "metoprolol", "atenolol", "propranolol"),
    *("carvedilol", "bisoprolol", "nebivolol", "labetalol", "nadolol", "clopidogrel", "clobazam"),
    *("ritonavir", "cobicistat", "tacrolimus", "sirolimus", "everolimus", "salmeterol"),
    *("formoterol", "arformoterol", "vilanterol", "olodaterol", "disulfiram"),
}


def test_every_generic_name_is_known_in_spanish():
    generic = {each.names[0] for rows in by_class().values() for each in rows}

    assert generic - SAME_IN_SPANISH == set(in_language("es"))


def test_spanish_names_lead_to_the_line_of_the_english_one():
    assert ",baclofeno," in in_short("es")["muscle_relaxant"]
    assert "baclofeno" not in in_short("en")["muscle_relaxant"]
    assert sum(len(text) for text in in_short("es").values()) < 9000
