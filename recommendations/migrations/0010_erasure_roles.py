"""Lead counselors and managers may check a receipt; it names nobody."""

from importlib import import_module

from django.db import migrations

WHO = ("lead counselors", "managers")
VIEW = ("recommendations", "erasure", "view_erasure", "Can view erasure")
permission = import_module("herbology.migrations.0003_managers").permission


def allow(apps, schema_editor):
    for name in WHO:
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(permission(apps, *VIEW))


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=WHO):
        group.permissions.remove(permission(apps, *VIEW))


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0009_erasures")]
    operations = [migrations.RunPython(allow, forbid)]
