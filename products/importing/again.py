"""A file that was applied before: its quantities are those of an earlier day."""

from products.importing.plan import Plan
from products.importing.reading.rows import FLAGGED, Finding
from products.models import CatalogueImport


def tell_if_old(plan: Plan, sha256: str, *, header_row: int) -> None:
    """Flag the file as a whole where another file by the same layout came after it."""
    same = CatalogueImport.objects.filter(
        store=plan.store, layout_name=plan.layout.name, undone_at=None, finished_at__isnull=False
    )
    before = same.filter(file_sha256=sha256).order_by("-pk").first()
    if before is None:
        return
    later = same.filter(pk__gt=before.pk).exclude(file_sha256=sha256).order_by("pk").first()
    if later is None:
        return
    reason = (
        f"the file as a whole: it was applied on {before.applied_at:%Y-%m-%d} (import {before.pk}),"
        f" and {later.file_name} came after it (import {later.pk}): its quantities are old"
    )
    plan.of_the_file.append(Finding(header_row, "", "", reason, FLAGGED))
