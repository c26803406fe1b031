"""Reads one lot: its certificate, and what each store received of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from products.demo.entries import CertificateEntry, DemoDataError, LotEntry, StockEntry
from products.demo.fields import (
    COUNT,
    LIST,
    NUMBER,
    TABLE,
    TEXT,
    check,
    refuse_unknown,
    with_defaults,
)
from products.models import Batch, PanelResult
from products.potency import PotencyError, Reading

Table = Mapping[str, Any]

LOT_NEEDS = {"number": TEXT, "laboratory": TEXT, "unit": TEXT, "panels": LIST, "stock": TABLE}
LOT_MAY = {
    "shows": TEXT,
    "tested_days_ago": COUNT,
    "expires_in_days": COUNT,
    "readings": TABLE,
    "failed": LIST,
    "not_tested": LIST,
    "terpenes": TABLE,
}
STOCK_NEEDS = {"quantity": NUMBER, "received_days_ago": COUNT}
STOCK_MAY = {"sold": NUMBER, "state": TEXT, "reason": TEXT}
DETECTIONS = {"nd": "not_detected", "loq": "below_loq"}


def read_lot(own: Table, defaults: Table, product: str) -> LotEntry:
    where = f"{product}: lot {own.get('number', 'without number')}"
    table = with_defaults(own, defaults, {**LOT_NEEDS, **LOT_MAY})
    check(table, needs=LOT_NEEDS, may=LOT_MAY, where=where)
    if ("readings" in table) != ("tested_days_ago" in table):
        raise DemoDataError(f"{where}: readings and tested_days_ago go together.")
    return LotEntry(
        number=table["number"],
        stock=tuple(_stock(name, row, where) for name, row in table["stock"].items()),
        certificate=_certificate(table, where) if "readings" in table else None,
        expires_in_days=table.get("expires_in_days"),
        shows=table.get("shows", ""),
    )


def _certificate(table: Table, where: str) -> CertificateEntry:
    return CertificateEntry(
        number=f"COA-{table['number']}",
        laboratory=table["laboratory"],
        tested_days_ago=table["tested_days_ago"],
        readings=_readings(table, where),
        panels=_panels(table, where),
        terpenes={name: float(amount) for name, amount in table.get("terpenes", {}).items()},
    )


def _stock(store: str, table: Any, lot: str) -> StockEntry:
    where = f"{lot}: stock.{store}"
    if not isinstance(table, dict):
        raise DemoDataError(f"{where}: must be a table like {{ quantity = 5, ... }}.")
    check(table, needs=STOCK_NEEDS, may=STOCK_MAY, where=where)
    refuse_unknown(table.get("state", "released"), Batch.State.values, what="state", where=where)
    amounts = {key: Decimal(table[key]) for key in ("quantity", "sold") if key in table}
    return StockEntry(store=store, **{**table, **amounts})


def _readings(table: Table, where: str) -> tuple[Reading, ...]:
    try:
        return tuple(
            _reading(name, found, table["unit"]) for name, found in table["readings"].items()
        )
    except PotencyError as error:
        raise DemoDataError(f"{where}: {error}") from error


def _reading(cannabinoid: str, found: Any, unit: str) -> Reading:
    if type(found) in NUMBER:
        return Reading(cannabinoid, unit, Decimal(found))
    if found not in DETECTIONS:
        raise PotencyError(f"{cannabinoid}: {found!r} is neither a number, 'nd' nor 'loq'.")
    return Reading(cannabinoid, unit, None, DETECTIONS[found])


def _panels(table: Table, where: str) -> tuple[tuple[str, str], ...]:
    """Every panel of the list passed unless the lot names it as failed or not tested."""
    known = PanelResult.Panel.values
    exceptions = {
        panel: outcome
        for key, outcome in (("failed", "fail"), ("not_tested", "not_tested"))
        for panel in table.get(key, ())
    }
    for panel in (*table["panels"], *exceptions):
        refuse_unknown(panel, known, what="panel", where=where)
    outcomes = dict.fromkeys(table["panels"], "pass") | exceptions
    return tuple(outcomes.items())
