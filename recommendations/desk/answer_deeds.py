"""What tells the patient something. Apart from the other deeds, since it needs the site's address."""

from django.utils.translation import gettext_lazy as _

from recommendations.desk import address, answering
from recommendations.desk.answer_forms import ReaddressForm, SendForm
from recommendations.desk.deeds import Deed

SEND = Deed(
    "send",
    _("Send"),
    answering.send,
    _("Your answer is sent. It stands on the patient's page."),
    SendForm,
)
READDRESS = Deed(
    "readdress",
    _("Correct the e-mail address"),
    address.readdress,
    _("The address is corrected."),
    ReaddressForm,
)
ANSWERS = {deed.name: deed for deed in (SEND, READDRESS)}
