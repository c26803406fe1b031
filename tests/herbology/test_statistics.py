import pytest
from django.db import connection

from herbology.statistics import renew_statistics
from products.models import Strain

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without statistics")
def test_database_knows_of_rows_that_were_just_written():
    Strain.objects.bulk_create(Strain(name=f"S{n}", slug=f"s{n}") for n in range(30))

    renew_statistics("products")

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'products_strain'")
        assert cursor.fetchone() == (30,)


def test_every_database_takes_it():
    renew_statistics("products")
