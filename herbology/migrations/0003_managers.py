"""The people who look after people: who works here, and what was done. They see no patient data."""

from django.db import migrations

GROUP = "managers"
# Of each model: its verbose name, and what they may do. Roles themselves are looked up only.
ACTIONS = {
    ("herbology", "auditentry"): ("audit entry", ["view"]),
    ("auth", "user"): ("user", ["view", "add", "change"]),
    ("auth", "group"): ("group", ["view"]),
}


def add_group(apps, schema_editor):
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    for (app, model), (words, actions) in ACTIONS.items():
        group.permissions.add(*(permission(apps, app, model, f"{action}_{model}", f"Can {action} {words}") for action in actions))


def permission(apps, app, model, codename, name):
    """Django makes permissions only after all migrations ran, so make this one as it would."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return found


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("herbology", "0002_audit"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(add_group, remove_group)]
