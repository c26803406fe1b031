"""What a browser sends of an admin page."""

import re
from html.parser import HTMLParser


def url_of(record):
    return f"/admin/products/{record._meta.model_name}/{record.pk}/change/"


def shown(desk, url):
    """What the page of a record has sent back with it, to say what it had shown."""
    page = desk.get(url).content.decode()
    return {"_snapshot": re.search(r'name="_snapshot" value="([^"]+)"', page).group(1)}


def save(desk, url, typed):
    """Open the page, type this and nothing else, save."""
    return desk.post(url, shown(desk, url) | typed)


def sent_back(desk_or_page, url=None):
    """All that the form of a page sends when nothing is typed: of a URL, or of a page at hand."""
    page = desk_or_page.get(url) if url else desk_or_page
    reader = FormReader()
    reader.feed(page.content.decode())
    return reader.sent


class FormReader(HTMLParser):
    """Reads the controls of the change form, whose empty row is never sent by hand."""

    def __init__(self):
        super().__init__()
        self.sent = {}
        self.inside = False
        self.select = self.textarea = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "form":
            self.inside = given.get("id", "").endswith("_form")
        elif self.inside and tag == "input" and name and given.get("type") != "submit":
            self._input(name, given)
        elif self.inside and tag == "select":
            self.select = name
        elif self.inside and tag == "textarea":
            self.textarea = name
            self.sent[name] = ""
        elif tag == "option" and self.select and "selected" in given:
            self.sent.setdefault(self.select, []).append(given["value"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            # The browser leaves out the line break right after the tag, and sends two characters.
            self.sent[self.textarea] += data.removeprefix("\n").replace("\n", "\r\n")

    def _input(self, name, given):
        if given.get("type") not in ("checkbox", "radio"):
            self.sent[name] = given.get("value") or ""
        elif "checked" in given:
            self.sent.setdefault(name, []).append(given.get("value", "on"))
