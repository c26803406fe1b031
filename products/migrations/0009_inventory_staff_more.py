"""What inventory staff may do with what has come since: records are seen, never rewritten."""

from importlib import import_module

from django.db import migrations

GROUP = "inventory staff"
ACTIONS = {
    "reservation": ["view"],
    "recallcase": ["view", "add"],
    "recalledbatch": ["view"],
    "attachment": ["view", "add"],
    "reorderpoint": ["view", "add", "change", "delete"],
    "stockalert": ["view"],
}
permission = import_module("products.migrations.0003_inventory_staff")._permission


def allow(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(*_permissions(apps))


def forbid(apps, schema_editor):
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    if group:
        group.permissions.remove(*_permissions(apps))


def _permissions(apps):
    return [permission(apps, model, action) for model in ACTIONS for action in ACTIONS[model]]


class Migration(migrations.Migration):
    dependencies = [("products", "0008_alerts")]
    operations = [migrations.RunPython(allow, forbid)]
