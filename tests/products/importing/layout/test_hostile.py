"""Layouts that would crash or hang: each is refused by key and reason, before any file is read."""

import pytest

from products.importing.errors import LayoutError
from products.importing.layout.file import load_layout
from tests.products.importing.material import SMALL_LAYOUT, refusal_of_layout

SKIP = '[[skip]]\ncolumn = "form"\nreason = "so"\npattern = '
HUGE = "0x" + "f" * 100_000


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("x = " + "[" * 3000, "has too many brackets within brackets"),
        ("x = 1e99999999999999999999", "holds a number that is too large"),
        ("x = " + "9" * 5000, "is not valid TOML"),
        (f"{SKIP}'{'(' * 900}'", "skip[1].pattern: has too many brackets"),
        (f"{SKIP}'{'(' * 3000}'", "skip[1].pattern: is longer than 1,000 characters"),
        (f"{SKIP}'a{{99999999999}}'", "skip[1].pattern: repeats more than 10,000 times"),
        (f"{SKIP}'((a{{99}}){{99}}){{99}}'", "skip[1].pattern: repeats more than 10,000 times"),
        ("[assume]\nexpires_in_days = 4000000", "assume.expires_in_days: is not from 0 to 36,500"),
        ("[assume]\nexpires_in_days = -1", "assume.expires_in_days: is not from 0 to 36,500"),
        ("[assume]\nquantity = nan", "assume.quantity: is not a number above zero"),
        ("[assume]\nquantity = inf", "assume.quantity: is not a number above zero"),
        ("[assume]\nquantity = 1e30", "assume.quantity: is more than 1,000,000"),
        (f"[assume]\nquantity = {HUGE}", "assume.quantity: is more than 1,000,000"),
        ("[assume]\nquantity = 0.0001", "assume.quantity: has more than 3 decimals"),
        (f"[assume]\npanels_passed = [{HUGE}]", "assume.panels_passed: holds something that is"),
        ("[assume.divides_into]\ngummy = 100000000", "assume.divides_into.gummy: is not from 0"),
        (f"[file]\nheader_within = 1{'0' * 24}", "file.header_within: is not from 0 to 1,000"),
        ("[file]\npreamble_lines = 1000000000", "file.preamble_lines: is not from 0 to 1,000"),
        ('[file]\nencoding = "undefined"', "file.encoding: Python knows no encoding 'undefined'"),
        ('[file]\nencoding = "punycode"', "file.encoding: Python knows no encoding 'punycode'"),
        ('[file]\nencoding = "utf-8\\u0000"', "file.encoding: Python knows no encoding 'utf-8"),
    ],
)
def test_layout_that_would_crash_is_refused_by_key_and_reason(more, reason):
    refusal = refusal_of_layout(f"{SMALL_LAYOUT}{more}\n")

    assert refusal[: len(reason) + 11] == f"mine.toml: {reason}"
    assert len(refusal) < 1_100


@pytest.mark.parametrize("pattern", ["%d/%d/%Y", "%m/%Y", "%Q", "%", "4/3/2025", "\\u0000"])
def test_date_pattern_that_says_no_day_is_refused(pattern):
    refusal = refusal_of_layout(f'date_patterns = ["%Y-%m-%d", "{pattern}"]\n{SMALL_LAYOUT}')

    assert refusal.startswith("mine.toml: date_patterns: ")
    assert refusal.endswith(" does not say day, month and year, each once")


def test_file_may_not_call_itself_by_a_shipped_name(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL_LAYOUT.replace('"small"', '"ct-registry"'), encoding="utf-8")

    with pytest.raises(LayoutError) as refusal:
        load_layout(str(path))

    assert str(refusal.value) == (
        "mine.toml: name: 'ct-registry' is a shipped layout; choose another"
    )
