"""Bytes to text, a piece at a time: is it text at all, and in which encoding? Pure.

Nothing here holds more than a piece of the file, whatever its size.
"""

import codecs
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from products.importing.errors import FileError

PIECE = 64 * 1024
# What other files begin with, so that the message can say what was given.
OTHER_KINDS = {
    b"PK\x03\x04": "a spreadsheet or zip file",
    b"PK\x05\x06": "an empty zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel spreadsheet",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"BZh": "a compressed file (bzip2)",
    b"\xfd7zXZ": "a compressed file (xz)",
    b"7z\xbc\xaf": "a compressed file (7z)",
    b"{\\rtf": "a word processor's document",
}
WEB_PAGES = (b"<!doctype", b"<html", b"<head", b"<table", b"<?xml", b"<script")
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(file: BinaryIO, encodings: Sequence[str]) -> str:
    """The first of `encodings` that the whole file can be read by; a byte order mark decides.

    Raises FileError for a file that is empty or no text.
    """
    file.seek(0)
    start = file.read(4096)
    _refuse_other_kinds(start)
    if not _is_wide(encodings):
        _refuse_zeros(start)
    if start.startswith(codecs.BOM_UTF8):
        encodings = ("utf-8",)
    return _first_that_fits(file, encodings)


@contextmanager
def open_text(file: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The file from its beginning, line ends as they stand. The file itself stays open."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _refuse_other_kinds(start: bytes) -> None:
    if not start:
        raise FileError("The file is empty.")
    kind = next((kind for mark, kind in OTHER_KINDS.items() if start.startswith(mark)), "")
    if start.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(WEB_PAGES):
        kind = "a web page (HTML or XML)"
    if kind:
        raise FileError(f"The file is {kind}. Save it as CSV and import that.")


def _refuse_zeros(start: bytes) -> None:
    if start.startswith(UTF16_MARKS) or start.count(b"\0") * 3 > len(start) > 1:
        raise FileError(
            "The file seems to be UTF-16 text. Save it as CSV in UTF-8,"
            ' or let the layout say encoding = "utf-16".'
        )
    if b"\0" in start:
        raise FileError("The file is no text file. Save it as CSV and import that.")


def _is_wide(encodings: Sequence[str]) -> bool:
    names = (codecs.lookup(encoding).name for encoding in encodings)
    return any(name.startswith(("utf-16", "utf-32")) for name in names)


def _first_that_fits(file: BinaryIO, encodings: Sequence[str]) -> str:
    faults = []
    for encoding in encodings:
        line = _line_of_fault(file, encoding)
        if not line:
            return encoding
        faults.append(f"line {line} is not {encoding} text")
    said = ", ".join(faults).removeprefix("line ")
    raise FileError(
        f"Line {said}. Save the file as {encodings[0]}, or name its encoding in the layout."
    )


def _line_of_fault(file: BinaryIO, encoding: str) -> int:
    """The line that is no text in this encoding, counted from 1; 0 if all is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    line, last = 1, False
    while not last:
        piece = file.read(PIECE)
        last = not piece
        try:
            text = decoder.decode(piece, final=last)
        except UnicodeDecodeError as error:
            return line + error.object[: error.start].count(b"\n")
        except UnicodeError:  # no byte order mark where UTF-16 needs one
            return line
        before, zero, _ = text.partition("\0")
        line += before.count("\n")
        if zero:
            return line
    return 0
