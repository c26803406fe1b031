"""What the queue says in its column "waiting": how long, whether overdue, and why it came back."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from products.sellable import RECALLED
from recommendations.desk.targets import overdue, target
from recommendations.desk.words import NOTHING, gone_in_words, span_in_words
from recommendations.models import Submission


def waiting_in_words(submission: Any) -> SafeString | str:
    """Of a row of the queue: `read_at`, and `gone` with the codes of what can no longer be had."""
    new = submission.desk_state == Submission.DeskState.NEW
    said = _("Suggestion gone: %(why)s") if new else _("Came back: %(why)s")
    mark = _marked(said % {"why": gone_in_words(*submission.gone)}, RECALLED in submission.gone)
    before = _waits(submission) if new else ""
    return format_html("{}{}", before, mark if submission.gone else "") or NOTHING


def _waits(submission: Any) -> SafeString | str:
    said = _("%(waits)s, target %(target)s") % {
        "waits": span_in_words(submission.read_at - submission.waiting_since),
        "target": span_in_words(target(submission.disposition)),
    }
    if overdue(submission, submission.read_at):
        return format_html('<strong class="overdue">{}</strong><br>{}', _("Overdue"), said)
    return said


def _marked(words: str, alarming: bool) -> SafeString:
    return format_html(
        '<strong class="came-back{}">{}</strong>', " alarm" if alarming else "", words
    )
