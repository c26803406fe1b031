"""Makes true the words by which products and strains are found."""

from typing import Any

from django.core.management.base import BaseCommand

from products.search import reindex


class Command(BaseCommand):
    help = (
        "Compares the words of every product and strain with their names and writes what differs."
        " Every change of the catalogue does so itself: run it after writing to the database by"
        " other ways."
    )

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{reindex()} were not found by their words and now are.")
