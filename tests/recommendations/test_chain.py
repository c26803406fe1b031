from datetime import timedelta

import pytest

from recommendations.chain import chain_of
from recommendations.links import issue_link, open_link, replace_links
from recommendations.models import Submission
from recommendations.submit import request_call
from tests.recommendations.builders import EMERGENCY, NOW, SEDATED, correct, hand_in

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def corrected(times, **pages):
    """Submissions that correct one another, oldest first."""
    chain = [hand_in(**pages or SEDATED).submission]
    for number in range(times):
        chain.append(correct(chain[-1], at=NOW + (number + 1) * HOUR, **SEDATED).submission)
    return chain


@pytest.mark.parametrize("place", [0, 1, 2])
def test_chain_is_the_same_from_wherever_it_is_asked(place):
    submissions = corrected(2)

    chain = chain_of(submissions[place])

    assert chain.keys == tuple(each.pk for each in submissions)
    assert (chain.here.pk, chain.newest.pk) == (submissions[place].pk, submissions[2].pk)


def test_what_nobody_corrected_is_its_own_newest():
    chain = chain_of(corrected(0)[0])

    assert (len(chain.links), chain.newer) == (1, None)


def test_two_corrections_of_one_are_one_chain_and_the_later_holds():
    first = corrected(0)[0]
    earlier, later = (correct(first, at=NOW + n * HOUR, **SEDATED).submission for n in (1, 2))

    assert chain_of(earlier).newer.pk == later.pk
    assert chain_of(later).keys == (first.pk, earlier.pk, later.pk)


@pytest.mark.parametrize(("times", "queries"), [(0, 1), (1, 2), (2, 3)])
def test_chain_asks_once_for_each_link(times, queries, django_assert_num_queries):
    first = corrected(times)[0]

    with django_assert_num_queries(queries):
        chain_of(first)


def test_corrected_answers_close_what_they_correct():
    first, second = corrected(1)

    states = [Submission.objects.get(pk=each.pk).desk_state for each in (first, second)]
    assert states == ["closed", "new"]


def test_warning_sign_stays_at_the_desk_whatever_corrects_it():
    first, _second = corrected(1, **EMERGENCY)

    assert Submission.objects.get(pk=first.pk).desk_state == "new"


def test_wanted_call_stays_at_the_desk_whatever_corrects_it():
    first = corrected(0)[0]
    request_call(first.pk, name="Sam", phone="203-555-0161", at=NOW)

    correct(first, **SEDATED)

    assert Submission.objects.get(pk=first.pk).desk_state == "new"


@pytest.mark.parametrize("place", [0, 1])
def test_new_link_revokes_those_of_the_whole_chain(place):
    submissions = corrected(1)
    secrets = [issue_link(submission=each, at=NOW) for each in submissions]

    new = replace_links(submission=submissions[place], at=NOW)

    assert [open_link(secret, at=NOW) for secret in secrets] == [None, None]
    assert open_link(new, at=NOW).submission == submissions[place]
