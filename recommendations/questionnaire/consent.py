"""What people agree to. Changing a word gives a new version; a submission keeps the one agreed to."""

import hashlib

from django.utils.translation import gettext_noop as _

CONSENT = (
    _("You answer questions about your spasms and your health."),
    _("Written rules compare your answers with what studies say and what our stores have."),
    _("A Patient Counselor reads your answers. We keep them encrypted (locked with a key)."),
    _("We never sell your answers or show them to advertisers."),
    _("You do not have to give your name, your e-mail address or your phone number."),
    _(
        "You can stop at any time. If you do not send your answers, you can go back to them "
        "for one day after your last change, or for 14 days if you save them with a code. "
        "Then we delete them."
    ),
    _("This is information. It is not a diagnosis and does not replace your doctor."),
)

# Said on a tablet in a store, where the above is true only with it.
ON_A_TABLET = _(
    "This tablet is shared. It forgets your answers when you press “Finish and clear”, or after some "
    "minutes without a touch, unless you save them with a code."
)

_WORDS = "\n".join([*CONSENT, ON_A_TABLET])
CONSENT_VERSION = "1+" + hashlib.sha256(_WORDS.encode()).hexdigest()[:12]
