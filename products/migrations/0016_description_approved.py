"""Descriptions are shown once somebody on staff has read them; nobody has read those that are there."""

from django.db import migrations, models

HELP = (
    "Tick it once you have read the description in each language: no claim, nothing about how much to take, nothing"
    " about moods or effects. Shoppers then see it on the page. If you change a text and leave the tick, you approve"
    " what you wrote. An import that changes one takes the tick away."
)


def approval():
    return models.BooleanField("description approved", default=False, help_text=HELP)


class Migration(migrations.Migration):
    dependencies = [("products", "0015_back_in_stock")]
    operations = [
        migrations.AddField("product", "description_approved", approval()),
        migrations.AddField("strain", "description_approved", approval()),
    ]
