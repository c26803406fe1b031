import pytest
from django.template import Context, Template
from django.utils import translation

from herbology.languages import Told
from products.models import Format, Product
from products.translated import in_every_language, told, told_from

CREAM = Product(name="Fern <balm>", name_es="Bálsamo de helecho")
PLAIN = Product(name="Fern <balm>")


def rendered(text):
    template = Template("{% load herbology_languages %}{{ text|with_lang }}")
    return template.render(Context({"text": text}))


@pytest.mark.parametrize(
    ("product", "language", "expected"),
    [
        pytest.param(CREAM, "en", ("Fern <balm>", ""), id="english"),
        pytest.param(CREAM, "es", ("Bálsamo de helecho", ""), id="translated"),
        pytest.param(PLAIN, "es", ("Fern <balm>", "en"), id="not-translated"),
    ],
)
def test_told_is_in_the_pages_language_or_marked(product, language, expected):
    with translation.override(language):
        name = told(product, "name")

    assert (name, name.language) == expected


def test_told_of_an_empty_text_is_empty_in_no_language():
    with translation.override("es"):
        assert (told(PLAIN, "description"), told(PLAIN, "description").language) == ("", "")


def test_told_from_a_snapshot_of_before():
    with translation.override("es"):
        assert told_from({"en": "Cream"}).language == "en"


def test_in_every_language_leaves_out_what_is_not_translated():
    assert in_every_language(PLAIN, "name") == {"en": "Fern <balm>"}
    assert set(in_every_language(CREAM, "name")) == {"en", "es"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<b>", "&lt;b&gt;", id="plain"),
        pytest.param(Told("<b>"), "&lt;b&gt;", id="own-language"),
        pytest.param(Told("<b>", "en"), '<span lang="en">&lt;b&gt;</span>', id="another"),
    ],
)
def test_with_lang_marks_and_escapes(text, expected):
    with translation.override("es"):
        assert rendered(text) == expected


@pytest.mark.django_db
def test_every_shipped_format_has_a_spanish_name():
    assert list(Format.objects.filter(name_es="").values_list("code", flat=True)) == []
