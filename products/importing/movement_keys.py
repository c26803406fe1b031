"""Keys of an import's movements: by them it is undone, and a count is known again."""

import re

from django.db.models import Q

from products.models import Batch, CatalogueImport
from products.stock.arrivals import taken_back_key

# The number of the import and, of a count in a file of the ledger, the count's mark.
OF_IMPORT = re.compile(r"import:(\d+):(?:count:\d+:(\w+))?")

# Movements that imports wrote, and those that took them back.
BY_IMPORTS = Q(idempotency_key__startswith="import:") | Q(
    idempotency_key__startswith=taken_back_key("")
)


def key_prefix(record: CatalogueImport) -> str:
    """What the keys of all movements of an import begin with."""
    return f"import:{record.pk}:"


def count_key(record: CatalogueImport, batch: Batch, mark: str) -> str:
    return f"{key_prefix(record)}count:{batch.pk}:{mark}"
