"""The report's page, section by section: sentences, rows and bars."""

from typing import Any

from recommendations.desk.report.figures import Figures
from recommendations.desk.report.rows import (
    count_bars,
    rate_bars,
    rate_row,
    times_bars,
    times_row,
)
from recommendations.desk.report.told import ENOUGH, FIVES
from recommendations.desk.report.ways import way_in_words
from recommendations.desk.report.words import (
    number_in_words,
    question_in_words,
    reason_in_words,
)


def sections(figures: Figures) -> dict[str, Any]:
    return {
        "is_empty": figures.answered.number is figures.reviewed is figures.stated is None,
        "told": {"fewest": FIVES, "enough": ENOUGH},
        "now": {
            "waiting": number_in_words(figures.waiting),
            "overdue": number_in_words(figures.overdue),
        },
        "answered": {
            "all": times_row(figures.answered),
            "rows": [times_row(each) for each in figures.times],
            "bars": times_bars(figures.times),
            "ways": count_bars(figures.ways, way_in_words),
        },
        "reviewed": {
            "number": figures.reviewed,
            "reasons": count_bars(figures.reasons, reason_in_words),
        },
        "suggesting": {
            "rows": [rate_row(each) for each in figures.suggesting],
            "bars": rate_bars(figures.suggesting),
        },
        "closing": {
            "rows": [rate_row(each) for each in figures.closing],
            "bars": rate_bars(figures.closing),
        },
        "stated": {
            "number": figures.stated,
            "bars": count_bars(figures.questions, question_in_words),
        },
    }
