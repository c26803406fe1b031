"""Words of models and of laboratories that visitors read, named here so that they are translated.

Those of the models stand there as labels, among many that only staff read; a test holds that none is missing.
"""

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from herbology.languages import Told

PANELS = (
    *(_("pesticides"), _("heavy metals"), _("microbials"), _("mycotoxins")),
    *(_("residual solvents"), _("foreign matter"), _("moisture and water activity")),
    _("vitamin E acetate"),
)
ALLERGENS = (
    *(_("sesame"), _("alcohol"), _("coconut or MCT oil"), _("tree nuts"), _("peanut")),
    *(_("gelatin"), _("dairy"), _("gluten"), _("soy"), _("other")),
)
PLANT_LABELS = (_("indica"), _("sativa"), _("hybrid"))
TOTALS = (_("total THC"), _("total CBD"))
PACK_UNITS = (_("g"), _("mL"), _("each"))
TERPENES = (
    *(_("myrcene"), _("limonene"), _("linalool"), _("terpinolene"), _("ocimene"), _("humulene")),
    *(_("alpha-pinene"), _("beta-pinene"), _("beta-caryophyllene"), _("bisabolol")),
    *(_("nerolidol"), _("terpineol"), _("guaiol"), _("eucalyptol"), _("camphene"), _("valencene")),
)


def terpene(name: str) -> Told:
    """In the page's language, or as the laboratory wrote it, in English."""
    translated = gettext(name) if name in TERPENES else name
    return Told(translated, "" if translated != name or get_language() == "en" else "en")
