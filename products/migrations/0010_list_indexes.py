"""For the admin's lists at 100,000 batches: measured by `tests.bench_lists`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("products", "0009_inventory_staff_more")]
    operations = [
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(fields=["state", "-id"], name="batch_state_newest_first"),
        ),
        migrations.AddIndex(
            model_name="labresult",
            index=models.Index(fields=["-tested_on", "id"], name="lab_result_newest_first"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["name", "id"], name="product_by_name"),
        ),
    ]
