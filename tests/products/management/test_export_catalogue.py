import io

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from tests.products import make
from tests.products.exporting.files import exported, table

pytestmark = pytest.mark.django_db


def printed(*arguments):
    out = io.StringIO()
    call_command("export_catalogue", *arguments, stdout=out)
    return out.getvalue()


def test_export_is_printed():
    make.product()

    assert printed("products") == exported("products")


def test_export_of_one_store_names_its_batches_only():
    make.batch(at=make.store(slug="elm"), number="B1")
    make.batch(number="B2")

    assert [row["batch_number"] for row in table(printed("batches", "--store", "elm"))] == ["B1"]


def test_export_is_written_to_a_file(tmp_path):
    make.product()
    file = tmp_path / "products.csv"
    file.write_text("of yesterday")

    printed("products", "--output", str(file))

    assert file.read_bytes().decode() == exported("products")
    assert list(tmp_path.iterdir()) == [file]


def test_file_of_before_stays_where_an_export_breaks_off(tmp_path):
    file = tmp_path / "products.csv"
    file.write_text("of yesterday")

    with pytest.raises(OperationalError), connection.execute_wrapper(_gone):
        printed("products", "--output", str(file))

    assert [(path, path.read_text()) for path in tmp_path.iterdir()] == [(file, "of yesterday")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["prices"],
            "There is no export 'prices'. Exports: products, batches, lab_results, strains,"
            " movements, counts.",
        ),
        (["batches", "--store", "oak"], "There is no store 'oak'. Stores: elm."),
        (
            ["strains", "--store", "elm"],
            "strains belong to no store. --store narrows batches, movements, counts.",
        ),
        (
            ["products", "--output", "/no/such/folder/x.csv"],
            "/no/such/folder/x.csv: cannot be written: No such file or directory.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, message):
    make.store(slug="elm")

    with pytest.raises(CommandError) as refused:
        printed(*arguments)

    assert str(refused.value) == message


def _gone(*_arguments):
    raise OperationalError("gone")
