"""Lead counselors keep the message templates; patient counselors see them."""

from importlib import import_module

from django.db import migrations

COUNSELORS, LEADS = "patient counselors", "lead counselors"
VIEW, ADD, CHANGE = (
    (f"{verb}_messagetemplate", f"Can {verb} message template") for verb in ("view", "add", "change")
)
permission = import_module("herbology.migrations.0003_managers").permission


def allow(apps, schema_editor):
    for name, codes in ((COUNSELORS, (VIEW,)), (LEADS, (VIEW, ADD, CHANGE))):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*(_permission(apps, *code) for code in codes))


def _permission(apps, codename, name):
    return permission(apps, "recommendations", "messagetemplate", codename, name)


def forbid(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=(COUNSELORS, LEADS)):
        group.permissions.remove(*(_permission(apps, *code) for code in (VIEW, ADD, CHANGE)))


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0007_desk_of_old"),
        ("herbology", "0003_managers"),
    ]
    operations = [migrations.RunPython(allow, forbid)]
