"""What we say ourselves makes no claim: pages, guideline texts, messages and the demo."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from herbology.claims import find_claims
from recommendations.guideline import load_texts
from recommendations.information.words import load_words

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = sorted(path.stem for path in (ROOT / "recommendations/guideline/texts").glob("*.toml"))
DEMO = sorted(
    path
    for app in ("products", "recommendations")
    for path in (ROOT / app / "demo").rglob("*.toml")
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')[^%]*%\}|_\("([^"]*)"\)""")
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}")
CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
VARIABLE = re.compile(r"\{\{.*?\}\}")


def claims_in(texts):
    return {
        text: [claim.words for claim in claims] for text in texts if (claims := find_claims(text))
    }


def spoken(template):
    """Every string of it that is translated, and the page with them in their places."""
    strings = [next(filter(None, groups), "") for groups in TRANSLATE.findall(template)]
    page = TRANSLATE.sub(lambda match: next(filter(None, match.groups()), ""), template)
    return [*strings, VARIABLE.sub("it", TAG.sub("\n", page))]


def translated(path):
    """The strings that a module hands to gettext."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def leaves(value):
    """Every text of it; codes, such as muscle_relaxant, are none."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value] if isinstance(value, str) and not CODE.fullmatch(value) else []


def guideline_texts(language):
    """A hint stands below its label, which alone may be the name of a class of medicines."""
    entries = load_texts(language).entries
    for key, entry in entries.items():
        if key.endswith(".label") and (hint := entries.get(f"{key.removesuffix('.label')}.hint")):
            yield f"{entry}: {hint}"
        elif not key.endswith(".hint"):
            yield entry if isinstance(entry, str) else "\n".join(entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_guideline_texts_make_no_claim(language):
    assert claims_in(guideline_texts(language)) == {}


def test_spanish_words_of_the_information_pages_make_no_claim():
    """The English ones: tests/recommendations/information/test_words.py."""
    assert claims_in(load_words("es").entries.values()) == {}


def test_templates_make_no_claim():
    texts = [text for path in TEMPLATES for text in spoken(path.read_text(encoding="utf-8"))]

    assert claims_in(texts) == {}


@pytest.mark.parametrize("app", ["herbology", "products", "recommendations"])
def test_messages_and_labels_make_no_claim(app):
    texts = [text for path in sorted((ROOT / app).rglob("*.py")) for text in translated(path)]

    assert claims_in(texts) == {}


def test_demo_makes_no_claim():
    texts = [
        text for path in DEMO for text in leaves(tomllib.loads(path.read_text(encoding="utf-8")))
    ]

    assert claims_in(texts) == {}


def test_claim_in_a_template_is_seen():
    page = '<p>{% translate "It cures." %}</p><p title="{% translate \'No side effects\' %}">heals <b>{{ pain }}</b></p>'

    assert [words for found in claims_in(spoken(page)).values() for words in found] == [
        *("cures", "No side effects", "cures", "heals"),
    ]


def test_claim_in_a_module_is_seen(tmp_path):
    module = tmp_path / "module.py"
    module.write_text('from x import gettext as _\nLABEL = _("Relieves pain")\n', encoding="utf-8")

    assert claims_in(translated(module)) == {"Relieves pain": ["Relieves pain"]}
