"""What an import must not put, or leave, on sale."""

from datetime import timedelta

import pytest

from products import stock
from products.importing.apply import apply_plan
from products.importing.layout.file import parse_layout
from products.models import Batch, LabResult, PanelResult, Product
from products.recalls import open_recall
from products.recalls.selection import batch_number, whole_product
from products.sellable import why_not_sellable
from tests.products.importing.material import (
    ASSUMING,
    LATER,
    NOW,
    SMALL_LAYOUT,
    SOURCE,
    applied,
    make_store,
    plan,
    row,
    small_layout,
)

pytestmark = pytest.mark.django_db
PANELS = """
[panels.columns]
pesticides = "pesticides"
heavy_metals = "metals"
microbials = "microbials"
mycotoxins = "mycotoxins"
"""
OPTIONAL = '"lot", "allergens", "panels"]'
PASSED = dict.fromkeys(("pesticides", "metals", "microbials", "mycotoxins"), "pass")
TRUSTING = small_layout(ASSUMING)


def stating(more="", *, in_the_package=False):
    """A layout that reads panels, and may assume more."""
    text = SMALL_LAYOUT.replace('"lot", "allergens"]', OPTIONAL)
    if in_the_package:
        text = text.replace('unit = "percent"', 'unit = "mg_per_package"')
    return parse_layout(text + PANELS + more, file="stating.toml")


def said(**cells):
    return row(**{"lot": "L1", "received": "10", "expires": "2026-01-01"} | PASSED | cells)


def released(layout=None):
    """One batch that is on sale, by a file that states everything."""
    applied(said(), layout=layout or stating(), store=make_store("first"))
    batch = Batch.objects.get()
    stock.release(batch=batch, by=None, at=NOW, reason="checked")
    return Batch.objects.get()


def reasons(made):
    return [found.reason for found in made.findings if found.mark == "flagged"]


def test_new_batch_of_a_known_lot_has_what_the_lab_result_holds():
    applied(said(pesticides="fail"), layout=stating(), store=make_store("first"))

    silent = row(lot="L1", batch="B2", thca="")
    applied(silent, layout=TRUSTING, store=make_store("second"))

    first, second = Batch.objects.order_by("pk")
    assert second.lab_result == first.lab_result
    assert (second.total_thc_percent, second.chemotype) == (first.total_thc_percent, "I")
    assert (second.panels_outcome, second.state) == ("failed", "quarantine")


def test_failed_panel_keeps_a_new_batch_off_the_shelf_whatever_the_layout_says():
    layout = stating("[assume]\nreleased = true")

    applied(said(pesticides="fail"), layout=layout, store=make_store())

    assert Batch.objects.get().state == "quarantine"


def test_older_result_does_not_take_the_place_of_a_retest():
    batch = released()
    retest = LabResult.objects.create(product=batch.product, lot="L1", tested_on=NOW.date())
    PanelResult.objects.create(lab_result=retest, panel="microbials", outcome="fail")
    Batch.objects.update(lab_result=retest, panels_outcome="failed")

    made = plan(said(), layout=stating(), store=batch.store)

    assert [line.outcome for line in made.rows] == ["unchanged"]


def test_pass_is_not_assumed_of_a_lot_that_failed():
    applied(said(pesticides="fail"), layout=stating(), store=make_store("first"))

    applied(row(lot="L1", tested="2025-04-01"), layout=TRUSTING, store=Batch.objects.get().store)

    newer = LabResult.objects.get(tested_on="2025-04-01")
    assert not newer.panels.exists()
    assert Batch.objects.get().panels_outcome == "untested"


def test_new_result_after_a_failed_one_takes_a_released_batch_off_the_shelf():
    batch = released()
    Batch.objects.update(panels_outcome="failed")

    applied(said(tested="2025-04-01"), layout=stating(), store=batch.store)

    batch.refresh_from_db()
    assert batch.state == "quarantine"
    assert "look at both" in batch.state_reason


def test_failure_that_becomes_a_pass_takes_released_batches_off_the_shelf():
    batch = released()
    PanelResult.objects.filter(panel="pesticides").update(outcome="fail")

    record = applied(said(), layout=stating(), store=batch.store)

    batch.refresh_from_db()
    assert (record.counts["changed"], batch.state) == (1, "quarantine")
    assert why_not_sellable(batch, at=NOW) == ["quarantined"]


def test_other_format_takes_released_batches_off_the_shelf():
    batch = released()

    made = plan(said(form="cream"), layout=stating(), store=batch.store)
    apply_plan(made, SOURCE, by=None, at=NOW)

    batch.refresh_from_db()
    assert batch.state == "quarantine"
    assert (
        "an import gave the product another format; released ones go back to quarantine until"
        " somebody has looked"
    ) in reasons(made)


def test_row_that_is_doubted_takes_its_released_batch_off_the_shelf():
    layout = stating('[[quarantine]]\ncolumn = "maker"\npattern = "Vault"\nreason = "not for sale"')
    batch = released(layout)

    applied(said(maker="Vault"), layout=layout, store=batch.store)

    batch.refresh_from_db()
    assert (batch.state, "not for sale" in batch.state_reason) == ("quarantine", True)


def test_flower_with_less_than_a_percent_of_everything_is_doubted():
    made = plan(row(thc="0.01", thca="0.2", cbd="0"), layout=TRUSTING, store=make_store())

    assert made.rows[0].batch.state == "quarantine"
    assert reasons(made) == ["less than 1 % cannabinoids in all: is it a fraction?"]


def recalled(what):
    return open_recall(
        what=what,
        seen=list(what.affected().values_list("pk", flat=True)),
        reason="mould",
        by=None,
        at=NOW,
    )


@pytest.mark.parametrize("cells", [{"batch": "b-1"}, {"batch": "B9", "lot": "l1"}])
def test_number_or_lot_of_a_recalled_batch_is_doubted_however_it_is_written(cells):
    applied(row(lot="L1"), layout=TRUSTING, store=make_store("first"))
    recalled(batch_number(Product.objects.get(), "B1"))

    made = plan(row(**{"lot": "L2"} | cells), layout=TRUSTING, store=make_store("second"))

    assert made.rows[0].batch.state == "quarantine"


def test_new_batch_of_a_product_that_was_recalled_as_a_whole_is_doubted():
    applied(row(), layout=TRUSTING, store=make_store("first"))
    case = recalled(whole_product(Product.objects.get()))

    made = plan(row(batch="B9", lot="L9"), layout=TRUSTING, store=make_store("second"))

    assert made.rows[0].batch.state == "quarantine"
    assert reasons(made) == [
        f"the product was recalled as a whole (recall {case.pk}): is this batch part of it?"
    ]


def test_facts_under_which_another_lab_result_is_impossible_are_refused():
    layout, store = stating(in_the_package=True), make_store()
    pack = {"form": "capsule", "pack_unit": "g", "thc": "100", "thca": "", "cbd": ""}
    applied(said(**pack, pack="40"), layout=layout, store=store)

    made = plan(
        said(**pack | {"thc": "1"}, batch="B2", lot="L2", pack="0.04"), layout=layout, store=store
    )

    assert made.counts["refused"] == 1
    assert "lab result L1, 2025-03-01 of the product would be impossible" in made.refused[0].reason


def test_released_batch_stays_where_nothing_is_doubted():
    batch = released()

    applied(said(price="9"), layout=stating(), store=batch.store, at=LATER + timedelta(days=1))

    batch.refresh_from_db()
    assert batch.state == "released"
