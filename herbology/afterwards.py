"""Work that nobody has to wait for, and that is too little for a queue."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse


class ResponseAndThen(HttpResponse):
    """Does `then` when the server has sent it and closes it, while the database is still at hand."""

    def __init__(self, *args: Any, then: Callable[[], object], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._then = then

    def close(self) -> None:
        try:
            self._then()
        finally:
            super().close()
