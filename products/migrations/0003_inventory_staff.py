"""The group of people who keep the stock true. It sees nothing of patients."""

from django.db import migrations

GROUP = "inventory staff"

KEPT = ["view", "add", "change"]
KEPT_AND_REMOVED = [*KEPT, "delete"]
# Rows inside another record may be removed; records themselves are delisted, never deleted.
ACTIONS = {
    "store": KEPT,
    "openinghours": KEPT_AND_REMOVED,
    "strain": KEPT,
    "format": KEPT,
    "formatroute": KEPT_AND_REMOVED,
    "product": KEPT,
    "productallergen": KEPT_AND_REMOVED,
    "labresult": KEPT,
    "panelresult": KEPT_AND_REMOVED,
    "cannabinoidreading": KEPT_AND_REMOVED,
    "batch": KEPT,
    "movement": ["view"],
    "statechange": ["view"],
}


def add_group(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for model_name, actions in ACTIONS.items():
        group.permissions.add(*(_permission(apps, model_name, action) for action in actions))


def _permission(apps, model_name, action):
    """Django makes permissions only after all migrations ran, so make this one as it would."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="products", model=model_name
    )
    verbose_name = apps.get_model("products", model_name)._meta.verbose_name
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model_name}",
        defaults={"name": f"Can {action} {verbose_name}"},
    )
    return permission


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0002_formats"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_group, remove_group)]
