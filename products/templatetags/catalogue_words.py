from django import template

from products.catalogue.labels_shown import terpene

register = template.Library()
register.filter("terpene", terpene)
