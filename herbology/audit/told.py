"""What a page itself says of the records it acts on, until the middleware writes it down."""

from django.db.models import Model
from django.http import HttpRequest


def tell(request: HttpRequest, *records: Model) -> None:
    """Say that a POST has acted on these; needed only where the address does not name them."""
    vars(request).setdefault("audited_records", []).extend(records)


def told(request: HttpRequest) -> list[Model]:
    return vars(request).get("audited_records", [])
