"""The kinds of rows that files hold, by the word that a layout has for them."""

from collections.abc import Mapping

from products.importing.batches.kind import BATCHES
from products.importing.kinds import Kind
from products.importing.layout.whole import Layout
from products.importing.ledger.kind import LEDGER
from products.importing.strains.kind import STRAINS

KINDS: Mapping[str, Kind] = {"batches": BATCHES, "strains": STRAINS, "ledger": LEDGER}


def kind_of(layout: Layout) -> Kind:
    return KINDS[layout.rows]
