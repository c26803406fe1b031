"""Whether two submissions are of the same patient, told by nothing that can be read."""

from django.db.models import Q, QuerySet

from herbology.addresses import hash_of_address
from recommendations.models import Submission


def hash_of(email: str | None) -> str:
    """64 hex digits, keyed with SECRET_KEY; "" without an address. Case and spaces do not count."""
    return hash_of_address(email, purpose="recommendations.patients")


def others_of_the_same(submission: Submission) -> QuerySet[Submission]:
    """The same patient's other submissions, newest first: by e-mail, or one correcting the other."""
    chain = Q(follows=submission) | Q(pk=submission.follows_id)
    if submission.patient_hash:
        chain |= Q(patient_hash=submission.patient_hash)
    return Submission.objects.filter(chain).exclude(pk=submission.pk).order_by("-submitted_at")
