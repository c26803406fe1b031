"""Every layout that may be chosen: shipped files, and what staff wrote and decided."""

from dataclasses import dataclass, replace

from products.importing.errors import RefusedError
from products.importing.layout.file import SHIPPED, load_layout, parse_layout
from products.importing.layout.whole import Layout
from products.models import Format, FormatWord, ImportLayout


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    name: str
    title: str
    tried_on: str
    origin: str  # shipped or staff


def layouts() -> list[LayoutChoice]:
    """Shipped ones first. One of staff's that cannot be read any more is left out."""
    shipped = [load_layout(path.stem) for path in sorted(SHIPPED.glob("*.toml"))]
    found = [_choice(layout, "shipped") for layout in shipped]
    for kept in ImportLayout.objects.all():
        try:
            found.append(_choice(_of_staff(kept), "staff"))
        except RefusedError:
            continue
    return found


def _choice(layout: Layout, origin: str) -> LayoutChoice:
    return LayoutChoice(layout.name, layout.title, layout.tried_on, origin)


def find_layout(name: str) -> Layout:
    """Staff's or a shipped one, or a TOML file by its path; with what staff decided of its words.

    Raises LayoutError.
    """
    kept = ImportLayout.objects.filter(name=name).first()
    layout = _of_staff(kept) if kept else load_layout(name)
    words = FormatWord.objects.filter(layout_name=layout.name)
    decided = dict(words.values_list("word", "format__code"))
    return replace(layout, formats={**layout.formats, **_codes(layout), **decided})


def _codes(layout: Layout) -> dict[str, str]:
    """Our own export names formats by their codes, those that staff added among them."""
    codes = Format.objects.values_list("code", flat=True) if layout.file.from_export else ()
    return {code.casefold(): code for code in codes}


def _of_staff(kept: ImportLayout) -> Layout:
    return replace(parse_layout(kept.text, file=f"{kept.name}.toml"), name=kept.name)
