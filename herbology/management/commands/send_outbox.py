import signal
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from herbology.outbox import OutgoingMail, send_due

State = OutgoingMail.State
LONGEST_PAUSE_SECONDS = 24 * 60 * 60


class Command(BaseCommand):
    help = "Send the mails that are due. Once, for cron, or with --loop until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--loop", type=_seconds, metavar="SECONDS", help="look again after so many seconds"
        )

    def handle(self, *, loop: int | None, **_options: Any) -> None:
        with StopRequest() as stop:
            self._tell(_send_all(stop))
            while loop and not stop.is_made_within(seconds=loop):
                close_old_connections()
                if outcomes := _send_all(stop):
                    self._tell(outcomes)

    def _tell(self, outcomes: Counter[State]) -> None:
        self.stdout.write(
            f"Outbox: {outcomes[State.SENT]} sent, {outcomes[State.WAITING]} to be tried again, "
            f"{outcomes[State.FAILED]} failed, {outcomes[State.UNCERTAIN]} uncertain."
        )
        self.stdout.flush()


class StopRequest:
    """SIGTERM and SIGINT, heard between two mails: one that is under way is finished first."""

    SIGNALS = (signal.SIGTERM, signal.SIGINT)

    def __init__(self) -> None:
        # Of the standard library's tools this one may be used inside a signal handler.
        self._heard: SimpleQueue[int] = SimpleQueue()

    def __enter__(self) -> "StopRequest":
        self._before = {
            number: signal.signal(number, lambda heard, _frame: self._heard.put(heard))
            for number in self.SIGNALS
        }
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def is_made(self) -> bool:
        return not self._heard.empty()

    def is_made_within(self, *, seconds: int) -> bool:
        if self.is_made():
            return True
        try:
            self._heard.get(timeout=seconds)
        except Empty:
            return False
        return True


def _send_all(stop: StopRequest) -> Counter[State]:
    outcomes: Counter[State] = Counter()
    while not stop.is_made() and (one := send_due(timezone.now(), most=1)):
        outcomes += one
    return outcomes


def _seconds(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= LONGEST_PAUSE_SECONDS):
        raise ArgumentTypeError(
            f"{text!r} is not a whole number of seconds from 1 to {LONGEST_PAUSE_SECONDS}"
        )
    return int(text)
