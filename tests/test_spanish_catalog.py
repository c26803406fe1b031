"""The interface in Spanish: everything that patients and visitors read is in the catalog, and the catalog is sound."""

import ast
import fnmatch
import re
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import templatize

from herbology.claims import find_claims
from products.catalogue import labels_shown
from products.models import CannabinoidReading, PanelResult, Product, ProductAllergen, Strain
from tests import messages

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = messages.read(messages.CATALOG.read_text(encoding="utf-8"))
HEADER, MESSAGES = ENTRIES[0], ENTRIES[1:]
PARAM = re.compile(r"%\(\w+\)[sd]|%%|(?<!%)\{\w+\}|<[^>]+>")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy", "npgettext"}
LITERAL = r"""(u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"))"""
IN_A_TEMPLATE = re.compile(rf"\b(?:_|n?gettext)\(\s*{LITERAL}")
# The same in both languages.
ALIKE = {
    *("THC", "CBD", "alcohol", "gluten", "g", "mL", "bisabolol", "nerolidol", "terpineol"),
    *("guaiol", "sativa", "No", "15 min", "1 h", "4 h", "12 h", "24 h", "Error:", "Cookies"),
    *("%(mg)s mg", "%(number)s g", "%(day)s: %(times)s"),
}
FAMILIAR = re.compile(r"\b(?:tú|ti|tu|tus|contigo|vos|tienes|debes|puedes|usas|quieres)\b", re.I)


def is_public(path):
    name = path.relative_to(ROOT).as_posix()
    return not any(fnmatch.fnmatch(name, pattern) for pattern in messages.STAFF_ONLY)


@cache
def spoken():
    """Every message of the public pages, found without GNU gettext."""
    apps = [
        path
        for app in ("herbology", "products", "recommendations")
        for path in (ROOT / app).rglob("*.py")
    ]
    found = {text for path in apps if is_public(path) for text in in_module(path)}
    pages = (path for path in (ROOT / "templates").rglob("*.html") if is_public(path))
    return found | {text for path in pages for text in in_template(path)}


def in_module(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        place = 1 if name in WITH_CONTEXT else 0 if name in CALLS else None
        if place is not None and isinstance(node.args[place], ast.Constant):
            yield node.args[place].value


def in_template(path):
    text = templatize(path.read_text(encoding="utf-8"), origin=path.name)
    yield from (ast.literal_eval(literal) for literal in IN_A_TEMPLATE.findall(text))


def test_every_public_message_is_in_the_catalog_and_no_other():
    """Else: `make messages`, and translate what is new."""
    assert spoken() == {entry.msgid for entry in MESSAGES}


def test_every_message_is_translated():
    unsure = [entry.msgid for entry in MESSAGES if entry.fuzzy or not all(entry.translations)]
    same = {entry.msgid for entry in MESSAGES if entry.translations == [entry.msgid]}

    assert (unsure, same) == ([], ALIKE)


def test_parameters_and_markup_are_those_of_the_english():
    differing = [
        entry.msgid
        for entry in MESSAGES
        for english, spanish in (
            (entry.msgid, entry.translations[0]),
            (entry.msgid_plural or entry.msgid, entry.translations[-1]),
        )
        if sorted(PARAM.findall(english)) != sorted(PARAM.findall(spanish))
    ]

    assert differing == []


def test_every_plural_has_its_two_forms():
    counts = {(bool(entry.msgid_plural), len(entry.translations)) for entry in MESSAGES}

    assert counts == {(False, 1), (True, 2)}
    assert "nplurals=2; plural=(n != 1);" in HEADER.translations[0]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 paquete"), (2, "2 paquetes"), (0, "0 paquetes")]
)
def test_plural_is_chosen_by_the_number(number, words):
    with translation.override("es"):
        text = translation.ngettext("%(count)s pack", "%(count)s packs", number)

    assert text % {"count": number} == words


def test_compiled_catalog_is_that_of_the_text():
    """Else: `make fix`."""
    assert messages.CATALOG.with_suffix(".mo").read_bytes() == messages.compiled(ENTRIES)


def test_spanish_makes_no_claim():
    texts = [PARAM.sub("2", text) for entry in MESSAGES for text in entry.translations]
    claims = {text: found for text in texts if (found := find_claims(text))}

    assert claims == {}


def test_reader_is_addressed_as_usted():
    told = [text for entry in MESSAGES for text in entry.translations if FAMILIAR.search(text)]

    assert told == []


def test_labels_of_models_that_visitors_read_are_named_for_the_catalog():
    shown = {
        *PanelResult.Panel.labels,
        *ProductAllergen.Allergen.labels,
        *Strain.PlantLabel.labels,
        *Product.PackUnit.labels,
        *(label for label in CannabinoidReading.Cannabinoid.labels if not label.isupper()),
    }
    named = (
        *(labels_shown.PANELS, labels_shown.ALLERGENS, labels_shown.PLANT_LABELS),
        *(labels_shown.PACK_UNITS, labels_shown.TOTALS),
    )

    assert {label for labels in named for label in labels} == shown


def test_compiled_is_what_gettext_reads(tmp_path):
    entry = messages.Entry("a", "b", translations=["uno", "dos"])

    assert messages.compiled([entry, messages.Entry("x", translations=["y"], fuzzy=True)]) == (
        messages.compiled([entry])
    )
