"""What people agree to. Changing a word gives a new version; a submission keeps the one agreed to."""

import hashlib

from django.utils.translation import gettext_noop as _

CONSENT = (
    _("Written rules compare your answers with what studies say and what our stores have."),
    _("A Patient Counselor reads your answers. We keep them locked with a key."),
    _("We never sell them or show them to advertisers."),
    _("You need not give a name, an e-mail address or a phone number."),
    _(
        "You can stop at any time. Unsent answers are deleted after one day, or after 14 days if "
        "you save them with a code."
    ),
    _("This is no diagnosis and does not replace your doctor."),
)

# Said on a tablet in a store, where the above is true only with it.
ON_A_TABLET = _(
    "This tablet is shared. It forgets your answers when you press “Finish and clear”, or after some "
    "minutes without a touch, unless you save them with a code."
)

_WORDS = "\n".join([*CONSENT, ON_A_TABLET])
CONSENT_VERSION = "1+" + hashlib.sha256(_WORDS.encode()).hexdigest()[:12]
