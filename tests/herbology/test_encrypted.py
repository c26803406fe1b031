import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from herbology.encrypted import DecryptionError, EncryptedJSONField, EncryptedTextField

OLD_KEY = Fernet.generate_key().decode()
NEW_KEY = Fernet.generate_key().decode()
SECRET = "takes baclofen"


@pytest.fixture
def record_class(db):
    """A model of its own, so that the fields are tested against a real table."""
    with isolate_apps("herbology"):

        class Record(models.Model):  # noqa: DJ008
            note = EncryptedTextField(null=True)
            answers = EncryptedJSONField(null=True)

            class Meta:
                app_label = "herbology"

        # By hand: SQLite's schema editor refuses to work inside the test's transaction.
        create, _params = connection.schema_editor().table_sql(Record)
        with connection.cursor() as cursor:
            cursor.execute(create)
        yield Record


def stored_row(record_class):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT note, answers FROM {record_class._meta.db_table}")
        return cursor.fetchone()


@pytest.mark.parametrize("text", ["", "0", SECRET, "ñandú 😀 مرحبا"])
def test_text_field_returns_what_was_saved(record_class, text):
    record = record_class.objects.create(note=text)

    record.refresh_from_db()

    assert record.note == text


@pytest.mark.parametrize(
    "value",
    [0, False, "", {}, [], {"nrs_severity": 0, "condition": [], "age": None}, 1.5, "\ud800"],
)
def test_json_field_returns_what_was_saved(record_class, value):
    record = record_class.objects.create(answers=value)

    record.refresh_from_db()

    assert (type(record.answers), record.answers) == (type(value), value)


def test_none_is_stored_as_null(record_class):
    record_class.objects.create(note=None, answers=None)

    assert stored_row(record_class) == (None, None)
    assert record_class.objects.filter(note__isnull=True, answers__isnull=True).count() == 1


def test_stored_row_holds_no_plain_text(record_class):
    record_class.objects.create(note=SECRET, answers={"medication_other": SECRET})

    note, answers = stored_row(record_class)

    assert [word in note + answers for word in (SECRET, "baclofen", "medication_other")] == [
        False,
        False,
        False,
    ]


def test_same_text_has_another_ciphertext_each_time(record_class):
    record_class.objects.create(note=SECRET)
    first, _ = stored_row(record_class)

    record_class.objects.update(note=SECRET)

    assert stored_row(record_class)[0] != first


def test_update_and_bulk_update_encrypt_once(record_class):
    record = record_class.objects.create(note="before", answers=[])
    record.note, record.answers = SECRET, [SECRET]

    record_class.objects.bulk_update([record], ["note", "answers"])

    assert record_class.objects.values_list("note", "answers").get() == (SECRET, [SECRET])


def test_new_key_in_front_encrypts_and_old_key_still_opens(record_class, settings):
    settings.HEALTH_DATA_KEYS = [OLD_KEY]
    old = record_class.objects.create(note="old")
    settings.HEALTH_DATA_KEYS = [NEW_KEY, OLD_KEY]
    new = record_class.objects.create(note="new")

    notes = list(record_class.objects.order_by("pk").values_list("note", flat=True))
    settings.HEALTH_DATA_KEYS = [NEW_KEY]

    assert notes == ["old", "new"]
    assert record_class.objects.get(pk=new.pk).note == "new"
    with pytest.raises(DecryptionError):
        record_class.objects.get(pk=old.pk)


def test_wrong_key_names_the_field_and_what_to_do(record_class, settings):
    settings.HEALTH_DATA_KEYS = [OLD_KEY]
    record_class.objects.create(note=SECRET)
    settings.HEALTH_DATA_KEYS = [NEW_KEY]

    with pytest.raises(DecryptionError) as raised:
        record_class.objects.get()

    assert str(raised.value) == (
        "herbology.Record.note: no key in HEALTH_DATA_KEYS opens this value. "
        "Add the key it was encrypted with to the end of the list."
    )


@pytest.mark.parametrize("lookup", ["note", "note__contains", "answers__age", "answers__in"])
def test_search_is_refused(record_class, lookup):
    with pytest.raises(FieldError, match="is encrypted: only isnull can be asked of it"):
        record_class.objects.filter(**{lookup: [SECRET]}).exists()
