"""What nobody works on any more: the patient withdrew it, or sent newer answers in its place."""

from django.utils.translation import gettext as _

from recommendations.chain import Chain, chain_of
from recommendations.desk.errors import DeskError
from recommendations.desk.words import day_in_words
from recommendations.models import Submission


class EndedError(DeskError):
    pass


def refuse_ended(submission: Submission) -> None:
    """Raises EndedError, which says what the patient did, and when."""
    if said := why_ended(chain_of(submission)):
        raise EndedError(said)


def why_ended(chain: Chain) -> str:
    """A sentence or two; "" while it is worked on."""
    if chain.withdrawn_at:
        return _("The patient withdrew this on %(day)s. Nothing more is sent.") % {
            "day": day_in_words(chain.withdrawn_at)
        }
    if newer := chain.newer:
        return _("The patient sent newer answers on %(day)s: %(reference)s. Answer there.") % {
            "day": day_in_words(newer.submitted_at),
            "reference": newer.reference,
        }
    return ""
