from datetime import timedelta

import pytest

from recommendations.links import LIFETIME, issue_link, open_link, replace_links
from recommendations.models import AccessLink
from tests.recommendations.builders import NOW, make_submission

pytestmark = pytest.mark.django_db


def test_link_opens_its_submission():
    submission = make_submission()

    link = open_link(issue_link(submission=submission, at=NOW), at=NOW)

    assert link.submission == submission


def test_secret_is_not_stored():
    secret = issue_link(submission=make_submission(), at=NOW)

    stored = AccessLink.objects.values().get()

    assert secret not in str(stored)


def test_secrets_are_long_and_differ():
    submission = make_submission()

    secrets = {issue_link(submission=submission, at=NOW) for _number in range(3)}

    assert [len(secret) for secret in secrets] == [43, 43, 43]


@pytest.mark.parametrize("secret", ["", "unknown", "x" * 5000, "ä\x00ö"])
def test_unknown_secret_opens_nothing(secret):
    issue_link(submission=make_submission(), at=NOW)

    assert open_link(secret, at=NOW) is None


@pytest.mark.parametrize(
    ("age", "opens"), [(LIFETIME - timedelta(seconds=1), True), (LIFETIME, False)]
)
def test_link_opens_until_it_expires(age, opens):
    secret = issue_link(submission=make_submission(), at=NOW)

    assert (open_link(secret, at=NOW + age) is not None) is opens


def test_new_link_revokes_the_old_one():
    submission = make_submission()
    old = issue_link(submission=submission, at=NOW)

    new = replace_links(submission=submission, at=NOW)

    assert [open_link(secret, at=NOW) is not None for secret in (old, new)] == [False, True]


def test_new_link_leaves_other_submissions_alone():
    other = issue_link(submission=make_submission("WXYZ-6789"), at=NOW)

    replace_links(submission=make_submission(), at=NOW)

    assert open_link(other, at=NOW) is not None
