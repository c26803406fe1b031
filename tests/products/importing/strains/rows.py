"""Rows of a file of strains, and the strains that they become."""

from products.importing.layout.file import load_layout
from products.importing.reading.reader import Row
from products.models import Strain

LAYOUT = load_layout("ours-strains")


def strain(number, key, name, **cells):
    return Row(number, {"strain_key": key, "name": name} | cells)


def known(name, key="", **facts):
    return Strain.objects.create(name=name, slug=name.lower(), source_key=key, **facts)


def refused(made):
    return [(item.row, item.column, item.value, item.reason) for item in made.refused]


def parents_of(name):
    return sorted(parent.name for parent in Strain.objects.get(name=name).parents.all())


BLUE = strain(2, "7", "Blue Hill", plant_label="Hybrid", description="Smells of pine.")
