"""What the database knows of how much it holds: it plans its queries by that."""

from django.apps import apps
from django.db import connection


def renew_statistics(*app_labels: str) -> None:
    """Of the tables of these apps, after very much was written at once.

    PostgreSQL looks by itself within minutes. If it happened to look while the rows were not yet
    committed, it plans for empty tables until then, and a query of milliseconds takes minutes.
    SQLite plans without.
    """
    if connection.vendor != "postgresql":
        return
    tables = ", ".join(
        connection.ops.quote_name(model._meta.db_table)
        for label in app_labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
