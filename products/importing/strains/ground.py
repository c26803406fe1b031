"""What the catalogue holds of the strains that a file names, read before a plan is made."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.text import slugify

from products.importing.slugs import free_slug
from products.importing.strains.said import StrainSaid
from products.locking import in_chunks
from products.models import ImportedRow, Strain

LONGEST_SLUG = 110


@dataclass(slots=True)
class Ground:
    """Names are in lower case. `by_key` has a strain without a key of imports by its slug."""

    by_key: dict[str, Strain] = field(default_factory=dict)
    by_name: dict[str, Strain] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)  # taken ones, of those that new strains would get
    undone: set[int] = field(default_factory=set)  # made by an import, and every one was undone

    def new_slug(self, said: StrainSaid) -> str:
        return free_slug(slug_of(said), said.key, self.slugs, longest=LONGEST_SLUG)


def meant_by(keys: Sequence[str]) -> Q:
    """Strains of ours without a key are exported under their slug, which is a key as well."""
    return Q(source_key__in=keys) | Q(source_key="", slug__in=keys)


def slug_of(said: StrainSaid) -> str:
    return slugify(said.name)[:LONGEST_SLUG].strip("-")


def read_ground(said_rows: Sequence[StrainSaid]) -> Ground:
    """A number of queries that grows with the rows in portions."""
    ground = Ground()
    parents = [parent for said in said_rows for parent in said.parents]
    keys = {said.key for said in said_rows} | {parent.key for parent in parents if parent.key}
    strains = Strain.objects.order_by().annotate(lower_name=Lower("name"))
    for some in in_chunks(keys):
        _add(ground, strains.filter(meant_by(some)))
    names = [*(said.name for said in said_rows), *(parent.name for parent in parents)]
    missing = (name for name in names if name.lower() not in ground.by_name)
    for some in in_chunks(word for name in missing for word in _in_lower_case(name)):
        _add(ground, strains.filter(lower_name__in=some))
    for some in in_chunks(slug_of(said) for said in said_rows if said.key not in ground.by_key):
        taken = Strain.objects.order_by().filter(slug__in=some)
        ground.slugs |= set(taken.values_list("slug", flat=True))
    ground.undone = _undone(ground)
    return ground


def _in_lower_case(name: str) -> tuple[str, str]:
    """As PostgreSQL has it and as SQLite has it, which knows the case of ASCII letters only."""
    return name.lower(), name.encode().lower().decode()


def _add(ground: Ground, strains: QuerySet[Strain]) -> None:
    for strain in strains.prefetch_related("parents"):
        ground.by_name[strain.name.lower()] = strain
        if strain.source_key:
            ground.by_key[strain.source_key] = strain
        else:  # a key says more than a slug, whichever was read first
            ground.by_key.setdefault(strain.slug, strain)


def _undone(ground: Ground) -> set[int]:
    """Only what has a key of imports: without one, no import made it."""
    undone: set[int] = set()
    for some in in_chunks(strain.pk for strain in ground.by_key.values() if strain.source_key):
        rows = ImportedRow.objects.filter(strain__in=some).order_by()
        made = rows.filter(created_strain=True).values_list("strain_id", flat=True)
        standing = rows.filter(undone=False)
        undone |= set(filter(None, made)) - set(standing.values_list("strain_id", flat=True))
    return undone
