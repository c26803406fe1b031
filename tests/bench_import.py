"""How long 30,000 rows take to plan, apply and undo, and how long a patient waits meanwhile.

`python -m tests.bench_import [ROWS]` uses a throw-away SQLite database,
`.ci/with-postgresql python -m tests.bench_import` a throw-away PostgreSQL. The import runs in a
process of its own while this one hands in answers, one submission after another.
"""

# ruff: noqa: T201
import csv
import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(FOLDER.name) / 'import.sqlite3'}")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from products.models import Store  # noqa: E402
from tests.recommendations.builders import BACK_STRAIN, hand_in  # noqa: E402

ROWS = 30_000
ROW = {
    "format": "flower",
    "stock_unit": "gram",
    "quantity_on_hand": "250",
    "expires_on": "2099-01-01",
    "laboratory": "A laboratory",
    "tested_on": "2026-11-01",
    "thc": "0.4 %",
    "thca": "22.1 %",
    "cbd": "ND %",
    "cbg": "0.2 %",
    **dict.fromkeys(("pesticides", "heavy_metals", "microbials", "mycotoxins"), "pass"),
}


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    call_command("migrate", verbosity=0)
    Store.objects.create(name="Main", slug="main")
    file = Path(FOLDER.name) / "catalogue.csv"
    _write(file, rows)
    waits = sorted(_waits(5))
    print(f"a submission with nothing else going on: longest {waits[-1]:.2f} s")
    _run(f"plan {rows} rows", str(file), "--layout", "ours")
    _run(f"plan and apply {rows} rows", str(file), "--layout", "ours", "--apply")
    _run("plan them again", str(file), "--layout", "ours")
    _run("undo", "--undo", "1")


def _write(path: Path, rows: int) -> None:
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, ["registration_number", "name", "batch_number", *ROW])
        out.writeheader()
        for n in range(rows):
            named = {"registration_number": f"K-{n:06}", "name": f"Flower {n}"}
            out.writerow(named | {"batch_number": f"B-{n:06}"} | ROW)


def _run(what: str, *arguments: str) -> None:
    started = time.perf_counter()
    command = [sys.executable, "manage.py", "import_catalogue", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        waits = sorted(_waits(process=process))
    if process.returncode:
        sys.exit(f"{what}: the command failed")
    middle, longest = (waits[len(waits) // 2], waits[-1]) if waits else (0, 0)
    print(
        f"{what}: {time.perf_counter() - started:.0f} s; meanwhile {len(waits)} submissions,"
        f" middle {middle:.2f} s, longest {longest:.2f} s"
    )


def _waits(times: int | None = None, process: subprocess.Popen | None = None) -> list[float]:
    """Seconds that each of so many submissions takes, or of as many as the process lets."""
    waits = []
    for _ in range(times) if times else count():
        if process and process.poll() is not None:
            break
        started = time.perf_counter()
        hand_in(at=timezone.now(), **BACK_STRAIN)
        waits.append(time.perf_counter() - started)
        time.sleep(0.2)
    return waits


if __name__ == "__main__":
    main()
