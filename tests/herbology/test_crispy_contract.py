"""What assistive technology needs from every form, and axe does not check."""

import pytest
from django import forms
from django.template.loader import render_to_string

from herbology.design.forms import SampleForm
from tests.herbology.markup import attribute, elements, has_class, ids, text, within

CONTROLS = ("input", "select", "textarea")


WRONG = {"age": "old", "feel": "itch", "store": "moon"}
REQUIRED_FIELDS = ("age", "where", "feel", "bad", "store", "agree")


def page(data: dict[str, object] | None = None, form: forms.Form | None = None) -> str:
    """The error summary and the form, as pages put them together."""
    form = form or SampleForm(data)
    summary = render_to_string("bootstrap5/error_summary.html", {"form": form})
    fields = [
        render_to_string("bootstrap5/errors.html", {"form": form}),
        *(render_to_string("bootstrap5/field.html", {"field": field}) for field in form),
    ]
    return f"<main>{summary}{''.join(fields)}</main>"


STATES = pytest.mark.parametrize("data", [None, {}, WRONG], ids=["fresh", "empty", "wrong"])


@STATES
def test_form_every_control_has_its_label(data: dict[str, object] | None) -> None:
    html = page(data)

    controls = [attribute(control, "id") for control in elements(html, *CONTROLS)]
    labelled = [attribute(label, "for") for label in elements(html, "label")]

    assert labelled == controls


@STATES
def test_form_ids_are_unique(data: dict[str, object] | None) -> None:
    found = ids(page(data))

    assert sorted(set(found)) == sorted(found)


@STATES
def test_form_descriptions_exist(data: dict[str, object] | None) -> None:
    html = page(data)

    described = [
        target
        for element in elements(html)
        for target in (attribute(element, "aria-describedby") or "").split()
    ]

    assert described
    assert set(described) - set(ids(html)) == set()


@STATES
def test_form_group_is_a_fieldset_whose_legend_comes_first(data: dict[str, object] | None) -> None:
    fieldsets = elements(page(data), "fieldset")

    legends = [text(fieldset.children[0]) for fieldset in fieldsets]

    assert legends == ["Where?", "Legs", "What does it feel like?", "How bad?"]
    assert {fieldset.children[0].name for fieldset in fieldsets} == {"legend"}


@pytest.mark.parametrize("name", ["age", "where", "agree"])
def test_form_hint_and_error_come_before_the_control(name: str) -> None:
    html = page({})
    field = next(e for e in elements(html) if attribute(e, "id") == f"div_id_{name}")

    order = [
        kind
        for element in within(field, "div", *CONTROLS)
        for kind in _kinds(element)
    ]  # fmt: skip

    assert list(dict.fromkeys(order)) == ["field-hint", "field-error", "control"]


def _kinds(element: object) -> list[str]:
    if element.name in CONTROLS:
        return ["control"]
    return [name for name in ("field-hint", "field-error") if has_class(element, name)]


@pytest.mark.parametrize("name", REQUIRED_FIELDS)
def test_form_error_says_error_in_words(name: str) -> None:
    field = next(e for e in elements(page({})) if attribute(e, "id") == f"div_id_{name}")

    errors = [text(e) for e in within(field, "div") if has_class(e, "field-error")]

    assert errors == ["Error: This field is required."]


def test_form_wrong_controls_are_marked_invalid() -> None:
    controls = elements(page({}), *CONTROLS)

    unmarked = [attribute(c, "name") for c in controls if attribute(c, "aria-invalid") != "true"]

    assert unmarked == ["other"]


def test_form_optional_field_says_so_and_no_asterisk_is_shown() -> None:
    html = page()

    optional = [text(e) for e in elements(html, "label", "legend") if "(optional)" in text(e)]

    assert optional == ["Anything else? (optional)"]
    assert "*" not in html


def test_form_choice_hint_describes_its_choice() -> None:
    html = page()
    twitch = next(e for e in elements(html, "input") if attribute(e, "value") == "twitch")

    hint = next(
        e for e in elements(html) if attribute(e, "id") == attribute(twitch, "aria-describedby")
    )

    assert text(hint) == "Small and quick."


def test_form_says_why_and_or_and_what_the_ends_of_a_scale_mean() -> None:
    said = [
        text(element)
        for element in elements(page(), "p", "details")
        if any(has_class(element, name) for name in ("field-why", "choice-or", "scale-ends"))
    ]

    assert said == ["Why we ask Some places need care.", "or", "No spasm Worst"]


def test_form_keeps_what_was_typed_when_wrong() -> None:
    html = page({"age": "old", "where": ["calf"], "other": "a < b"})

    age = next(e for e in elements(html, "input") if attribute(e, "name") == "age")
    checked = [
        attribute(e, "value")
        for e in elements(html, "input")
        if "checked" in dict(e.attributes)
    ]  # fmt: skip

    assert (attribute(age, "value"), checked) == ("old", ["calf"])
    assert "a &lt; b" in html


def test_form_label_as_heading_is_the_only_h1() -> None:
    form = SampleForm()
    form.fields["feel"].label_is_heading = True

    headings = [text(heading) for heading in elements(page(form=form), "h1")]

    assert headings == ["What does it feel like?"]


def test_form_has_no_inline_style_or_handler() -> None:
    names = {name for element in elements(page({})) for name, _value in element.attributes}

    assert {name for name in names if name == "style" or name.startswith("on")} == set()


def test_error_summary_links_to_the_first_control_of_each_field() -> None:
    html = page({})

    links = [attribute(link, "href") for link in elements(html, "a")]

    assert links == [
        "#id_age",
        "#id_where_0_0",
        "#id_feel_0",
        "#id_bad_0",
        "#id_store",
        "#id_agree",
    ]
    controls = {f"#{attribute(control, 'id')}" for control in elements(html, *CONTROLS)}
    assert set(links) - controls == set()


def test_error_summary_takes_the_focus_and_has_a_heading() -> None:
    summary = next(e for e in elements(page({})) if has_class(e, "error-summary"))

    state = {name: attribute(summary, name) for name in ("role", "tabindex", "aria-labelledby")}

    assert state == {
        "role": "alert",
        "tabindex": "-1",
        "aria-labelledby": "error-summary-title",
    }
    assert "autofocus" in dict(summary.attributes)
    assert [text(heading) for heading in within(summary, "h2")] == ["There is a problem"]


def test_error_summary_without_errors_is_not_there() -> None:
    assert render_to_string("bootstrap5/error_summary.html", {"form": SampleForm()}).strip() == ""


def test_error_summary_names_what_belongs_to_no_field() -> None:
    form = SampleForm({})
    form.add_error(None, "Your answers were changed in another window.")

    first = elements(page(form=form), "li")[0]

    assert text(first) == "Your answers were changed in another window."
    assert within(first, "a") == []
