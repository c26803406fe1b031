"""Rows about strains."""

from collections.abc import Sequence
from datetime import date

from products.importing.kinds import Kind
from products.importing.layout.whole import Layout
from products.importing.strains.ground import meant_by, read_ground
from products.importing.strains.planner import StrainPlanner
from products.importing.strains.said import StrainSaid, read_strain
from products.importing.strains.within_file import StrainsSoFar, parents_first
from products.importing.strains.write import write_strains
from products.locking import in_chunks, lock_rows
from products.models import Store, Strain


def _planner(
    said_rows: Sequence[StrainSaid], layout: Layout, _store: Store, _today: date
) -> StrainPlanner:
    return StrainPlanner(read_ground(said_rows), layout)


def _lock(said_rows: Sequence[StrainSaid], _store: Store) -> None:
    known = [
        pk
        for keys in in_chunks(said.key for said in said_rows)
        for pk in Strain.objects.filter(meant_by(keys)).order_by().values_list("pk", flat=True)
    ]
    lock_rows(Strain, known, no_key=True)


STRAINS = Kind(
    read=read_strain,
    file_so_far=StrainsSoFar,
    arrange=parents_first,
    planner=_planner,
    lock=_lock,
    write=write_strains,
)
