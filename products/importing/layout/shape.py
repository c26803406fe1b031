"""How a file is built, from a layout's [file] table. Pure."""

import codecs
import io

from products.importing.layout.parts import FileShape
from products.importing.layout.toml_table import Table

TAB = {r"\t": "\t", "tab": "\t"}
MOST_LINES_ABOVE = 1_000  # a header
# Codecs of names and source code: no file is written in one, and some take forever over it.
NOT_OF_FILES = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})


def read_file_shape(table: Table) -> FileShape:
    delimiter = table.text("delimiter", ",")
    shape = FileShape(
        encodings=table.text_or_texts("encoding") or ("utf-8",),
        delimiter=TAB.get(delimiter, delimiter),
        preamble_lines=table.whole("preamble_lines", 0, most=MOST_LINES_ABOVE),
        header_within=table.whole("header_within", 0, most=MOST_LINES_ABOVE),
        repair_mojibake=table.truth("repair_mojibake", default=False),
        from_export=table.truth("from_export", default=False),
    )
    table.finish()
    _refuse_impossible(shape, table)
    return shape


def _refuse_impossible(shape: FileShape, table: Table) -> None:
    for encoding in shape.encodings:
        if not _is_of_files(encoding):
            table.fail(f"Python knows no encoding {encoding!r}", "encoding")
    if len(shape.delimiter) != 1 or shape.delimiter in '"\r\n':
        table.fail('must be one character, such as "," or ";" or "\\t"', "delimiter")
    if shape.preamble_lines and shape.header_within:
        table.fail("give either preamble_lines or header_within", "header_within")


def _is_of_files(encoding: str) -> bool:
    try:
        name = codecs.lookup(encoding).name.replace("_", "-")
        written = io.BytesIO("a".encode(encoding))
        return name not in NOT_OF_FILES and io.TextIOWrapper(written, encoding).read() == "a"
    except (LookupError, ValueError):  # unknown, undefined, or a NUL in its name
        return False
