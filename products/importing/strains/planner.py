"""One strain after another against the catalogue: what would be made or changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from products.importing.changes import Change, field_changes
from products.importing.claims import ClaimsOfFile
from products.importing.errors import RowRefusedError
from products.importing.kinds import PlannedLine
from products.importing.layout.whole import Layout
from products.importing.reading.rows import CHANGED, Finding
from products.importing.strains.ground import Ground
from products.importing.strains.said import StrainSaid
from products.models import Strain


@dataclass(slots=True)
class PlannedStrain(PlannedLine):
    """What one row would do. `creates` outlives the saving of the strain that it would make.

    `new_parents` None: they stay as they are. Those that the same file makes have no pk yet.
    """

    said: StrainSaid
    strain: Strain
    changes: list[Change] = field(default_factory=list)
    new_parents: list[Strain] | None = None
    findings: list[Finding] = field(default_factory=list)
    creates: bool = field(init=False)

    def __post_init__(self) -> None:
        self.creates = self.strain.pk is None

    @property
    def what(self) -> str:
        return f"{self.said.key} {self.said.name}"

    @property
    def outcome(self) -> str:
        if self.creates:
            return "created"
        return "changed" if self.changes or self.new_parents is not None else "unchanged"

    @property
    def fingerprint(self) -> list[Any]:
        changes = [[item.field, f"{item.old}", item.new_as_said] for item in self.changes]
        parents = None if self.new_parents is None else sorted(map(_identity, self.new_parents))
        return [self.number, self.outcome, changes, parents]


class StrainPlanner:
    """Raises RowRefusedError where a name belongs to another strain. Parents come first."""

    def __init__(self, ground: Ground, layout: Layout) -> None:
        self.ground = ground
        self.layout = layout
        self._new: dict[str, Strain] = {}
        self._claims = ClaimsOfFile(layout.columns)

    def plan(self, said: StrainSaid) -> PlannedStrain:
        strain = self.ground.by_key.get(said.key)
        self._refuse_name_of_another(said, strain)
        if strain is None:
            strain = self._new[said.key] = Strain(
                source_key=said.key, slug=self.ground.new_slug(said), **said.fields
            )
        planned = PlannedStrain(said, strain, findings=list(said.findings))
        planned.changes = self._changes(said, strain)
        if not planned.creates:
            columns = self.layout.columns
            for change in planned.changes:
                finding = change.as_finding(said.row, columns.get(change.field, ""))
                planned.findings.append(finding)
        self._claims.tell(planned, said.key, said.fields, strain)
        self._plan_parents(planned)
        return planned

    def _refuse_name_of_another(self, said: StrainSaid, meant: Strain | None) -> None:
        there = self.ground.by_name.get(said.name.lower())
        if there is None or there == meant:
            return
        column, key = self.layout.columns["name"], there.source_key
        reason = "a strain of this name is there already"
        if key:
            reason += f", under the key {key}; one of the two needs another name"
        elif meant:
            reason += f", and {meant.name} has this key; give it a key of its own in its form"
        else:
            reason += "; give it this key in its form to link them"
        raise RowRefusedError(reason, column=column, value=said.name)

    def _changes(self, said: StrainSaid, strain: Strain) -> list[Change]:
        new = dict(said.fields)
        if strain.pk in self.ground.undone:
            new["active"] = True
        changes = field_changes("strain", strain, new) if strain.pk else []
        return self._claims.let_in(said.key, said.fields, changes)

    def _plan_parents(self, planned: PlannedStrain) -> None:
        """A parent that is not known takes none away that are."""
        said, found = planned.said, self._found_parents(planned)
        old = [] if planned.creates else list(planned.strain.parents.all())
        if len(found) < len(said.parents) and old:
            return
        if {*map(_identity, found)} == {*map(_identity, old)} or not said.parents:
            return
        planned.new_parents = found
        if not planned.creates:
            column = self.layout.columns["parents"]
            planned.flag(column, _names(found), f"was {_names(old)}", CHANGED)

    def _found_parents(self, planned: PlannedStrain) -> list[Strain]:
        found: dict[str, Strain] = {}
        for parent in planned.said.parents:
            strain = self._known(parent.key, parent.name, planned.said.file_keys)
            if strain is None:
                reason = "no strain of this name, here or in the file; left out"
                planned.flag(self.layout.columns["parents"], parent.name, reason)
            else:
                found[_identity(strain)] = strain
        return list(found.values())

    def _known(self, key: str, name: str, file_keys: frozenset[str]) -> Strain | None:
        """By the file's key; else by the name, unless the file gives that strain another."""
        if strain := self._new.get(key) or self.ground.by_key.get(key):
            return strain
        strain = self.ground.by_name.get(name.lower())
        return None if strain is None or _key_of(strain) in file_keys else strain


def _identity(strain: Strain) -> str:
    """The same before and after the strain is saved."""
    return f"key {strain.source_key}" if strain.source_key else f"slug {strain.slug}"


def _key_of(strain: Strain) -> str:
    return strain.source_key or strain.slug


def _names(strains: Sequence[Strain]) -> str:
    return ", ".join(sorted(strain.name for strain in strains)) or "empty"
