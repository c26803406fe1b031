"""The running configuration (settings.LOGGING, set up by Django) with its streams held open."""

import io
import logging

import pytest
from django.urls import path

SECRET = "Xy-9_abcdefghijklmnopqrstuvwxyz0123456789ABCDE"


def broken(request, secret):
    raise RuntimeError(f"no answer for {request!r}")


urlpatterns = [path("s/<str:secret>/", broken)]


def handler_of(logger_name, handler_name):
    (handler,) = [
        handler
        for handler in logging.getLogger(logger_name).handlers
        if handler.name == handler_name
    ]
    return handler


def written_by(handler):
    stream = io.StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


@pytest.fixture
def console():
    yield from written_by(handler_of(None, "console"))


@pytest.fixture
def runserver():
    yield from written_by(handler_of("django.server", "runserver"))


def test_expired_link_is_logged_once_without_its_secret(client, db, console):
    client.get(f"/s/{SECRET}/")

    (line,) = console.getvalue().splitlines()
    assert line.endswith(" WARNING django.request Not Found: /s/…")


def test_link_of_a_back_in_stock_mail_is_logged_without_its_secret(client, db, console):
    client.get(f"/back-in-stock/{SECRET}/stop/")

    assert console.getvalue().endswith(" WARNING django.request Not Found: /back-in-stock/…\n")


@pytest.mark.urls(__name__)
def test_failure_is_logged_with_its_traceback_without_the_secret(client, console):
    client.raise_request_exception = False

    client.get(f"/s/{SECRET}/")

    lines = console.getvalue().splitlines()
    assert lines[0].endswith(" ERROR django.request Internal Server Error: /s/…")
    assert lines[-1] == "RuntimeError: no answer for <WSGIRequest: GET '/s/…'>"
    assert SECRET not in console.getvalue()


def test_line_of_the_development_server_has_no_secret(runserver):
    logger = logging.getLogger("django.server")

    logger.info(
        '"%s" %s %s', f"GET /s/{SECRET}/ HTTP/1.1", "200", "7", extra={"server_time": "now"}
    )

    assert runserver.getvalue() == '[now] "GET /s/… HTTP/1.1" 200 7\n'


def test_other_paths_are_logged_whole(client, db, console):
    client.get("/nowhere/none-such/")

    (line,) = console.getvalue().splitlines()
    assert line.endswith(" WARNING django.request Not Found: /nowhere/none-such/")


def test_django_adds_no_handler_that_would_write_a_line_twice_or_send_it():
    assert logging.getLogger("django").handlers == []
