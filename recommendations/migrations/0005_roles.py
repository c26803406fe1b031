"""Lead counselors, and what managers see of stock and of the desk: figures, never a submission."""

from importlib import import_module

from django.db import migrations

COUNSELORS, LEADS, MANAGERS = "patient counselors", "lead counselors", "managers"
PERMISSIONS = [
    ("publish_submission", "Can publish or withhold a result"),
    ("reassign_submission", "Can hand over what somebody else has claimed"),
    ("view_desk_report", "Can view the report on the desk's work, without names"),
]
REASSIGN, REPORT = PERMISSIONS[1:]
# Whatever inventory staff may view.
STOCK = "inventory staff"
permission = import_module("herbology.migrations.0003_managers").permission


def allow(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    counselors, _ = groups.get_or_create(name=COUNSELORS)
    leads, _ = groups.get_or_create(name=LEADS)
    reassign, report = (_of_submission(apps, *each) for each in (REASSIGN, REPORT))
    leads.permissions.add(*counselors.permissions.all(), reassign, report)
    managers, _ = groups.get_or_create(name=MANAGERS)
    managers.permissions.add(*_views_of_stock(apps), report)


def _of_submission(apps, codename, name):
    return permission(apps, "recommendations", "submission", codename, name)


def _views_of_stock(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        group__name=STOCK, content_type__app_label="products", codename__startswith="view_"
    )


def forbid(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name=LEADS).delete()
    for managers in groups.filter(name=MANAGERS):
        managers.permissions.remove(*_views_of_stock(apps), _of_submission(apps, *REPORT))


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_submissions_of_old"),
        ("products", "0012_imports_of_old"),
        ("herbology", "0003_managers"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="submission",
            options={
                "ordering": ["-submitted_at", "-pk"],
                "permissions": PERMISSIONS,
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
            },
        ),
        migrations.RunPython(allow, forbid),
    ]
