"""Changing a page's language as a browser does it: with the controls that belong to the button's form."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.test.html import Element

from tests.herbology.markup import attribute, elements, has_class, within

TYPED_INTO = {"input", "select", "textarea"}
NOT_TYPED = {"hidden", "submit", "button"}


def not_kept(html: str) -> list[str]:
    """Names of controls that one can type into, and that the language switch would not send."""
    form = attribute(switch_of(html), "form") if _switches(html) else None
    return [
        attribute(control, "name") or "?"
        for control, owner in _owned(html)
        if _is_typed(control) and (form is None or owner != form)
    ]


def switch_of(html: str) -> Element:
    (switch,) = _switches(html)
    return switch


def switch(client, response: HttpResponse, typed: dict[str, object]) -> HttpResponse:
    """The page after typing this into that page and pressing its language button, redirects followed.

    A value is text, or a list of the choices that are ticked.
    """
    html = response.content.decode()
    button = switch_of(html)
    address = response.wsgi_request.get_full_path()
    if button.name == "a":
        return client.get(attribute(button, "href"), follow=True)
    (form,) = (f for f in elements(html, "form") if attribute(f, "id") == attribute(button, "form"))
    sent = _values(html, attribute(button, "form")) | typed
    sent |= {attribute(button, "name"): attribute(button, "value")}
    to = attribute(button, "formaction") or attribute(form, "action") or address
    if attribute(form, "method") == "post":
        return client.post(to, sent, follow=True)
    return client.get(f"{to.partition('?')[0]}?{urlencode(sent, doseq=True)}", follow=True)


def values(html: str) -> dict[str, object]:
    """What a reader sees typed or chosen: text by name, and lists of what is ticked."""
    return _of(control for control, _owner in _owned(html) if _is_typed(control))


def _values(html: str, form: str | None) -> dict[str, object]:
    return _of(control for control, owner in _owned(html) if owner == form)


def _of(controls) -> dict[str, object]:
    found: dict[str, object] = {}
    for control in controls:
        name, kind = attribute(control, "name"), attribute(control, "type")
        if control.name == "input" and kind in ("radio", "checkbox"):
            if "checked" in dict(control.attributes):
                value = attribute(control, "value")
                found.setdefault(name, []).append("on" if value is None else value)
        elif control.name == "select":
            options = within(control, "option")
            chosen = [o for o in options if "selected" in dict(o.attributes)] or options[:1]
            found[name] = attribute(chosen[0], "value")
        elif control.name == "textarea":
            found[name] = "".join(map(str, control.children)).strip()
        elif kind not in ("submit", "button"):
            found[name] = attribute(control, "value") or ""
    return {name: value for name, value in found.items() if name}


def _owned(html: str):
    """Each control with the id of the form that it belongs to."""
    inside = {
        id(control): attribute(form, "id")
        for form in elements(html, "form")
        for control in within(form, *TYPED_INTO)
    }
    for control in elements(html, *TYPED_INTO):
        yield control, attribute(control, "form") or inside.get(id(control))


def _is_typed(control: Element) -> bool:
    named = attribute(control, "name") is not None
    return named and attribute(control, "type") not in NOT_TYPED


def _switches(html: str) -> list[Element]:
    return [e for e in elements(html, "a", "button") if has_class(e, "language")]
