# Which batches the patient's page has shown, and when the patient was last told.

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("products", "0012_imports_of_old"),
        ("recommendations", "0011_come_back_codes_and_assisted_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="last_told_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the desk last answered, or policy showed the result at once.",
                null=True,
                verbose_name="last told at",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="watched",
            field=models.ManyToManyField(related_name="+", to="products.batch"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                fields=["state", "desk_state", "last_told_at"], name="submission_answered"
            ),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("call_requested_at__isnull", False)),
                fields=["call_requested_at"],
                name="submission_calls",
            ),
        ),
    ]
