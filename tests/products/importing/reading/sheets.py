"""Short ways to the reader: a layout that reads these columns, and what it makes of a file."""

import pytest

from products.importing.errors import FileError
from products.importing.layout.parts import FileShape
from products.importing.layout.whole import Layout
from products.importing.reading.reader import read_rows


def layout_of(*columns, optional=(), readings=None, **shape):
    """Each column fills a field of its own name."""
    more = {"readings": readings} if readings else {}
    return Layout(
        name="small",
        title="Small",
        tried_on="untried",
        columns={column: column for column in columns},
        optional=frozenset(optional),
        file=FileShape(**shape),
        **more,
    )


def read(data, *columns, **shape):
    data = data.encode() if isinstance(data, str) else data
    return read_rows(data, layout_of(*columns or ("a",), **shape))


def cells_of(data, *columns, **shape):
    return [dict(row.cells) for row in read(data, *columns, **shape).rows]


def refusal_of(data, *columns, **shape):
    with pytest.raises(FileError) as refusal:
        read(data, *columns, **shape)
    return str(refusal.value)
