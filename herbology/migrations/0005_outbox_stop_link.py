"""A mail may say where it can be stopped; None in those that were written before."""

import herbology.encrypted
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('herbology', '0004_throttle'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmail',
            name='stop_url',
            field=herbology.encrypted.EncryptedTextField(help_text='Empty: there is none.', null=True, verbose_name='address that stops such mails'),
        ),
    ]
