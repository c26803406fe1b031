"""What visitors may filter by, in their words. Values are what stands in addresses."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROUTE_WORDS: Mapping[str, Promise] = {
    "smoked": _("Smoked"),
    "vaporized": _("Vaporized"),
    "edible": _("Swallowed"),
    "oral_tincture": _("Under the tongue"),
    "topical": _("On the skin"),
    "transdermal_patch": _("Patch"),
}
# What people call a way of taking it besides its own words; names of products hold none of these.
ROUTE_ALSO: Mapping[str, tuple[str, ...]] = {
    "smoked": ("smoke", "smoking", "smokable", "joint", "inhale", "fumar", "inhalar"),
    "vaporized": ("vape", "vaping", "vaporizer", "inhale", "vapear", "inhalar"),
    "edible": ("edible", "swallow", "oral", "eat", "food", "comestible", "tragar", "comida"),
    "oral_tincture": ("sublingual", "drop", "gota", "lengua"),
    "topical": ("topical", "skin", "rub", "topico", "piel"),
    "transdermal_patch": ("transdermal", "parche"),
}
NEITHER = "neither"
CHEMOTYPE_WORDS: Mapping[str, Promise] = {
    "I": _("Mostly THC (type I)"),
    "II": _("THC and CBD (type II)"),
    "III": _("Mostly CBD (type III)"),
    NEITHER: _("Neither of them"),
}


NONE, NO_SERVING = "none", "no-serving"
WITHOUT_SERVING = _("Not measured by the serving")


@dataclass(frozen=True, slots=True)
class Bands:
    """Of milligrams in one serving. Band n is more than limit n - 1 and limit n at most; the first
    is nothing, the last has no limit."""

    limits_mg: tuple[float, ...]
    words: Mapping[str, Promise]

    def of(self, amount_mg: float | None) -> str:
        """None: a serving is not known."""
        if amount_mg is None:
            return NO_SERVING
        return tuple(self.words)[bisect_left(self.limits_mg, amount_mg)]


THC_BANDS = Bands(
    (0, 2.5, 5, 10),
    {
        NONE: _("no THC, or too little to measure"),
        "up-to-2.5": _("up to 2.5 mg"),
        "2.5-to-5": _("more than 2.5, up to 5 mg"),
        "5-to-10": _("more than 5, up to 10 mg"),
        "over-10": _("more than 10 mg"),
        NO_SERVING: WITHOUT_SERVING,
    },
)
CBD_BANDS = Bands(
    (0, 5, 10, 25),
    {
        NONE: _("no CBD, or too little to measure"),
        "up-to-5": _("up to 5 mg"),
        "5-to-10": _("more than 5, up to 10 mg"),
        "10-to-25": _("more than 10, up to 25 mg"),
        "over-25": _("more than 25 mg"),
        NO_SERVING: WITHOUT_SERVING,
    },
)

DRAWINGS = {
    "leaf": ("flower",),
    "preroll": ("preroll", "infused_preroll"),
    "vape": ("cartridge", "disposable_vape"),
    "capsule": ("capsule", "softgel", "tablet"),
    "gummy": ("gummy", "hard_candy"),
    "chocolate": ("chocolate", "baked_good"),
    "cup": ("beverage", "dissolvable_powder"),
    "syringe": ("rso_syringe",),
    "dropper": ("tincture",),
    "spray": ("oral_spray", "topical_spray"),
    "strip": ("sublingual_strip",),
    "bottle": ("infused_oil", "massage_oil", "roll_on"),
    "jar": ("concentrate", "balm", "cream", "gel", "bath"),
    "patch": ("patch",),
}


def drawing_of(format_code: str) -> str:
    """A format that is new to the shop is drawn as the plant."""
    return next((name for name, codes in DRAWINGS.items() if format_code in codes), "leaf")
