"""How long the public catalogue takes with 1,000 and with 20,000 generated products: its first page,
a filter and searches, with the shelf read before and read anew.

`make bench` has it for SQLite, `.ci/with-postgresql python -m tests.bench_catalogue` for PostgreSQL.
"""

# ruff: noqa: I001
import time
import timeit
import warnings
from collections.abc import Callable

from tests import bench_lists  # noqa: F401 - first: it chooses the database

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from herbology.statistics import renew_statistics
from products import demo
from products.catalogue import snapshot
from products.catalogue.asked import Asked
from products.catalogue.browse import browse

PAGES = {
    "first page": "/products/",
    "last page": "/products/?page=last",
    "filter": "/products/?chemotype=II&route=edible&store=elm-street",
    "filter that finds nothing": "/products/?route=topical&format=gummy",
    "sorted by strength": "/products/?format=gummy&sort=least-thc",
    "search for a strain": "/products/?q=lowland+linen",
    "search for most products": "/products/?q=generated",
    "misspelled search": "/products/?q=lowlnad+linen",
    "strain's page": "/strains/lowland-linen/",
    "product's page": "/products/gen-000007/",
}
SIZES = (1_000, 20_000)
TIMES = 20
Took = dict[str, float]


def main() -> None:
    call_command("migrate", verbosity=0)
    found = []
    for products in SIZES:
        demo.load(today=timezone.localdate(), generated=products)
        renew_statistics("products")  # PostgreSQL would do so by itself within a minute
        found.append(took())
    report(*found)


def took() -> Took:
    """The work of each page in milliseconds, and that of reading the shelf, for which the first
    visitor waits."""
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    warnings.filterwarnings("ignore", message="No directory at")  # whitenoise, in development
    client = Client()
    client.post("/age/", {"of_age": "yes"})
    found: Took = {}
    for name, address in PAGES.items():
        url = address.replace("last", str(browse(Asked(), timezone.now()).pages))
        found[name] = _work(lambda url=url: client.get(url))
    found["reading the shelf"] = _work(lambda: snapshot.read(timezone.now()))
    cache.clear()
    return found


def _work(page: Callable[[], object]) -> float:
    """SQLite works in this process: what others do meanwhile makes a page wait, not work.
    PostgreSQL works in one of its own, so there it is the time that passes."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    return min(timeit.repeat(page, number=1, repeat=TIMES, timer=clock)) * 1000


def report(small: Took, large: Took) -> None:
    for name in small:
        times = f"{large[name] / small[name]:4.1f} times"
        print(f"catalogue, {name:<26} {small[name]:6.1f} ms, {large[name]:6.1f} ms, {times}")


if __name__ == "__main__":
    main()
