"""The addresses of recalls in the admin, and a recall to look at."""

from django.urls import reverse

from products.recalls import open_recall
from products.recalls.selection import whole_product
from tests.products import make

LIST = reverse("admin:products_recallcase_changelist")
ADD = reverse("admin:products_recallcase_add")


def page_of(case):
    return reverse("admin:products_recallcase_change", args=[case.pk])


def of_product(batch):
    return f"{ADD}?scope=product&product={batch.product_id}"


def recalled(batch):
    what = whole_product(batch.product)
    seen = list(what.affected().values_list("pk", flat=True))
    return open_recall(what=what, seen=seen, reason="mould", by=None, at=make.NOW)
