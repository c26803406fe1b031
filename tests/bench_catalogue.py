"""How long the public catalogue takes: its first page, a filter and searches, with the shelf read
before (as for all but one visitor in `snapshot.SECONDS`) and read anew. Called by `tests.bench`."""

import time
import timeit
import warnings
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

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
TIMES = 10
Took = dict[str, float]


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
    """SQLite works in this process: what others do meanwhile makes a page wait, not work."""
    return min(timeit.repeat(page, number=1, repeat=TIMES, timer=time.process_time)) * 1000


def report(small: Took, large: Took) -> None:
    for name in small:
        times = f"{large[name] / small[name]:4.1f} times"
        print(f"catalogue, {name:<26} {small[name]:6.1f} ms, {large[name]:6.1f} ms, {times}")
