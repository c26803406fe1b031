"""Writes planned strains. Those that are known are locked already."""

from collections.abc import Iterable, Sequence

from products.importing.approval import approval_lost
from products.importing.changes import Change
from products.importing.kinds import Application
from products.importing.stored import parents_of
from products.importing.strains.planner import PlannedStrain
from products.importing.written import write_all
from products.locking import ROWS_PER_QUERY
from products.models import ImportedRow, Strain
from products.search import index_strains

Descent = Strain.parents.through


def write_strains(planned: Sequence[PlannedStrain], to: Application) -> None:
    """Raises IntegrityError where the catalogue is not what it was."""
    rows = [row for row in planned if row.writes]
    made = [row for row in rows if row.creates]
    Strain.objects.bulk_create([row.strain for row in made], batch_size=ROWS_PER_QUERY)
    _link(made)
    for row in rows:
        row.changes += [*_parents_as_change(row), *approval_lost(row.changes)]
    write_all((item.record, item.field, item.value) for row in rows for item in row.changes)
    index_strains({row.strain.pk for row in rows})
    _keep(rows, to)


def _link(made: Iterable[PlannedStrain]) -> None:
    links = [
        Descent(from_strain_id=row.strain.pk, to_strain_id=parent.pk)
        for row in made
        for parent in row.new_parents or ()
    ]
    Descent._default_manager.bulk_create(links, batch_size=ROWS_PER_QUERY)


def _parents_as_change(row: PlannedStrain) -> list[Change]:
    """Of a known strain; new parents have their keys only now."""
    if row.creates or row.new_parents is None:
        return []
    new = sorted(parent.pk for parent in row.new_parents)
    return [Change("strain", row.strain, "parents", parents_of(row.strain), new)]


def _keep(rows: Iterable[PlannedStrain], to: Application) -> None:
    kept = [
        ImportedRow(
            catalogue_import=to.record,
            row=row.number,
            strain=row.strain,
            created_strain=row.creates,
            changes=[change.as_json() for change in row.changes],
        )
        for row in rows
    ]
    ImportedRow.objects.bulk_create(kept, batch_size=ROWS_PER_QUERY)
