"""One cell of the file to the text that is kept, and what is worth telling about it. Pure."""

import re

from ftfy import fix_encoding
from ftfy.badness import is_bad

from products.importing.layout.parts import FileShape
from products.importing.reading.values import clean

MOST_REMEMBERED = 50_000
LOST = "\ufffd"  # stands where a program could not read a character
# Our export puts one more ' before what a spreadsheet would take for a formula.
NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


class Cells(dict[str, str]):
    """Raw cell to kept text. Each is worked out once, and equal cells share one string."""

    def __init__(self, shape: FileShape) -> None:
        super().__init__()
        self._shape = shape
        self.doubts: dict[str, str] = {}  # raw cell: why its text may not be what was written

    def __missing__(self, raw: str) -> str:
        text = raw
        if self._shape.from_export and NEUTRALISED.match(text):
            text = text[1:]
        if not text.isascii():
            text = self._decoded(raw, text)
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        # What clean() replaces beside edge space is not ASCII, and it is slow to look for.
        as_it_stands = text.isascii() or self._shape.from_export
        self[raw] = text = text.strip() if as_it_stands else clean(text)
        return text

    def _decoded(self, raw: str, text: str) -> str:
        """Text that was once read in a wrong encoding (`CafÃ©`), repaired if the layout says so."""
        if LOST in text:
            self.doubts[raw] = f"a character was lost before the file was written ({LOST}); kept"
            return text
        repaired = fix_encoding(text) if is_bad(text) else text
        if repaired == text or LOST in repaired:
            return text
        shown = clean(repaired)
        if self._shape.repair_mojibake:
            self.doubts[raw] = f"was written in a wrong encoding; read as {shown!r}"
            return repaired
        self.doubts[raw] = (
            f"seems to be written in a wrong encoding, for {shown!r}; kept as it stands."
            " repair_mojibake = true in the layout repairs it"
        )
        return text
