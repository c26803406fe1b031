"""The words by which products and strains are found, with the database's own text search on them."""

import django.db.models.deletion
from django.db import connection, migrations, models

from products.words import plain, words_of

CHUNK = 1000
# The index holds what the table holds, so that a delete or an update must name the old words.
SQLITE = (
    """CREATE VIRTUAL TABLE products_searchtext_fts USING fts5(
        words, content='products_searchtext', content_rowid='id',
        tokenize='unicode61 remove_diacritics 0', prefix='2 3')""",
    """CREATE TRIGGER products_searchtext_added AFTER INSERT ON products_searchtext BEGIN
        INSERT INTO products_searchtext_fts(rowid, words) VALUES (new.id, new.words);
    END""",
    """CREATE TRIGGER products_searchtext_gone AFTER DELETE ON products_searchtext BEGIN
        INSERT INTO products_searchtext_fts(products_searchtext_fts, rowid, words)
        VALUES ('delete', old.id, old.words);
    END""",
    """CREATE TRIGGER products_searchtext_changed AFTER UPDATE ON products_searchtext BEGIN
        INSERT INTO products_searchtext_fts(products_searchtext_fts, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO products_searchtext_fts(rowid, words) VALUES (new.id, new.words);
    END""",
)
# A column of its own: made anew for each row, the vectors would take longer than all the rest.
POSTGRESQL = (
    """ALTER TABLE products_searchtext ADD COLUMN vector tsvector
        GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED""",
    "CREATE INDEX products_searchtext_fts ON products_searchtext USING gin (vector)",
)
REMOVED = {
    "sqlite": (
        "DROP TRIGGER products_searchtext_added",
        "DROP TRIGGER products_searchtext_gone",
        "DROP TRIGGER products_searchtext_changed",
        "DROP TABLE products_searchtext_fts",
    ),
    "postgresql": ("ALTER TABLE products_searchtext DROP COLUMN vector",),
}


def add_index(apps, schema_editor):
    _execute(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def remove_index(apps, schema_editor):
    _execute(schema_editor, REMOVED)


def _execute(schema_editor, statements):
    """Tests without migrations have no schema editor."""
    database = schema_editor.connection if schema_editor else connection
    with database.cursor() as cursor:
        for statement in statements[database.vendor]:
            cursor.execute(statement)


def add_texts(apps, schema_editor):
    SearchText = apps.get_model("products", "SearchText")
    strains = apps.get_model("products", "Strain").objects.values_list("pk", "name")
    products = apps.get_model("products", "Product").objects.values_list(
        "pk", "name", "producer", "strain__name", "format__name"
    )
    words = set()
    for of, found in (("strain_id", strains), ("product_id", products)):
        rows = [_text(SearchText, of, *facts) for facts in found.order_by("pk")]
        SearchText.objects.bulk_create(rows, batch_size=CHUNK)
        words.update(word for row in rows for word in row.words.split())
    SearchWord = apps.get_model("products", "SearchWord")
    spelled = sorted(word for word in words if not word.isdecimal())
    SearchWord.objects.bulk_create((SearchWord(word=word) for word in spelled), batch_size=CHUNK)


def _text(SearchText, of, pk, name, *others):
    words = dict.fromkeys(words_of(" ".join(filter(None, (name, *others)))))
    return SearchText(**{of: pk, "name": plain(name), "words": " ".join(words)})


def do_nothing(apps, schema_editor):
    """The tables go anyway."""


class Migration(migrations.Migration):
    dependencies = [("products", "0012_imports_of_old")]
    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True, verbose_name="word")),
            ],
            options={
                "verbose_name": "word",
                "verbose_name_plural": "words",
                "ordering": ["word"],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(verbose_name="name in plain letters")),
                ("words", models.TextField(verbose_name="words")),
                ("product", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="search_text", to="products.product", verbose_name="product")),
                ("strain", models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="search_text", to="products.strain", verbose_name="strain")),
            ],
            options={
                "verbose_name": "search text",
                "verbose_name_plural": "search texts",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("product__isnull", False), ("strain__isnull", True)),
                            models.Q(("product__isnull", True), ("strain__isnull", False)),
                            _connector="OR",
                        ),
                        name="search_text_of_a_product_or_a_strain",
                    )
                ],
            },
        ),
        migrations.RunPython(add_index, remove_index),
        migrations.RunPython(add_texts, do_nothing),
    ]
