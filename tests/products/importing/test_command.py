import json

import pytest
from django.core.management import CommandError, call_command

from products.models import Batch, CatalogueImport, Product
from tests.products.importing.material import DIRTY_CSV, DIRTY_TOML, make_store

pytestmark = pytest.mark.django_db
DIRTY = (str(DIRTY_CSV), "--layout", str(DIRTY_TOML))


def run(capsys, *arguments):
    call_command("import_catalogue", *arguments)
    return capsys.readouterr().out


def refusal_of(*arguments):
    with pytest.raises(CommandError) as refusal:
        call_command("import_catalogue", *arguments)
    return str(refusal.value)


def test_command_shows_the_plan_and_changes_nothing(capsys):
    make_store()

    out = run(capsys, *DIRTY)

    assert out.splitlines()[0] == "16 rows for Main by the layout 'dirty'"
    assert out.splitlines()[-1] == "Nothing was changed. To carry it out: --apply"
    assert (Product.objects.count(), CatalogueImport.objects.count()) == (0, 0)


def test_command_applies_and_undoes(capsys):
    make_store()
    run(capsys, *DIRTY, "--apply")
    record = CatalogueImport.objects.get()

    out = run(capsys, "--undo", str(record.pk))

    assert out == f"Import {record.pk} (dirty.csv) is undone.\n"
    assert Product.objects.filter(active=True).count() == 0


def test_command_prints_json(capsys):
    make_store()

    printed = json.loads(run(capsys, *DIRTY, "--json"))

    assert list(printed) == ["import", "counts", "findings"]
    assert printed["import"] is None
    assert sum(list(printed["counts"].values())[:4]) == 16
    assert printed["findings"][0] == {
        "row": 5,
        "column": "Product",
        "value": "Sun Gummies 10ct T100mg C50mg",
        "reason": "Flagged: 10 mg THC and 5 mg CBD per serving, derived: mg per package over the"
        " count",
    }


def test_command_prints_what_it_applied_and_the_number_of_the_import(capsys):
    make_store()

    printed = json.loads(run(capsys, *DIRTY, "--json", "--apply"))

    record = CatalogueImport.objects.get()
    assert (printed["import"], printed["counts"]) == (record.pk, record.counts)
    assert printed["counts"]["created"] == 8


def test_command_takes_the_first_store_by_slug(capsys):
    make_store("west")
    make_store("east")

    run(capsys, *DIRTY, "--apply")

    assert set(Batch.objects.values_list("store__slug", flat=True)) == {"east"}


def test_command_takes_the_named_store(capsys):
    make_store("west")
    make_store("east")

    run(capsys, *DIRTY, "--apply", "--store", "west")

    assert set(Batch.objects.values_list("store__slug", flat=True)) == {"west"}


def test_command_without_any_store_is_refused():
    assert refusal_of(*DIRTY) == "There is no store yet. Add one in the admin, then import."


def test_command_with_an_unknown_store_is_refused():
    make_store()

    assert refusal_of(*DIRTY, "--store", "moon") == "There is no store 'moon'. Stores: main."


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "Name the file and its --layout, or an import to --undo."),
        (("nowhere.csv", "--layout", "ours"), "nowhere.csv: cannot be read: No such file or direc"),
        (("/tmp", "--layout", "ours"), "/tmp: cannot be read: Is a directory."),
        ((str(DIRTY_CSV), "--layout", "moon"), "There is no layout 'moon'. Shipped: ct-registry,"),
        ((str(DIRTY_CSV), "--layout", str(DIRTY_CSV)), "dirty.csv: is not valid TOML"),
        (
            (str(DIRTY_CSV), "--layout", "ct-registry"),
            "The file has no column 'registration_number', 'brand_name'",
        ),
        (("--undo", "404"), "There is no import 404."),
        ((str(DIRTY_CSV), "--undo", "4"), "--undo takes the number of an import and no file."),
    ],
)
def test_command_refuses_in_one_line(arguments, reason):
    make_store()

    refusal = refusal_of(*arguments)

    assert (refusal[: len(reason)], refusal.count("\n")) == (reason, 0)
