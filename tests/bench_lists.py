"""How long each list of the admin takes with 100,000 batches, and the plans of what is slow.

`python -m tests.bench_lists` fills a throw-away SQLite database,
`.ci/with-postgresql python -m tests.bench_lists` a throw-away PostgreSQL. Where DATABASE_URL is set,
the database must be empty or one that this module filled before.
"""

# ruff: noqa: T201
import os
import sys
import tempfile
import time
import timeit
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(FOLDER.name) / 'lists.sqlite3'}")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from herbology.statistics import renew_statistics  # noqa: E402
from products.models import Batch, Product  # noqa: E402
from tests import bench_fill  # noqa: E402

TIMES = 5
SLOW_MS = 300
SLOW_QUERY_SECONDS = 0.1
BATCH_FILTERS = (
    *(f"needs={need}" for need in ("untested", "waiting", "ready", "unclassified", "expired")),
    *("needs=drift", "needs=stock", "sellable=yes", "sellable=no"),
    *("expires=expired", "expires=30", "expires=90", "state__exact=quarantine"),
    *("state__exact=recalled", "store__id__exact=1", "panels_outcome__exact=failed"),
    *("chemotype__exact=II", "thc_free__exact=1", "product__format__id__exact=3"),
)
BATCH_SEARCHES = ("q=B-0012345", "q=1A406030000000000004711", "q=04711", "q=quiet", "q=SKU-000123")
PAGES = {
    "batch": ("", "p=1000", "p=2000", "o=2", "o=7", *BATCH_FILTERS, *BATCH_SEARCHES),
    "product": (
        *("", "p=400", "o=2", "at=store-1", "needs=unclassified", "needs=below_reorder"),
        *("active__exact=0", "format__id__exact=3", "q=B-0012345", "q=quiet", "q=quiet+amber"),
        *("q=04711", "q=Producer+007"),
    ),
    "labresult": ("", "p=400", "panels=failed", "panels=none", "q=LOT-000123-1", "q=quiet"),
    "movement": ("", "p=2000", "kind__exact=dispense", "batch__store__id__exact=1", "q=B-0012345"),
    "reservation": ("", "q=pick-up+00123"),
    "strain": ("", "q=strain"),
    "store": ("",),
    "format": ("",),
}


def main() -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["localhost"]
    call_command("migrate", verbosity=0)
    _fill()
    client = Client(headers={"host": "localhost"})
    client.force_login(
        User.objects.get_or_create(username="b", is_staff=True, is_superuser=True)[0]
    )
    for model, queries in PAGES.items():
        for query in queries:
            report(client, f"/admin/products/{model}/?{query}")
    report(client, f"/admin/products/product/{Product.objects.first().pk}/change/")


def _fill() -> None:
    if Product.objects.exists():
        if Batch.objects.filter(number="B-0000000").exists():
            return
        sys.exit("This database holds other products. Give an empty one.")
    bench_fill.fill(timezone.now())
    renew_statistics("products")  # PostgreSQL would do so by itself sooner or later


def report(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        print(f"{answer.status_code}: {url}")
        return
    before = _cpu_seconds()
    waited = min(timeit.repeat(lambda: client.get(url), number=1, repeat=TIMES)) * 1000
    worked = (_cpu_seconds() - before) / TIMES * 1000
    print(
        f"{connection.vendor} {worked:5.0f} ms of work, {waited:5.0f} ms waited  {url}", flush=True
    )
    if worked > SLOW_MS:
        _explain(client, url)


def _cpu_seconds() -> float:
    """Of this process and, on PostgreSQL, of the server's that answers it: what others do at the
    same time makes a page wait, not work."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    ticks = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _explain(client: Client, url: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    slow = [query for query in queries if float(query["time"]) > SLOW_QUERY_SECONDS]
    explain = "EXPLAIN ANALYZE" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    for query in slow:
        print(f"    {query['time']} s: {query['sql']}")
        with connection.cursor() as cursor:
            cursor.execute(f"{explain} {query['sql']}", None)
            print(*(f"        {row[-1]}" for row in cursor.fetchall()), sep="\n")


if __name__ == "__main__":
    main()
