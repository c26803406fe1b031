"""Counselors for tests of the desk."""

from django.contrib.auth.models import Group, User

from recommendations.desk.claims import claim
from tests.recommendations.builders import NOW


def counselor(name="ann", group="patient counselors"):
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def claimed(submission, by, at=NOW):
    claim(submission=submission, by=by, at=at)
    return submission
