"""How a reservation ends by hand, as data: each way is a button, a page to confirm, a message."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products import stock
from products.admin.acting.action_form import ActionForm, reason_field


class HandOutForm(ActionForm):
    idempotency_key = None  # type: ignore[assignment]  # stock hands a reservation out once


class CancelForm(HandOutForm):
    reason = reason_field(longest=150)  # a reservation keeps the name in the same column


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    name: str
    button: Promise
    explanation: Promise
    done: Promise
    form: type[ActionForm]
    act: Callable[..., Any]

    @property
    def url_name(self) -> str:
        return f"admin:products_reservation_{self.name}"


ENDINGS = (
    Ending(
        name="collect",
        button=_("Hand out"),
        explanation=_("Dispenses exactly what was kept."),
        done=_("handed out."),
        form=HandOutForm,
        act=stock.collect,
    ),
    Ending(
        name="cancel",
        button=_("Cancel the reservation"),
        explanation=_("Gives what was kept back to the shelf."),
        done=_("cancelled."),
        form=CancelForm,
        act=stock.cancel,
    ),
)
