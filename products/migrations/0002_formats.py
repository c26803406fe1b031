"""The kinds of product a dispensary holds, so that production starts with them.

Bounds are a net for wrong decimal points and misfiled products, not quality limits: they lie a
little beyond the strongest that is really sold. What lies outside is never offered.
"""

from decimal import Decimal

from django.db import migrations

INHALED = "inhalation"

# code, name, routes, unit of a serving, smallest amount of it, parts a piece divides into,
# highest plausible total THC in %, highest plausible THC per serving in mg
FORMATS = [
    # The strongest flower reads about 36 %. How much one breath takes up is unknown.
    ("flower", "Flower", ["smoked", "vaporized"], INHALED, None, 1, 40, None),
    # Rolled in paper, so it can only be smoked.
    ("preroll", "Pre-roll", ["smoked"], INHALED, None, 1, 40, None),
    # Flower with hash or oil added.
    ("infused_preroll", "Infused pre-roll", ["smoked"], INHALED, None, 1, 65, None),
    # Oil for a battery; the strongest reads about 95 %.
    ("cartridge", "Vape cartridge", ["vaporized"], INHALED, None, 1, 98, None),
    ("disposable_vape", "Disposable vape pen", ["vaporized"], INHALED, None, 1, 98, None),
    # Wax, shatter, rosin, crystals.
    ("concentrate", "Concentrate", ["vaporized"], INHALED, None, 1, 100, None),
    # Filled with a powder or an oil that runs out when cut.
    ("capsule", "Capsule", ["edible"], "piece", "1", 1, 40, 100),
    ("softgel", "Softgel", ["edible"], "piece", "1", 1, 40, 100),
    # Pressed evenly, so halves hold about the same; quarters crumble.
    ("tablet", "Tablet", ["edible"], "piece", "1", 2, 40, 100),
    # Poured from one well-stirred pot; too small and sticky for quarters unless scored.
    ("gummy", "Gummy", ["edible"], "piece", "1", 2, 10, 100),
    # One square cuts cleanly into quarters.
    ("chocolate", "Chocolate", ["edible"], "piece", "1", 4, 10, 100),
    # Dough does not spread evenly: one crumb may hold half of it.
    ("baked_good", "Baked good", ["edible"], "piece", "1", 1, 10, 100),
    # Hard candy splinters.
    ("hard_candy", "Hard candy or lozenge", ["edible"], "piece", "1", 1, 10, 100),
    # What was mixed in settles or floats, so part of a bottle has no known dose.
    ("beverage", "Beverage", ["edible"], "piece", "1", 1, 5, 100),
    # Sachets and sticks.
    ("dissolvable_powder", "Dissolvable powder", ["edible"], "piece", "1", 1, 20, 100),
    # Measured with the marked syringe or dropper it comes with.
    ("infused_oil", "Cooking oil or honey", ["edible"], "ml", "0.1", 1, 20, 150),
    # Whole-plant extract in a marked syringe: the strongest that is swallowed.
    ("rso_syringe", "Extract in a syringe (RSO)", ["edible"], "ml", "0.1", 1, 98, 1000),
    # Held under the tongue. A marked dropper shows 0.1 mL; drops differ in size.
    ("tincture", "Tincture", ["oral_tincture"], "ml", "0.1", 1, 30, 150),
    # The pump gives the same amount each time.
    ("oral_spray", "Oral spray", ["oral_tincture"], "spray", "1", 1, 30, 20),
    # Cut with scissors along the printed line.
    ("sublingual_strip", "Strip for under the tongue", ["oral_tincture"], "piece", "1", 2, 40, 50),
    # On the skin there is no dose. Above 10 % it is no cream but a misfiled patch or oil.
    ("cream", "Cream or lotion", ["topical"], "gram", None, 1, 10, None),
    ("balm", "Balm or salve", ["topical"], "gram", None, 1, 10, None),
    ("gel", "Gel", ["topical"], "gram", None, 1, 10, None),
    ("roll_on", "Roll-on", ["topical"], "gram", None, 1, 10, None),
    ("topical_spray", "Spray for the skin", ["topical"], "gram", None, 1, 10, None),
    ("massage_oil", "Massage oil", ["topical"], "gram", None, 1, 10, None),
    # A bath reaches skin where a cream must not go, and no one place: it has no route.
    ("bath", "Bath salt or bomb", [], "gram", None, 1, 10, None),
    # Reaches the blood. A cut patch may let everything out at once.
    ("patch", "Transdermal patch", ["transdermal_patch"], "piece", "1", 1, 60, 100),
]


def add_formats(apps, schema_editor):
    Format = apps.get_model("products", "Format")
    FormatRoute = apps.get_model("products", "FormatRoute")
    for code, name, routes, unit, smallest, parts, percent, mg in FORMATS:
        kind = Format.objects.create(
            code=code,
            name=name,
            measure_unit=unit,
            smallest_measurable_amount=Decimal(smallest) if smallest else None,
            divides_into=parts,
            max_total_thc_percent=percent,
            max_thc_mg_per_serving=mg,
        )
        FormatRoute.objects.bulk_create(FormatRoute(format=kind, route=route) for route in routes)


def remove_formats(apps, schema_editor):
    apps.get_model("products", "Format").objects.filter(code__in=[row[0] for row in FORMATS]).delete()


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]
    operations = [migrations.RunPython(add_formats, remove_formats)]
