"""Who wants to be told when a product can be had at a store again."""

import django.db.models.deletion
import herbology.encrypted
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('products', "0014_translations"),
    ]

    operations = [
        migrations.CreateModel(
            name='BackInStockRequest',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('email', herbology.encrypted.EncryptedTextField(verbose_name='e-mail address')),
                ('email_hash', models.CharField(max_length=64, verbose_name='keyed hash of the address')),
                ('site_url', models.CharField(max_length=300, verbose_name='address of the site')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('asked_at', models.DateTimeField(db_index=True, verbose_name='asked at')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmed at')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='products.product')),
                ('store', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='products.store')),
            ],
            options={
                'verbose_name': 'back-in-stock request',
                'verbose_name_plural': 'back-in-stock requests',
                'ordering': ['asked_at', 'pk'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('confirmed_at__isnull', False)), fields=['store', 'product'], name='back_in_stock_confirmed')],
                'constraints': [models.UniqueConstraint(fields=('email_hash', 'product', 'store'), name='back_in_stock_asked_once')],
            },
        ),
    ]
