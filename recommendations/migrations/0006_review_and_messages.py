# What a counselor changes, opens, states and writes.

import django.db.models.deletion
import herbology.encrypted
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('products', '0012_imports_of_old'),
        ('recommendations', '0005_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MessageTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='name')),
                ('text', models.TextField(max_length=4000, verbose_name='text')),
                ('active', models.BooleanField(default=True, verbose_name='offered to counselors')),
            ],
            options={
                'verbose_name': 'message template',
                'verbose_name_plural': 'message templates',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='submission',
            name='advised',
            field=models.ManyToManyField(related_name='+', to='products.batch'),
        ),
        migrations.AddField(
            model_name='submission',
            name='first_answered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='first answered at'),
        ),
        migrations.AddField(
            model_name='submission',
            name='pages',
            field=herbology.encrypted.EncryptedJSONField(blank=True, null=True, verbose_name='as typed, page by page'),
        ),
        migrations.AddField(
            model_name='submission',
            name='patient_hash',
            field=models.CharField(blank=True, db_index=True, help_text='Of the e-mail address, with a key: finds the same patient, tells nothing.', max_length=64),
        ),
        migrations.AddField(
            model_name='submission',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at'),
        ),
        migrations.AlterField(
            model_name='deskevent',
            name='kind',
            field=models.CharField(choices=[('claimed', 'claimed'), ('handed_back', 'handed back'), ('handed_over', 'handed over'), ('called', 'called'), ('noted', 'noted'), ('asked', 'waiting for the patient'), ('answered', 'answered by phone or in person'), ('closed', 'closed'), ('reopened', 'opened again'), ('left', 'left as it is'), ('bounced', 'noted that mail came back'), ('readdressed', 'corrected the e-mail address')], max_length=12, verbose_name='what'),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('kind', models.CharField(choices=[('add', 'added'), ('replace', 'changed'), ('withhold', 'withheld'), ('restore', 'as it was suggested')], max_length=8, verbose_name='what')),
                ('route', models.CharField(max_length=24, verbose_name='route')),
                ('snapshot', herbology.encrypted.EncryptedJSONField(null=True, verbose_name='the batch as it was')),
                ('reasons', herbology.encrypted.EncryptedJSONField(default=list, verbose_name='reasons')),
                ('reason_code', herbology.encrypted.EncryptedTextField(blank=True, verbose_name='coded reason')),
                ('note', herbology.encrypted.EncryptedTextField(blank=True, verbose_name='note')),
                ('rules', models.JSONField(default=list, verbose_name='rules overridden')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='recommendations.assessment')),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.batch', verbose_name='batch')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='review',
            name='last_amendment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='recommendations.amendment', verbose_name='last amendment'),
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', herbology.encrypted.EncryptedTextField(verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('review', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='message', to='recommendations.review', verbose_name='sent with')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='recommendations.submission')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RouteOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened', models.JSONField(verbose_name='rules opened, by route')),
                ('reason_code', herbology.encrypted.EncryptedTextField(verbose_name='coded reason')),
                ('note', herbology.encrypted.EncryptedTextField(blank=True, verbose_name='note')),
                ('agreement', herbology.encrypted.EncryptedJSONField(null=True, verbose_name="a prescriber's agreement")),
                ('at', models.DateTimeField(verbose_name='at')),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opening', to='recommendations.assessment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'opening',
                'verbose_name_plural': 'openings',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('changes', herbology.encrypted.EncryptedJSONField(verbose_name='answers')),
                ('pages', herbology.encrypted.EncryptedJSONField(verbose_name='as typed')),
                ('said', herbology.encrypted.EncryptedJSONField(verbose_name='in words')),
                ('note', herbology.encrypted.EncryptedTextField(verbose_name='how it was cleared up')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='statement', to='recommendations.assessment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': "counselor's statement",
                'verbose_name_plural': "counselors' statements",
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('batch__isnull', False), ('kind__in', ['add', 'replace'])), models.Q(('batch__isnull', True), ('kind__in', ['withhold', 'restore'])), _connector='OR'), name='amendment_names_a_batch_where_it_offers_one'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.CheckConstraint(condition=models.Q(('review', None), ('by__isnull', False), _connector='OR'), name='message_with_a_review_is_from_the_desk'),
        ),
    ]
