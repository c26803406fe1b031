"""Makes the site ready to be tried: database, fictitious data, sign-ins; then serves it."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from herbology.environment import env

PASSWORD = "herbology-demo"  # noqa: S105 - printed on purpose, and refused outside DEBUG


@dataclass(frozen=True, slots=True)
class SignIn:
    username: str
    purpose: str
    group: str = ""  # "" = superuser


SIGN_INS = (
    SignIn("admin", "everything"),
    SignIn("counselor", "what patients sent in", group="patient counselors"),
    SignIn("lead", "submissions, and the work of the desk", group="lead counselors"),
    SignIn("inventory", "products and stock", group="inventory staff"),
    SignIn("manager", "people, stock and the audit log", group="managers"),
)


class Command(BaseCommand):
    help = "Migrates, loads the fictitious demo data and makes sign-ins to try the site with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--products",
            type=_at_least_zero,
            default=0,
            metavar="N",
            help="add N generated products with batches, to try the site at scale",
        )
        parser.add_argument("--serve", action="store_true", help="then run the server")
        parser.add_argument(
            "--port",
            type=_port,
            default=env.str("PORT", default="8000"),
            help="of the server (default: the environment's PORT, else 8000)",
        )

    def handle(self, *, products: int, serve: bool, port: int, **_options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("demo refuses to run with DEBUG off: its passwords are public.")
        _migrate()
        for line in _load_data(today=timezone.localdate(), generated=products):
            self.stdout.write(line)
        self.stdout.write(f"Site: http://127.0.0.1:{port}/")
        self.stdout.write(f"Sign in at http://127.0.0.1:{port}/admin/ as")
        for sign_in in SIGN_INS:
            self.stdout.write(f"  {_ensure(sign_in)}")
        if serve:
            self.stdout.flush()
            _serve(port)


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise CommandError(f"The database cannot be used: {error}".strip()) from error


def _load_data(*, today: date, generated: int) -> Iterator[str]:
    """What each app reports about its demo data."""
    for load in _loaders():
        try:
            yield str(load(today=today, generated=generated))
        except ValueError as error:
            raise CommandError(str(error)) from error


def _loaders() -> Iterator[Callable[..., object]]:
    """`demo.load(today=, generated=)` of every app that has one: this floor knows no app above."""
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, "demo"):
            yield import_module(f"{config.name}.demo").load


def _ensure(sign_in: SignIn) -> str:
    """Makes the user if missing, and says how to sign in; a user that is there keeps its own."""
    user = User.objects.filter(username=sign_in.username).first() or User.objects.create_user(
        sign_in.username, password=PASSWORD, is_staff=True, is_superuser=not sign_in.group
    )
    password = PASSWORD if check_password(PASSWORD, user.password) else "(its own password)"
    line = f"{sign_in.username:<10} {password:<16} {sign_in.purpose}"
    return line if _joined(user, sign_in.group) else f"{line}; no group “{sign_in.group}” yet"


def _joined(user: User, group_name: str) -> bool:
    if not group_name:
        return True
    group = Group.objects.filter(name=group_name).first()
    if group and not user.groups.filter(pk=group.pk).exists():
        user.groups.add(group)
    return group is not None


def _serve(port: int) -> None:
    """Becomes `runserver`, so that its reloader starts itself again and not the demo."""
    command = [sys.executable, sys.argv[0], "runserver", f"127.0.0.1:{port}"]
    os.execv(sys.executable, command)  # noqa: S606 - no shell, no foreign input


def _at_least_zero(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number of zero or more")
    return int(text)


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise ArgumentTypeError(f"{text!r} is not a port from 1 to 65535")
    return int(text)
