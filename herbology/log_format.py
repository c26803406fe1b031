"""What a log line looks like: whole, but without the secret that opens somebody's page.

A formatter sees the line as it is written, with its traceback, so nothing gets past it.
"""

import logging
import re

from django.utils.log import ServerFormatter

SECRET_LINK = re.compile(r"""(/s/|/back-in-stock/)[^\s"'<>]+""")


class LineFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class RequestFormatter(ServerFormatter):
    """For the lines of `runserver`."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def without_secrets(line: str) -> str:
    return SECRET_LINK.sub(r"\1…", line)
