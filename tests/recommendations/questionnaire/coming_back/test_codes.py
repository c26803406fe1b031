import re
import uuid
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from recommendations.models import ComeBackCode
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import ALPHABET, LIFETIME, LOOK_ALIKES, Opens
from recommendations.submit import REFERENCE_ALPHABET
from tests.recommendations.builders import NOW

DRAFT, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
LAST_MOMENT = NOW + LIFETIME - timedelta(seconds=1)


def given_code(draft_id=DRAFT, at=NOW):
    return codes.give(draft_id, Opens.DRAFT, at=at).text


def test_alphabet_is_that_of_references_without_vowels_and_look_alikes():
    assert set(ALPHABET) < set(REFERENCE_ALPHABET)
    assert not set(ALPHABET) & set("AEIOU")
    assert not set(ALPHABET) & {chr(typed) for typed in LOOK_ALIKES}
    assert {chr(meant) if isinstance(meant, int) else meant for meant in LOOK_ALIKES.values()} <= (
        set(ALPHABET)
    )


@given(st.uuids())
def test_code_is_three_groups_of_four_that_read_as_they_are_written(draft_id):
    letters = codes._letters(str(draft_id))

    assert re.fullmatch(f"[{ALPHABET}]{{12}}", letters)
    assert codes.normalised(codes._grouped(letters)) == letters


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', '  ')}\n",
        lambda code: code.replace("-", "\N{EN DASH}"),
        lambda code: code.replace("7", "l").replace("D", "0").replace("2", "z"),
        lambda code: code.replace("5", "S").replace("8", "b").replace("V", "U"),
        lambda code: "".join(chr(ord(each) + 0xFEE0) for each in code),
    ],
)
@pytest.mark.django_db
def test_code_is_found_however_it_is_typed(change):
    for number in range(10):
        draft_id = uuid.UUID(int=number)

        assert codes.find(change(given_code(draft_id)), at=NOW).draft_id == draft_id


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "-", "CDFH-2345", "CDFH-2345-JKMN", "😀" * 10_000, "\x00"])
def test_what_is_no_code_is_not_found(typed):
    given_code()

    assert codes.find(typed, at=NOW) is None


@pytest.mark.django_db
def test_code_works_for_fourteen_days_and_is_the_same_when_it_is_given_again():
    code = given_code()

    assert codes.find(code, at=LAST_MOMENT) is not None
    assert codes.find(code, at=NOW + LIFETIME) is None
    assert given_code(at=LAST_MOMENT) == code
    assert codes.find(code, at=LAST_MOMENT + LIFETIME - timedelta(seconds=1)) is not None
    assert ComeBackCode.objects.count() == 1


@pytest.mark.django_db
def test_code_is_shown_again_while_it_works():
    code = codes.give(DRAFT, Opens.DRAFT, at=NOW)

    assert codes.shown_again(DRAFT, Opens.DRAFT, at=LAST_MOMENT) == code
    assert codes.shown_again(DRAFT, Opens.DRAFT, at=NOW + LIFETIME) is None
    assert codes.shown_again(DRAFT, Opens.RESULT, at=NOW) is None
    assert codes.shown_again(OTHER, Opens.DRAFT, at=NOW) is None


@pytest.mark.django_db
def test_code_of_answers_and_code_of_their_result_differ():
    assert given_code() != codes.give(DRAFT, Opens.RESULT, at=NOW).text


@pytest.mark.django_db
def test_draft_whose_code_another_has_gets_the_next_one():
    taken = given_code()
    ComeBackCode.objects.update(draft_id=OTHER)

    code = given_code()

    assert code != taken
    assert codes.find(code, at=NOW).draft_id == DRAFT
    assert codes.shown_again(DRAFT, Opens.DRAFT, at=NOW).text == code


@pytest.mark.django_db
def test_code_works_on_after_the_key_was_rotated(settings):
    code = given_code()
    settings.HEALTH_DATA_KEYS = [Fernet.generate_key().decode(), *settings.HEALTH_DATA_KEYS]

    assert codes.find(code, at=NOW).draft_id == DRAFT
    assert codes.find(given_code(), at=NOW).draft_id == DRAFT


@pytest.mark.django_db
def test_another_key_finds_nothing(settings):
    code = given_code()
    settings.HEALTH_DATA_KEYS = [Fernet.generate_key().decode()]

    assert codes.find(code, at=NOW) is None


@pytest.mark.django_db
def test_row_holds_a_hash_and_no_code():
    code = given_code()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM recommendations_comebackcode")
        row = " ".join(str(column) for column in cursor.fetchone())

    assert code not in row
    assert code.replace("-", "") not in row
