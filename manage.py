#!/usr/bin/env python
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "herbology.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import OperationalError, ProgrammingError
    except ImportError as error:
        raise SystemExit(
            "Django is not installed here. Run `make run`, or activate .venv first."
        ) from error
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        raise SystemExit(f"Herbology cannot start. {error}") from error
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0]
        raise SystemExit(
            f"The database is not ready: {reason}. Check DATABASE_URL, then: manage.py migrate"
        ) from error


if __name__ == "__main__":
    main()
