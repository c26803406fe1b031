"""The words that people agreed to, by the version that a submission keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0013_watched_of_old")]

    operations = [
        migrations.CreateModel(
            name="ConsentWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=40, unique=True, verbose_name="version")),
                ("language", models.CharField(blank=True, max_length=12, verbose_name="language")),
                ("words", models.TextField(verbose_name="words")),
                ("first_agreed_at", models.DateTimeField(null=True, verbose_name="first agreed to at")),
            ],
            options={
                "verbose_name": "consent wording",
                "verbose_name_plural": "consent wordings",
            },
        ),
    ]
