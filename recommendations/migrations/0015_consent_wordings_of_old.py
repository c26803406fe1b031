"""The words of the versions that submissions already keep: hashes over the English, whatever language was read.

On a tablet in a store the last line of the later ones was said as well, and elsewhere it was not.
"""

from django.db import migrations

WORDS = {
    "1+7407e27713c9": """\
You answer questions about your spasms and your health. It takes a few minutes.
Written rules compare your answers with what studies say and with what our stores have.
A Patient Counselor reads your answers. We keep them encrypted (locked with a key).
We do not sell your answers or show them to advertisers.
You do not have to give your name, your e-mail address or your phone number.
You can stop at any time. Answers you do not send are deleted, but not within a day.
This is information. It is not a diagnosis and does not replace your doctor.""",
    "1+70d41fa072f0": """\
You answer questions about your spasms and your health. It takes a few minutes.
Written rules compare your answers with what studies say and with what our stores have.
A Patient Counselor reads your answers. We keep them encrypted (locked with a key).
We do not sell your answers or show them to advertisers.
You do not have to give your name, your e-mail address or your phone number.
You can stop at any time. If you do not send your answers, you can go back to them for one day after your last change. Then we delete them.
This is information. It is not a diagnosis and does not replace your doctor.""",
    "1+463bc9da30ec": """\
You answer questions about your spasms and your health.
Written rules compare your answers with what studies say and what our stores have.
A Patient Counselor reads your answers. We keep them encrypted (locked with a key).
We never sell your answers or show them to advertisers.
You do not have to give your name, your e-mail address or your phone number.
You can stop at any time. If you do not send your answers, you can go back to them for one day after your last change. Then we delete them.
This is information. It is not a diagnosis and does not replace your doctor.""",
    "1+5572a563136b": """\
You answer questions about your spasms and your health. It takes a few minutes.
Written rules compare your answers with what studies say and with what our stores have.
A Patient Counselor reads your answers. We keep them encrypted (locked with a key).
We do not sell your answers or show them to advertisers.
You do not have to give your name, your e-mail address or your phone number.
You can stop at any time. If you do not send your answers, you can go back to them for one day after your last change, or for 14 days if you save them with a code. Then we delete them.
This is information. It is not a diagnosis and does not replace your doctor.
This tablet is shared. It forgets your answers when you press “Finish and clear”, or after some minutes without a touch, unless you save them with a code.""",
    "1+fabe67eae43b": """\
Written rules compare your answers with what studies say and what our stores have.
A Patient Counselor reads your answers. We keep them locked with a key.
We never sell them or show them to advertisers.
You need not give a name, an e-mail address or a phone number.
You can stop at any time. Unsent answers are deleted after one day, or after 14 days if you save them with a code.
This is no diagnosis and does not replace your doctor.
This tablet is shared. It forgets your answers when you press “Finish and clear”, or after some minutes without a touch, unless you save them with a code.""",
}


def keep(apps, schema_editor):
    wordings = apps.get_model("recommendations", "ConsentWording").objects
    wordings.bulk_create(
        wordings.model(version=version, language="", words=words) for version, words in WORDS.items()
    )


def drop(apps, schema_editor):
    apps.get_model("recommendations", "ConsentWording").objects.filter(version__in=WORDS).delete()


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0014_consent_wordings")]
    operations = [migrations.RunPython(keep, drop)]
