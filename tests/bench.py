"""Timings, always of two things in one run: absolute times drift on shared machines.

Run with `make bench`. It works in a throw-away SQLite database and changes nothing else.
"""

import os
import tempfile
import timeit
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{Path(FOLDER.name) / 'bench.sqlite3'}"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from products import demo  # noqa: E402
from recommendations.guideline import load_guideline, load_policy  # noqa: E402
from recommendations.matching import Answers, assess  # noqa: E402
from recommendations.propose import propose  # noqa: E402
from tests import bench_catalogue  # noqa: E402

SMALL, LARGE = 1_000, 20_000
TIMES = 20
ANSWERS = {
    "age": 40,
    "pregnancy_status": "not_applicable",
    "spasm_location": ["shoulder"],
    "spasm_pattern": "spasm_tightness",
    "episode_duration": "persistent_over_24_hours",
    "cannabis_experience": "occasional",
    "condition": [],
    "medication_class": [],
    "red_flag": [],
    "alcohol_heavy": False,
}


def milliseconds(work) -> float:
    return min(timeit.repeat(work, number=1, repeat=TIMES)) * 1000


def main() -> None:
    guideline, policy, now = load_guideline(), load_policy("default"), timezone.now()
    answers = Answers.from_dict(ANSWERS, guideline)
    call_command("migrate", verbosity=0)
    print(f"assess, no database: {milliseconds(lambda: assess(answers, guideline, policy)):.2f} ms")
    catalogue = []
    for products in (SMALL, LARGE):
        demo.load(today=timezone.localdate(now), generated=products)
        suggest = milliseconds(lambda: propose(answers, guideline=guideline, policy=policy, at=now))
        print(f"suggest from {products:>6} generated products: {suggest:.1f} ms")
        catalogue.append(bench_catalogue.took())
    print(f"of {SMALL} and of {LARGE} generated products:")
    bench_catalogue.report(*catalogue)


if __name__ == "__main__":
    main()
