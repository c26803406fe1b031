from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "patient counselors"
# Read every submission, decide on it, and look at what is on the shelf; change neither.
PERMISSIONS = {
    "recommendations": ["view_submission", "publish_submission"],
    "products": [
        "view_store",
        "view_strain",
        "view_format",
        "view_product",
        "view_labresult",
        "view_batch",
    ],
}


def make_group(apps, schema_editor):
    from django.apps import apps as installed  # permissions are made after migrations otherwise

    for label in PERMISSIONS:
        create_permissions(installed.get_app_config(label), apps=apps, verbosity=0)
    permission_model = apps.get_model("auth", "Permission")
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for label, codenames in PERMISSIONS.items():
        group.permissions.add(
            *permission_model.objects.filter(
                content_type__app_label=label, codename__in=codenames
            )
        )


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0001_initial"),
        ("products", "0003_inventory_staff"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
