"""Every address of the admin, walked from the site itself so that a new page cannot be forgotten."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin

NOBODY = "999999"  # no such record: who may open its page is decided before it is looked for
WORDS = {"app_label": "products", "name": "ours", "key": "none", "content_type_id": "1"}
SITE = "site"


@dataclass(frozen=True, slots=True)
class Page:
    """Of `admin:products_batch_change`: "products.batch" and "change"; SITE where no model is named."""

    model: str
    name: str
    path: str


def pages():
    """Addresses without a name only lead on to others."""
    for pattern in admin.site.get_urls():
        if pattern.pattern.name:
            yield Page(SITE, pattern.name, _path(pattern))
        for page in getattr(pattern, "url_patterns", ()):
            if page.name:
                yield _page_of_a_model(pattern, page)


def _page_of_a_model(place, page):
    model = str(place.pattern).strip("/").replace("/", ".")
    name = page.name.removeprefix(model.replace(".", "_") + "_")
    path = _path(place, page)
    return Page(model, name, _of_a_record(path, model) if name == "change" else path)


def _of_a_record(path, model):
    """A form that is sent is looked at only if there is a record: the first, where there is one."""
    record = apps.get_model(model)._base_manager.first()
    return path.replace(NOBODY, str(record.pk)) if record else path


def _path(*patterns):
    route = "".join(str(each.pattern) for each in patterns)
    plain = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route).strip("^$")
    return "/admin/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: WORDS.get(found[1], NOBODY), plain)
