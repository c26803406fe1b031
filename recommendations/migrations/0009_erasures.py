# That something was erased, and nothing of what.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('recommendations', '0008_template_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=14, unique=True, verbose_name='receipt')),
                ('at', models.DateTimeField(verbose_name='erased at')),
                ('submissions', models.PositiveSmallIntegerField(verbose_name='submissions')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
