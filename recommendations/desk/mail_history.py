"""Messages, their notices, and what the patient did since, as lines of the history."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from recommendations.chain import Chain
from recommendations.desk.history import Entry
from recommendations.desk.mails import Fate
from recommendations.thread import Said


def of_messages(chain: Chain, thread: Iterable[Said], mails: Iterable[Fate]) -> Iterator[Entry]:
    """The words of a message stand in the thread, not here."""
    for said in thread:
        what = _("wrote") if said.by_patient else _("sent a message")
        about = _("%(what)s (%(reference)s)") % {"what": what, "reference": said.about}
        yield Entry(said.at, said.staff_name, about if said.about else what)
    for mail in mails:
        yield Entry(mail.at, _("E-mail notice"), mail.said, mail.why)
    yield from _of_patient(chain)


def _of_patient(chain: Chain) -> Iterator[Entry]:
    for link in chain.links[chain.links.index(chain.here) + 1 :]:
        what = _("sent newer answers: %(reference)s") % {"reference": link.reference}
        yield Entry(link.submitted_at, _("The patient"), what)
    if chain.here.withdrawn_at:
        yield Entry(chain.here.withdrawn_at, _("The patient"), _("took the answers back"))
