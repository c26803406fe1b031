"""What the style guide shows: plain values for the templates that patients see. Nothing here is real."""

from decimal import Decimal

from herbology.charts import Bar
from herbology.timeline import Span

COLOURS = {
    "paper": "the page",
    "surface": "cards, fields",
    "sunk": "what lies lower",
    "ink": "text",
    "ink-soft": "text that is less important",
    "line": "fine rules",
    "line-strong": "borders of controls",
    "leaf": "what leads on",
    "leaf-deep": "the same, pressed",
    "leaf-tint": "good, chosen",
    "on-leaf": "text on leaf",
    "link": "links",
    "link-hover": "links under the pointer",
    "clay": "what needs care",
    "clay-tint": "its ground",
    "error": "errors",
    "error-tint": "their ground",
    "emergency": "help now",
    "on-emergency": "text on it",
    "urgent": "today",
    "on-urgent": "text on it",
    "soon": "soon",
    "on-soon": "text on it",
    "routine": "in the coming weeks",
    "on-routine": "text on it",
    "footer": "the foot of a page",
    "on-footer": "text on it",
    "focus-near": "inner ring of focus",
    "focus-far": "outer ring of focus",
}
CARE = ("emergency", "urgent", "soon", "routine")
EVIDENCE = {
    "A": "Several studies agree",
    "B": "One good study",
    "C": "Very small or mixed studies",
    "D": "Only weak hints",
    "N": "No studies found",
    "X": "Tested, no benefit found",
}
SUGGESTION = {
    "position": 1,
    "route_name": "On the skin",
    "format": "Balm",
    "product": "Sample Balm 50 g",
    "batch": "SB-0001",
    "producer": "Sample Works",
    "available": True,
    "figures": [{"label": "THC", "value": "0.2 %"}, {"label": "CBD", "value": "2.4 %"}],
    "facts": ["Tested on Oct. 6, 2026", "Best before Oct. 6, 2027"],
    "start": ["Put a small amount on healthy skin.", "Wash your hands afterward."],
    "reasons": [{"text": "It is number 1 on your list.", "rule": "ROUTE-FITS"}],
}
GONE = SUGGESTION | {
    "position": 2,
    "available": False,
    "changed": "This batch has been sold since. Ask us what else fits.",
}
RECALLED = SUGGESTION | {
    "position": 3,
    "available": False,
    "recalled": True,
    "changed": "Do not use it. Bring it back to the store.",
}
ROUTE = {
    "code": "sample",
    "name": "On the skin (cream or balm)",
    "how": "You rub a cream or balm on healthy skin over the muscle.",
    "score": 23,
    "most": 66,
    "evidence": "D",
    "evidence_label": "Only weak hints",
    "evidence_text": "There are only reports of a few patients.",
    "times": ["Nobody has measured well how soon it acts"],
    "speaks_for": [{"text": "Little of it reaches the rest of your body."}],
    "speaks_against": [{"text": "Your muscle lies deep."}],
    "watch": "Keep it away from your eyes.",
}
WARNINGS = [
    {"weight": weight, "weight_label": label, "title": "A title", "text": "And what to do."}
    for weight, label in (
        ("stop", "Stop"),
        ("serious", "Take great care"),
        ("caution", "Take care"),
        ("note", "Good to know"),
    )
]
SPANS = [
    Span("Starts to act", "after 30 to 120 minutes", 30, 120),
    Span("Lasts", "4 to 12 hours", 30, 720, sure_until_minutes=240),
    Span("Your spasm", "10 minutes to 1 hour", 0, 60, yours=True),
]
BARS = [Bar("Elm Street", Decimal("12.5"), "12.5 days"), Bar("Mill Lane", Decimal(4), "4 days")]
