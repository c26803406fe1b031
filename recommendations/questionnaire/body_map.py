"""The picture beside the list of places: what can be tapped in it, and where.

It holds no control of its own. Every spot is a second label of a checkbox in the list, so the two cannot
disagree, and it works without a script. Coordinates are those of the figure's view box, x = 0 its middle.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from recommendations.questionnaire import body_shapes
from recommendations.questionnaire.body_shapes import (
    ARM,
    BUTTOCKS,
    HEAD,
    HIP,
    LEG_FROM_BEHIND,
    LEG_FROM_THE_FRONT,
    NECK,
    PELVIS,
    RIBS,
    SHOULDER,
    WAIST,
    Part,
    pair,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A rectangle where a finger chooses a place, and where its tick stands."""

    value: str
    x: int
    y: int
    width: int
    height: int
    tick_x: int
    tick_y: int


@dataclass(frozen=True, slots=True)
class Figure:
    """`lines` only help to see what is front and what is back."""

    caption: str | Promise
    view_box: str
    parts: tuple[Part, ...]
    lines: tuple[str, ...]
    spots: tuple[Spot, ...]


def middle(value: str, *, width: int, top: int, bottom: int, tick_y: int = 0) -> tuple[Spot]:
    return (Spot(value, -width // 2, top, width, bottom - top, 0, tick_y or (top + bottom) // 2),)


def sides(
    value: str, *, inner: int, outer: int, top: int, bottom: int, tick_x: int = 0
) -> tuple[Spot, Spot]:
    width, height = outer - inner, bottom - top
    tick_x, tick_y = tick_x or (inner + outer) // 2, (top + bottom) // 2
    return (
        Spot(value, inner, top, width, height, tick_x, tick_y),
        Spot(value, -outer, top, width, height, -tick_x, tick_y),
    )


SEEN_FROM_BOTH = (
    *middle("neck", width=44, top=54, bottom=90, tick_y=75),
    *sides("shoulder", inner=31, outer=67, top=77, bottom=121),
    *sides("upper_arm", inner=40, outer=82, top=121, bottom=170),
    *sides("forearm", inner=52, outer=98, top=170, bottom=228),
    *sides("hand_fingers", inner=68, outer=106, top=228, bottom=278),
    *sides("foot_toes", inner=4, outer=52, top=401, bottom=440),
)

FRONT = Figure(
    caption=pgettext_lazy("of the body", "Front"),
    view_box="-102 0 204 442",
    parts=(
        *(HEAD, Part(NECK, "neck"), *pair(SHOULDER, "shoulder"), Part(RIBS, "chest_wall")),
        *(Part(WAIST, "abdomen"), Part(PELVIS, "pelvis_perineum"), *pair(HIP, "hip_buttock")),
        *(*ARM, *LEG_FROM_THE_FRONT),
    ),
    lines=("M-9 32L-5 32", "M5 32L9 32", "M-5 48C-2 50 2 50 5 48", "M0 170L0 173"),
    spots=(
        *SEEN_FROM_BOTH,
        *middle("chest_wall", width=62, top=90, bottom=149),
        *middle("abdomen", width=76, top=149, bottom=188),
        *middle("pelvis_perineum", width=38, top=188, bottom=238),
        *sides("hip_buttock", inner=19, outer=55, top=186, bottom=222, tick_x=28),
        *sides("thigh", inner=2, outer=52, top=238, bottom=305),
    ),
)  # fmt: skip
BACK = Figure(
    caption=pgettext_lazy("of the body", "Back"),
    view_box="-102 0 204 442",
    parts=(
        *(HEAD, Part(NECK, "neck"), *pair(SHOULDER, "shoulder"), Part(RIBS, "upper_back")),
        *(Part(WAIST, "lower_back"), Part(BUTTOCKS, "hip_buttock")),
        *(*ARM, *LEG_FROM_BEHIND),
    ),
    lines=("M0 98L0 141", "M0 158L0 181", "M-20 108C-18 118 -16 124 -11 130", "M20 108C18 118 16 124 11 130"),
    spots=(
        *SEEN_FROM_BOTH,
        *middle("upper_back", width=62, top=90, bottom=149),
        *middle("lower_back", width=76, top=149, bottom=188),
        *middle("hip_buttock", width=96, top=188, bottom=236),
        *sides("thigh", inner=2, outer=52, top=236, bottom=305),
        *sides("calf", inner=2, outer=52, top=305, bottom=401),
    ),
)  # fmt: skip
HEAD_AND_NECK = Figure(
    caption=_("Head and neck"),
    view_box="-70 0 140 202",
    parts=body_shapes.FACE_AND_NECK,
    lines=("M-2 76C-4 88 -9 95 -8 98C-4 102 4 102 8 98", "M-15 119C-6 123 6 123 15 119", "M-37 57C-30 50 -18 50 -11 54", "M37 57C30 50 18 50 11 54"),
    spots=(
        *middle("face", width=106, top=6, bottom=151, tick_y=33),
        *sides("jaw", inner=25, outer=57, top=90, bottom=142, tick_x=37),
        *sides("eyelid", inner=5, outer=43, top=56, bottom=86),
        *sides("neck", inner=15, outer=49, top=144, bottom=198, tick_x=24),
        *middle("throat", width=30, top=151, bottom=202),
    ),
)  # fmt: skip
FIGURES = (FRONT, BACK, HEAD_AND_NECK)
