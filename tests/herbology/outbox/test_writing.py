import pytest
from django.db import IntegrityError, connection, transaction

from herbology.outbox import OutgoingMail, forget, send_again, take_back
from tests.herbology.outbox import make

pytestmark = pytest.mark.django_db


def test_put_is_undone_with_its_transaction():
    with transaction.atomic():
        make.mail()
        transaction.set_rollback(True)

    assert OutgoingMail.objects.count() == 0


def test_put_with_the_same_key_gives_the_first_mail():
    first = make.mail(key="alert/1", subject="First")

    with transaction.atomic():
        second = make.mail(key="alert/1", subject="Second")
        subjects = list(OutgoingMail.objects.values_list("subject", flat=True))

    assert (second, subjects) == (first, ["First"])


def test_put_keeps_address_and_text_from_whoever_reads_the_database():
    make.mail(to="ann@example.org", body="There is something to read.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM herbology_outgoingmail")
        stored = str(cursor.fetchone())

    assert [word in stored for word in ("ann", "example.org", "to read.")] == [False] * 3


def test_put_makes_one_line_of_a_subject_that_would_not_fit():
    subject = make.mail(subject="Low stock:\r\nBcc: bob@example.org " + "x" * 300).subject

    assert (subject[:33], len(subject)) == ("Low stock: Bcc: bob@example.org x", 200)


def test_send_again_takes_failed_and_uncertain_mails_only():
    mails = {state: make.mail_in(state, attempts=6) for state in OutgoingMail.State.values}

    number = send_again(OutgoingMail.objects.all(), at=make.NOW)

    due = OutgoingMail.objects.filter(state="waiting", attempts=0, due_at=make.NOW)
    assert number == 2
    assert set(due) == {mails["failed"], mails["uncertain"]}


def test_take_back_deletes_only_what_still_waits():
    for state in OutgoingMail.State.values:
        make.mail_in(state)

    number = take_back(OutgoingMail.objects.all())

    left = set(OutgoingMail.objects.values_list("state", flat=True))
    assert (number, left) == (1, set(OutgoingMail.State.values) - {"waiting"})


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"state": "sending"},
        {"state": "waiting", "sent_at": make.NOW},
    ],
)
def test_state_that_cannot_be_is_refused_by_the_database(changes):
    make.mail()

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.update(**changes)


def test_forget_deletes_only_what_no_sender_will_touch():
    for state in OutgoingMail.State.values:
        make.mail_in(state)

    assert forget(OutgoingMail.objects.all()) == 3
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"waiting", "sending"}
