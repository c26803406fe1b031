"""Layouts in the admin: read, copied, written, downloaded."""

import pytest

from products.admin.imports import layout_text
from products.importing.layout.file import parse_layout
from products.models import Format, FormatWord, ImportLayout
from tests.products import make
from tests.products.admin import pages

pytestmark = pytest.mark.django_db

LIST = "/admin/products/importlayout/"


def write(desk, text):
    return desk.post(f"{LIST}add/", {"text": text})


def refusal(answer):
    return answer.context["adminform"].form.errors["text"][0]


def decided(clerk, layout_name, word, code):
    kind = Format.objects.get(code=code)
    FormatWord.objects.create(
        layout_name=layout_name, word=word, format=kind, by=clerk, at=make.NOW
    )


def test_starter_is_a_layout_and_is_kept_by_the_name_in_it(desk):
    write(desk, layout_text.STARTER)

    assert ImportLayout.objects.get().name == "my-till"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "my-till"\n', "", "name: is missing"),
        ('"my-till"', '"ours"', "is a shipped layout"),
        ('"my-till"', '"My till!"', "letters, digits, hyphens"),
        ("expires_on =", "expiry =", "unknown 'expiry'"),
        ('= "flower"', '= "flour"', "the catalogue has no format flour"),
        ("[formats]", "[formats", "is not valid TOML"),
    ],
)
def test_mistake_is_told_at_the_field_with_its_key_and_the_text_stays(old, new, said, desk):
    text = layout_text.STARTER.replace(old, new)

    answer = write(desk, text)

    assert said in refusal(answer)
    assert answer.context["adminform"].form["text"].value() == text
    assert not ImportLayout.objects.exists()


def test_name_is_taken_once_and_stays(desk):
    write(desk, layout_text.STARTER)
    kept = ImportLayout.objects.get()

    again = write(desk, layout_text.STARTER)
    renamed = pages.save(
        desk, pages.url_of(kept), {"text": layout_text.renamed(kept.text, "other")}
    )

    assert "there is a layout “my-till” already" in refusal(again)
    assert "it must stay “my-till”" in refusal(renamed)


def test_copy_of_a_shipped_layout_comes_under_another_name_with_its_comments(desk):
    page = desk.get(f"{LIST}add/", {"copy": "ct-registry"})

    text = page.context["adminform"].form["text"].value()
    assert parse_layout(text, file="copy").name == "ct-registry-copy"
    assert text.startswith("# Connecticut")


def test_every_shipped_layout_can_be_read_and_none_beside_them(desk):
    found = [desk.get(f"{LIST}shipped/{name}/").status_code for name in layout_text.shipped_names()]

    assert set(found) == {200}
    assert desk.get(f"{LIST}shipped/passwd/").status_code == 404


def test_download_has_the_words_that_staff_decided(desk, clerk):
    write(desk, layout_text.STARTER)
    decided(clerk, "my-till", "oils", "tincture")
    decided(clerk, "my-till", 'ö "quoted"', "cream")

    answer = desk.get(f"{LIST}{ImportLayout.objects.get().pk}/toml/")

    layout = parse_layout(answer.content.decode(), file="my-till.toml")
    assert layout.formats == {"flower": "flower", "oils": "tincture", 'ö "quoted"': "cream"}
    assert answer["Content-Disposition"] == 'attachment; filename="my-till.toml"'


def test_shipped_download_is_the_file_itself_until_a_word_is_decided(desk):
    answer = desk.get(f"{LIST}shipped/ours/toml/")

    assert answer.content.decode() == layout_text.shipped_text("ours")


def test_keys_are_listed_below_the_box(desk):
    page = desk.get(f"{LIST}add/")

    (needed,) = (
        entry.needed for entry in page.context["cheat_sheet"] if "quantity_on_hand" in entry.words
    )
    assert {"product_key", "name", "format"} <= needed


def test_wrong_decision_about_a_word_is_taken_back(desk, clerk):
    decided(clerk, "ours", "oils", "cream")
    word = FormatWord.objects.get()

    desk.post(f"/admin/products/formatword/{word.pk}/delete/", {"post": "yes"})

    assert not FormatWord.objects.exists()
