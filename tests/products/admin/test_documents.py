import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from products.attachments import attach
from products.models import Attachment, LabResult
from tests.products import make
from tests.products.admin.coa import ADD, add, form_errors, prefilled, reading, typed
from tests.products.admin.pages import save

pytestmark = pytest.mark.django_db

CERTIFICATE = b"%PDF-1.7 certificate"


def document(name="coa.pdf", content=CERTIFICATE):
    return SimpleUploadedFile(name, content)


def kept(result, by=None):
    return attach(lab_result=result, name="coa.pdf", content=CERTIFICATE, by=by, at=make.NOW)


def test_document_is_attached_with_the_new_lab_result(desk, clerk):
    add(desk, document=document())

    attachment = Attachment.objects.get()
    assert (attachment.lab_result, attachment.name, bytes(attachment.content), attachment.by) == (
        LabResult.objects.get(),
        "coa.pdf",
        CERTIFICATE,
        clerk,
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "coa.pdf is empty. Choose the file again."),
        (b"GIF89a", "coa.pdf is not a PDF, PNG or JPEG file. Save the document as one of these."),
    ],
)
def test_refused_document_loses_nothing_that_was_typed(content, said, desk):
    readings = [reading("thc", "0.4", "mg_per_g")]

    page = add(
        desk,
        **typed(readings=readings, lot="L77", terpenes="myrcene 0.4"),
        document=document(content=content),
    )

    form = page.context["adminform"].form
    assert form.errors == {"document": [said]}
    assert (form["lot"].value(), form["terpenes"].value()) == ("L77", "myrcene 0.4")
    assert prefilled(page, "readings", "amount") == ["0.4"]
    assert LabResult.objects.count() == 0


def test_chosen_document_is_asked_for_again_when_something_else_is_wrong(desk):
    page = add(desk, lot="", document=document()).content.decode()

    assert "Choose the document again before you save." in page


def test_document_that_is_attached_already_is_refused_on_the_page(desk):
    result = make.lab_result(make.product())
    kept(result)

    page = save(
        desk,
        f"/admin/products/labresult/{result.pk}/change/",
        typed(document=document("again.pdf")),
    )

    assert form_errors(page) == {
        "document": ["This document is attached already, as coa.pdf. There is nothing to do."]
    }


def test_document_attached_to_a_saved_lab_result_joins_the_others(desk):
    result = make.lab_result(make.product())
    kept(result)

    save(
        desk,
        f"/admin/products/labresult/{result.pk}/change/",
        typed(document=document("page-2.pdf", CERTIFICATE + b" 2")),
    )

    assert {each.name for each in result.attachments.all()} == {"coa.pdf", "page-2.pdf"}


def test_form_sends_files(desk):
    assert 'enctype="multipart/form-data"' in desk.get(ADD).content.decode()


def test_page_lists_what_is_attached_without_reading_it(desk, clerk, django_assert_max_num_queries):
    result = make.lab_result(make.product())
    attachment = kept(result, by=clerk)

    with django_assert_max_num_queries(100) as captured:
        page = desk.get(f"/admin/products/labresult/{result.pk}/change/").content.decode()

    link = f'href="/admin/products/labresult/attachment/{attachment.pk}/">coa.pdf</a>'
    assert link in page
    assert [query["sql"] for query in captured if '"content"' in query["sql"]] == []


def test_document_is_served_to_be_saved_and_never_to_be_run(desk):
    attachment = kept(make.lab_result(make.product()))

    answer = desk.get(f"/admin/products/labresult/attachment/{attachment.pk}/")

    assert answer.content == CERTIFICATE
    headers = (
        "Content-Type",
        "Content-Disposition",
        "X-Content-Type-Options",
        "Content-Security-Policy",
    )
    assert [answer[name] for name in headers] == [
        "application/pdf",
        'attachment; filename="coa.pdf"',
        "nosniff",
        "sandbox; default-src 'none'",
    ]


def test_document_that_is_not_there_is_not_found(desk):
    assert desk.get("/admin/products/labresult/attachment/999/").status_code == 404


@pytest.fixture
def counselor(client, django_user_model):
    """Sees lab results, by the permissions that the migration gives, but no documents."""
    user = django_user_model.objects.create_user("counselor", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    client.force_login(user)
    return client


def test_document_needs_permission_to_see_it(counselor):
    result = make.lab_result(make.product())
    attachment = kept(result)

    page = counselor.get(f"/admin/products/labresult/{result.pk}/change/")
    answer = counselor.get(f"/admin/products/labresult/attachment/{attachment.pk}/")

    assert (page.status_code, b"coa.pdf" in page.content, answer.status_code) == (200, False, 403)


def test_visitor_is_sent_to_sign_in_before_seeing_a_document(client):
    attachment = kept(make.lab_result(make.product()))

    answer = client.get(f"/admin/products/labresult/attachment/{attachment.pk}/")

    assert answer.url.startswith("/admin/login/")


def test_document_is_not_taken_from_someone_who_may_not_attach(desk, clerk):
    permissions = Group.objects.get(name="inventory staff").permissions
    permissions.remove(permissions.get(codename="add_attachment"))

    add(desk, document=document())

    assert (LabResult.objects.count(), Attachment.objects.count()) == (1, 0)
