"""Whom somebody may give a role to, and which: never more than the roles that the house has made."""

from django.contrib.auth.models import AnonymousUser, Group, User
from django.db.models import QuerySet

ROLES = ("inventory staff", "lead counselors", "managers", "patient counselors")


def roles() -> QuerySet[Group]:
    return Group.objects.filter(name__in=ROLES).order_by("name")


def is_within_reach(person: User, *, of: User | AnonymousUser) -> bool:
    """A superuser reaches everybody. Others reach nobody who may do more than the roles allow,
    lest they set that person's password; and never themselves, lest they take a role.
    """
    if of.is_superuser:
        return True
    if person.is_superuser or person.pk == of.pk or person.user_permissions.exists():
        return False
    return not person.groups.exclude(name__in=ROLES).exists()
