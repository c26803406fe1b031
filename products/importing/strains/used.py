"""What stands on strains of an import by the time that it is undone."""

from collections.abc import Iterator

from django.db.models import QuerySet

from products.importing.errors import UndoError
from products.locking import in_chunks, lock_rows
from products.models import ImportedRow, Product, Strain

Descent = Strain.parents.through


def hold_unused_strains(rows: QuerySet[ImportedRow]) -> None:
    """Lock the strains of an import that is to be undone.

    Raises UndoError where one that would be delisted has a listed product, or is a parent of a
    listed strain that the import knows nothing of.
    """
    about = rows.exclude(strain=None).order_by()
    lock_rows(Strain, set(filter(None, about.values_list("strain_id", flat=True))), no_key=True)
    row_of = dict(_listed(about))
    for some in in_chunks(row_of):
        product = Product.objects.filter(strain__in=some, active=True).first()
        if product and product.strain:
            raise _used(product.strain, row_of, f"is the strain of {product}")
        links = Descent._default_manager.filter(to_strain__in=some, from_strain__active=True)
        link = links.exclude(from_strain__in=about.values("strain")).first()
        if link:
            raise _used(link.to_strain, row_of, f"is a parent of {link.from_strain}")


def _listed(about: QuerySet[ImportedRow]) -> Iterator[tuple[int, int]]:
    """Strain and row, of those that the import made or listed again."""
    for strain_id, row, made, changes in about.values_list(
        "strain_id", "row", "created_strain", "changes"
    ).iterator():
        if strain_id and (made or any(change["field"] == "active" for change in changes)):
            yield strain_id, row


def _used(strain: Strain, row_of: dict[int, int], why: str) -> UndoError:
    return UndoError(
        f"Nothing was undone: strain {strain} (row {row_of[strain.pk]}) {why}."
        " Choose another strain there first, or correct this import's strains by hand instead."
    )
