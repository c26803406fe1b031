"""How a file is built, from a layout's [file] table. Pure."""

from products.importing.layout.parts import FileShape
from products.importing.layout.toml_table import Table

TAB = {r"\t": "\t", "tab": "\t"}


def read_file_shape(table: Table) -> FileShape:
    delimiter = table.text("delimiter", ",")
    shape = FileShape(
        encodings=table.text_or_texts("encoding") or ("utf-8",),
        delimiter=TAB.get(delimiter, delimiter),
        preamble_lines=table.whole("preamble_lines", 0),
        header_within=table.whole("header_within", 0),
        repair_mojibake=table.truth("repair_mojibake", default=False),
        from_export=table.truth("from_export", default=False),
    )
    table.finish()
    _refuse_impossible(shape, table)
    return shape


def _refuse_impossible(shape: FileShape, table: Table) -> None:
    for encoding in shape.encodings:
        try:
            "a".encode(encoding)
        except LookupError:
            table.fail(f"Python knows no encoding {encoding!r}", "encoding")
    if len(shape.delimiter) != 1 or shape.delimiter in '"\r\n':
        table.fail('must be one character, such as "," or ";" or "\\t"', "delimiter")
    for key in ("preamble_lines", "header_within"):
        if getattr(shape, key) < 0:
            table.fail("must not be below zero", key)
    if shape.preamble_lines and shape.header_within:
        table.fail("give either preamble_lines or header_within", "header_within")
