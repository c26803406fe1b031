from datetime import date

from django.template import engines
from django.utils import translation

from herbology.charts import Bar
from herbology.time_chart import Dot, Series
from tests.herbology.markup import attribute, elements, has_class, ids, text, within

TAG = '{% bar_chart title bars unit="%" value_heading="Sold" label_heading="Format" %}'
BARS = [Bar("Gummy", 12.5, "12.5 %", "/admin/?a=1&b=2"), Bar("<Cream>", 0, "0 %")]


def drawn(bars, times=1, title="Sell-through"):
    source = "{% load herbology_charts %}" + TAG * times
    return engines["django"].from_string(source).render({"title": title, "bars": bars})


def test_bar_chart_has_a_table_with_the_same_figures():
    rows = [
        [text(cell) for cell in within(row, "th", "td")]
        for row in elements(drawn(BARS), "tr")
    ]  # fmt: skip

    assert rows == [["Format", "Sold (%)"], ["Gummy", "12.5 %"], ["<Cream>", "0 %"]]


def test_bar_chart_prints_labels_and_values_in_the_drawing():
    (drawing,) = elements(drawn(BARS), "svg")

    assert [text(found) for found in within(drawing, "text")] == [
        "Gummy",
        "12.5 %",
        "<Cream>",
        "0 %",
    ]


def test_bar_chart_links_the_labels_that_have_an_address():
    links = elements(drawn(BARS), "a")

    assert [(text(link), attribute(link, "href")) for link in links] == [
        ("Gummy", "/admin/?a=1&b=2")
    ]


def test_bar_chart_is_named_for_those_who_do_not_see_it():
    html = drawn(BARS, times=2)

    drawings = elements(html, "svg")
    names = [attribute(drawing, "aria-labelledby") for drawing in drawings]
    titles = [attribute(title, "id") for title in elements(html, "title")]
    assert [attribute(drawing, "role") for drawing in drawings] == ["img", "img"]
    assert names == titles == ["chart-1-title", "chart-2-title"]
    assert len(ids(html)) == len(set(ids(html)))
    assert text(elements(html, "title")[0]) == "Bar chart: Sell-through"


def test_bar_chart_of_nothing_says_so():
    html = drawn([])

    assert [text(p) for p in elements(html, "p")] == ["Nothing to show yet."]
    assert elements(html, "svg", "table") == []


def test_bar_chart_has_no_inline_style_or_script():
    names = {name for element in elements(drawn(BARS)) for name, _value in element.attributes}

    assert {name for name in names if name == "style" or name.startswith("on")} == set()


def test_bar_chart_writes_lengths_with_a_point_in_every_language():
    with translation.override("de"):
        shapes = elements(drawn(BARS), "rect")

    widths = [attribute(shape, "width") for shape in shapes if has_class(shape, "chart-bar")]
    assert widths == ["79.0%", "0.0%"]


def over_time(*series):
    tag = '{% time_chart "THC" series unit="%" headings=headings rows=rows %}'
    context = {
        "series": series,
        "headings": ["Tested", "THC"],
        "rows": [["<Nov>", "18 %"], ["Oct", "15 %"]],
    }
    return engines["django"].from_string("{% load herbology_charts %}" + tag).render(context)


def test_time_chart_is_named_and_has_its_table():
    html = over_time(Series("THC", (Dot(date(2026, 10, 1), 15), Dot(date(2026, 11, 1), 18))))

    assert text(elements(html, "title")[0]) == "Chart over time: THC"
    assert [[text(cell) for cell in within(row, "th", "td")] for row in elements(html, "tr")] == [
        ["Tested", "THC"],
        ["<Nov>", "18 %"],
        ["Oct", "15 %"],
    ]
    assert [text(each) for each in elements(html, "text")] == [
        "20",
        "10",
        "0",
        "Oct 2026",
        "Nov 2026",
    ]


def test_time_chart_tells_two_series_apart_by_shape():
    dots = (Dot(date(2026, 10, 1), 15),)

    html = over_time(Series("THC", dots), Series("CBD", dots))

    drawing = elements(html, "svg")[2]
    assert len(within(drawing, "circle")) == len(within(drawing, "rect")) == 1


def test_time_chart_of_nothing_says_so():
    assert [text(p) for p in elements(over_time(), "p")] == ["Nothing to show yet."]
