"""A COA as it is typed into the admin, and what its page says."""

from tests.products import make

ADD = "/admin/products/labresult/add/"


def rows(prefix, *rows):
    """What a browser sends for the rows of a new inline table."""
    counts = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    cells = {
        f"{prefix}-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }
    return counts | cells


def reading(cannabinoid, amount="", unit="", detection="measured"):
    return {
        "cannabinoid": cannabinoid,
        "amount": amount,
        "unit": unit,
        "detection": detection,
    }


def panel(name, outcome=""):
    return {"panel": name, "outcome": outcome}


def typed(*, readings=(), panels=(), **facts):
    defaults = {"lot": "L1", "tested_on": "2026-11-01", "terpenes": ""}
    tables = rows("readings", *readings) | rows("panels", *panels)
    return defaults | tables | facts


def add(desk, **facts):
    return desk.post(ADD, typed(product=make.product().pk) | facts)


def form_errors(page):
    return page.context["adminform"].form.errors


def prefilled(page, table, name):
    formsets = [inline.formset for inline in page.context["inline_admin_formsets"]]
    formset = next(formset for formset in formsets if formset.prefix == table)
    return [form[name].value() for form in formset.forms if form[name].value()]
