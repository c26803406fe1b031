from collections.abc import Iterable, Sequence
from typing import Any

from django import template

from herbology import timeline
from herbology.charts import Bar, place
from herbology.time_chart import Series, place_over_time

register = template.Library()


@register.inclusion_tag("_bar_chart.html", takes_context=True)
def bar_chart(
    context: template.Context,
    title: str,
    bars: Iterable[Bar],
    *,
    unit: str = "",
    value_heading: str,
    label_heading: str,
    full: float | None = None,
) -> dict[str, Any]:
    """A bar chart with its table; `full` as in `place`. The page links `herbology/charts.css`."""
    listed = list(bars)
    return {
        "id": _next_id(context),
        "title": title,
        "unit": unit,
        "value_heading": value_heading,
        "label_heading": label_heading,
        "bars": listed,
        "chart": place(listed, full=full),
        "has_links": any(bar.url for bar in listed),
    }


@register.inclusion_tag("_time_line.html", takes_context=True)
def time_line(
    context: template.Context, title: str, spans: Iterable[timeline.Span]
) -> dict[str, Any]:
    """Spans on one line of time, and the same in words. The page links `herbology/charts.css`."""
    listed = list(spans)
    return {"id": _next_id(context), "title": title, "chart": timeline.place(listed)}


@register.inclusion_tag("_time_chart.html", takes_context=True)
def time_chart(
    context: template.Context,
    title: str,
    series: Sequence[Series],
    *,
    unit: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> dict[str, Any]:
    """At most two series over the same days, with the table that you give it: the first cell of a
    row heads it. The page links `herbology/charts.css`."""
    return {
        "id": _next_id(context),
        "title": title,
        "unit": unit,
        "headings": headings,
        "rows": rows,
        "chart": place_over_time(series),
    }


def _next_id(context: template.Context) -> str:
    """Each chart of a page has its own; one counter for the whole rendering."""
    number = 1 + (context.render_context.get("charts") or 0)
    context.render_context["charts"] = number
    return f"chart-{number}"
