"""The arrows of the house: recommendations -> products -> herbology, and a pure core."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("herbology", "products", "recommendations")
# Settings and urls alone may name the apps above them.
ABOVE_ALLOWED = {"herbology/settings.py", "herbology/urls.py"}
PURE = (
    "herbology/claims/finding",
    "products/comparison.py",
    "products/potency.py",
    "products/reading.py",
    "products/words.py",
    "recommendations/desk/report/overriding.py",
    "recommendations/desk/report/told.py",
    "recommendations/guideline",
    "recommendations/matching",
)
PURE_MODULES = (
    *("herbology.claims.finding", "products.potency", "products.reading", "products.words"),
    "recommendations.guideline",
)
CLOCKS = {"now", "today", "time", "monotonic", "utcnow"}


def sources(place):
    path = ROOT / place
    return [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@cache
def imported_modules(path):
    modules = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the arrows"
            modules.append(node.module)
    return modules


@pytest.mark.parametrize(
    ("app", "above"),
    [("herbology", ("products", "recommendations")), ("products", ("recommendations",))],
)
def test_app_imports_nothing_above_itself(app, above):
    upward = [
        f"{name_of(path)} imports {module}"
        for path in sources(app)
        if name_of(path) not in ABOVE_ALLOWED
        for module in imported_modules(path)
        if module.split(".")[0] in above
    ]

    assert upward == []


@pytest.mark.parametrize("place", PURE)
def test_pure_code_imports_only_the_standard_library_and_pure_code(place):
    impure = [
        f"{name_of(path)} imports {module}"
        for path in sources(place)
        for module in imported_modules(path)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not module.startswith((*PURE_MODULES, "recommendations.matching"))
    ]

    assert impure == []


def test_guideline_does_not_import_matching():
    backward = [
        name_of(path)
        for path in sources("recommendations/guideline")
        for module in imported_modules(path)
        if module.startswith("recommendations.matching")
    ]

    assert backward == []


@pytest.mark.parametrize("place", PURE)
def test_pure_code_reads_no_clock(place):
    readings = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources(place)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
    ]

    assert readings == []


def test_no_signals_are_used():
    receivers = [
        f"{name_of(path)} imports {module}"
        for app in APPS
        for path in sources(app)
        for module in imported_modules(path)
        if module.startswith(("django.db.models.signals", "django.dispatch"))
    ]

    assert receivers == []


def test_no_public_template_has_inline_script_or_style():
    offenders = [
        f"{name_of(path)}: {mark}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if "admin" not in path.relative_to(ROOT / "templates").parts
        for mark in (" style=", "<style", " onclick=", " onsubmit=", " onchange=", "<script>")
        if mark in path.read_text(encoding="utf-8")
    ]

    assert offenders == []
