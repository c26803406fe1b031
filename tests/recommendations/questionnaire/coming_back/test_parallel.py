import uuid

import pytest
from django.test import Client

from recommendations.models import ComeBackCode
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Opens
from tests.parallel import at_once
from tests.recommendations.builders import NOW

pytestmark = pytest.mark.usefixtures("committed_database")


def test_code_that_is_asked_for_by_many_at_once_is_one():
    draft_id = uuid.uuid4()

    given = at_once(lambda: codes.give(draft_id, Opens.DRAFT, at=NOW).text, times=4)

    assert (len(set(given)), ComeBackCode.objects.count()) == (1, 1)


def test_fifteen_wrong_codes_at_the_same_moment_are_no_more_than_ten_guesses():
    def guess():
        return Client().post("/questionnaire/come-back/", {"code": "CDFH-2345-JKMN"}).status_code

    answers = at_once(guess, times=15)

    # Whoever learns that it was the tenth is told to wait, as the five after it are.
    assert sorted(answers) == [422] * 9 + [429] * 6
