from django import template
from django.db.models import Model

from herbology.languages import Told
from products import translated

register = template.Library()


@register.filter
def told(record: Model, field: str) -> Told:
    """What visitors read of the record, in the page's language; with `with_lang` where it may be English."""
    return translated.told(record, field)
