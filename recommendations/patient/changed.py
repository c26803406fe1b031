"""What the patient's page says where something that it showed can no longer be had."""

from django.utils.translation import gettext_lazy as _

from products import shelf
from products.models import Batch
from recommendations import versions
from recommendations.models import Submission
from recommendations.patient.cards import Recalled

RECALLED = _(
    "This batch was recalled. If you have it, do not use it. Keep it apart, bring it back to the"
    " store, and ask a Patient Counselor what to do."
)
NO_LONGER_SOLD = _("What we suggested here is no longer sold.")
CHANGED = {
    "sold_out": _("What we suggested here is sold out."),
    "expired": _("What we suggested here is past its date, so we no longer sell it."),
    "delisted": NO_LONGER_SOLD,
    "store_inactive": NO_LONGER_SOLD,
}
# Whatever else is wrong with a batch makes it uncertain what is in it.
IN_DOUBT = _(
    "What we suggested here was taken off the shelf to be checked. If you have it, ask a Patient"
    " Counselor before you use more of it."
)
LISTED = _(
    "Our Patient Counselors see this on their list. You can also ask one of them for the next one"
    " that fits."
)
ASK = _("Ask a Patient Counselor for the next one that fits.")


def what_changed(code: str, *, listed: bool) -> str:
    """Of a batch that is gone for this reason; `listed`: the desk has it on its list."""
    if code == shelf.RECALLED:
        return str(RECALLED)
    return f"{CHANGED.get(code, IN_DOUBT)} {LISTED if listed else ASK}"


def recalls(*submissions: Submission) -> tuple[Recalled, ...]:
    """Every recalled batch that their pages have shown at any time: the patient may have it at home."""
    shown = {
        item.batch_id: item.snapshot
        for submission in submissions
        for item in versions.ever_shown(submission)
    }
    if not shown:
        return ()
    recalled = Batch.objects.filter(pk__in=shown, state=Batch.State.RECALLED).order_by("pk")
    return tuple(
        Recalled(shown[key]["product"], shown[key]["batch"], shown[key]["store"])
        for key in recalled.values_list("pk", flat=True)
    )
