"""Imports of before are whole, and inventory staff may run new ones."""

from importlib import import_module

from django.db import migrations
from django.db.models import F

GROUP = "inventory staff"
ACTIONS = {
    "catalogueimport": ["view"],
    "importlayout": ["view", "add", "change", "delete"],
    "formatword": ["view", "delete"],
}
RUN = {"codename": "run_import", "defaults": {"name": "Can import files and take imports back"}}
permission = import_module("products.migrations.0003_inventory_staff")._permission


def finish(apps, schema_editor):
    apps.get_model("products", "CatalogueImport").objects.update(finished_at=F("applied_at"))
    rows = apps.get_model("products", "ImportedRow").objects
    rows.filter(catalogue_import__undone_at__isnull=False).update(undone=True)


def forget_rows_without_batch(apps, schema_editor):
    """The schema before this one has no place for them."""
    apps.get_model("products", "ImportedRow").objects.filter(batch=None).delete()


def allow(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*_permissions(apps))


def forbid(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    if group:
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    known = [permission(apps, model, action) for model in ACTIONS for action in ACTIONS[model]]
    run, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=known[0].content_type, **RUN
    )
    return [*known, run]


class Migration(migrations.Migration):
    dependencies = [("products", "0011_imports")]
    operations = [
        migrations.RunPython(finish, forget_rows_without_batch),
        migrations.RunPython(allow, forbid),
    ]
