"""What visitors read of the catalogue, in Spanish beside the English; the shipped formats are named at once."""

from django.db import migrations, models

from products.words import words_of

HELP = "Empty: the English is shown, marked as English."

# Code and English name, as 0002_formats wrote them: what staff have renamed is theirs to translate.
SPANISH = {
    ("flower", "Flower"): "Flor",
    ("preroll", "Pre-roll"): "Cigarrillo ya enrollado (pre-roll)",
    ("infused_preroll", "Infused pre-roll"): "Cigarrillo ya enrollado, con concentrado",
    ("cartridge", "Vape cartridge"): "Cartucho para vapear",
    ("disposable_vape", "Disposable vape pen"): "Vaporizador desechable",
    ("concentrate", "Concentrate"): "Concentrado",
    ("capsule", "Capsule"): "Cápsula",
    ("softgel", "Softgel"): "Cápsula blanda",
    ("tablet", "Tablet"): "Tableta",
    ("gummy", "Gummy"): "Gomita",
    ("chocolate", "Chocolate"): "Chocolate",
    ("baked_good", "Baked good"): "Producto horneado",
    ("hard_candy", "Hard candy or lozenge"): "Caramelo duro o pastilla para chupar",
    ("beverage", "Beverage"): "Bebida",
    ("dissolvable_powder", "Dissolvable powder"): "Polvo para disolver",
    ("infused_oil", "Cooking oil or honey"): "Aceite de cocina o miel",
    ("rso_syringe", "Extract in a syringe (RSO)"): "Extracto en jeringa (RSO)",
    ("tincture", "Tincture"): "Tintura",
    ("oral_spray", "Oral spray"): "Aerosol para la boca",
    ("sublingual_strip", "Strip for under the tongue"): "Tira para debajo de la lengua",
    ("cream", "Cream or lotion"): "Crema o loción",
    ("balm", "Balm or salve"): "Bálsamo o pomada",
    ("gel", "Gel"): "Gel",
    ("roll_on", "Roll-on"): "Roll-on",
    ("topical_spray", "Spray for the skin"): "Aerosol para la piel",
    ("massage_oil", "Massage oil"): "Aceite para masaje",
    ("bath", "Bath salt or bomb"): "Sal o bomba de baño",
    ("patch", "Transdermal patch"): "Parche para la piel",
}


def name_formats(apps, schema_editor):
    formats = apps.get_model("products", "Format").objects
    for (code, name), spanish in SPANISH.items():
        formats.filter(code=code, name=name, name_es="").update(name_es=spanish)


def add_words(apps, schema_editor):
    """So that products of old are found by the Spanish name of their kind, too."""
    SearchText = apps.get_model("products", "SearchText")
    texts = SearchText.objects.exclude(product__format__name_es="").filter(product__format__isnull=False)
    for format_id, name in texts.order_by().values_list("product__format", "product__format__name_es").distinct():
        for text in SearchText.objects.filter(product__format=format_id).iterator():
            words = dict.fromkeys([*text.words.split(), *words_of(name)])
            SearchText.objects.filter(pk=text.pk).update(words=" ".join(words))
        spelled = [word for word in words_of(name) if not word.isdecimal()]
        SearchWord = apps.get_model("products", "SearchWord")
        SearchWord.objects.bulk_create([SearchWord(word=word) for word in spelled], ignore_conflicts=True)


def do_nothing(apps, schema_editor):
    """The columns go with their names. Words too many do no harm in the search, until it is indexed anew."""


class Migration(migrations.Migration):
    dependencies = [("products", "0013_search")]
    operations = [
        migrations.AddField("format", "name_es", models.CharField("name in Spanish", max_length=60, blank=True, default="", help_text=HELP)),
        migrations.AddField("product", "name_es", models.CharField("name in Spanish", max_length=200, blank=True, default="", help_text=HELP)),
        migrations.AddField("product", "description_es", models.TextField("description in Spanish", blank=True, default="", help_text=HELP)),
        migrations.AddField("product", "ingredients_es", models.TextField("ingredients in Spanish", blank=True, default="", help_text=HELP)),
        migrations.AddField("strain", "description_es", models.TextField("description in Spanish", blank=True, default="", help_text=HELP)),
        migrations.AddField("store", "name_es", models.CharField("name in Spanish", max_length=100, blank=True, default="", help_text=HELP)),
        migrations.RunPython(name_formats, do_nothing),
        migrations.RunPython(add_words, do_nothing),
    ]
