from django.core.management.base import CommandError

from products.models import Store


def store_of(slug: str) -> Store:
    """Raises CommandError, naming those that there are."""
    store = Store.objects.filter(slug=slug).first()
    if store is None:
        slugs = Store.objects.order_by("slug").values_list("slug", flat=True)
        raise CommandError(f"There is no store {slug!r}. Stores: {', '.join(slugs) or 'none'}.")
    return store
