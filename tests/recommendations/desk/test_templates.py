from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from recommendations.desk.templates import PLACEHOLDERS, VALUES, fill, validate_placeholders

ROBIN = SimpleNamespace(first_name="Robin")


def filled(text, name="", store=None):
    submission = SimpleNamespace(contact={"name": name}, reference="ABCD-2345", store=store)
    return fill(text, submission=submission, by=ROBIN)


def test_every_placeholder_has_a_value():
    assert set(VALUES) == set(PLACEHOLDERS)


def test_placeholders_are_filled_in():
    store = SimpleNamespace(name="Elm Street")

    text = filled("Hello {name},\nyours is {reference}, at {store}.\n{counselor}", "Sam", store)

    assert text == "Hello Sam,\nyours is ABCD-2345, at Elm Street.\nRobin, Patient Counselor"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {name},\n\nthank you.", "Hello,\n\nthank you."),
        ("Hello, {name}!", "Hello!"),
        ("Dear {name},", "Hello,"),
        ("{name}, thank you.", "Thank you."),
        ("Yes. {name}, please call us.", "Yes. Please call us."),
        ("Thank you, {name}.", "Thank you."),
        ("It is at {store}.", "It is at our store."),
    ],
)
def test_text_reads_well_without_a_name(text, expected):
    assert filled(text) == expected


def test_name_that_looks_like_a_placeholder_stays_as_it_is():
    assert filled("Hello {name},", "{reference}") == "Hello {reference},"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello {nam}, {nam} and {dose}", "There is no placeholder {nam}, {dose}."),
        ("Hello {Name}", "There is no placeholder {Name}."),
        ("Hello {name!r}", "There is no placeholder {name!r}."),
        ("Hello {}", "There is no placeholder {}."),
        ("Hello {name", "A brace stands alone."),
        ("Hello name}", "A brace stands alone."),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_what_can(text, said):
    with pytest.raises(ValidationError) as error:
        validate_placeholders(text)

    assert error.value.messages[0].startswith(said)
    assert "{name}, {reference}, {store}, {counselor}" in error.value.messages[0]


@given(
    st.lists(
        st.sampled_from([*(f"{{{name}}}" for name in PLACEHOLDERS), "Hi", ",", " ", "\n", "."])
    )
)
def test_filled_text_holds_no_placeholder_and_is_refused_by_nobody(parts):
    text = "".join(parts)

    validate_placeholders(text)

    assert not set("{}") & set(filled(text))
