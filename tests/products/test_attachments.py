from pathlib import PurePosixPath

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from herbology.append_only import AppendOnlyError
from products.attachments import (
    EXTENSIONS,
    LONGEST_NAME,
    PDF,
    AttachmentError,
    attach,
    attachments_of,
    clean_name,
    refuse_size,
)
from products.models import Attachment
from tests.products import make

CERTIFICATE = b"%PDF-1.7 certificate"
PICTURE = b"\x89PNG\r\n\x1a\n picture"
PHOTO = b"\xff\xd8\xff\xe0 photo"
LIMIT_BYTES = 10 * 1024 * 1024


@pytest.fixture
def result(db):
    return make.lab_result(make.product())


def keep(result, name="coa.pdf", content=CERTIFICATE):
    return attach(lab_result=result, name=name, content=content, by=None, at=make.NOW)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("coa.pdf", CERTIFICATE, "application/pdf"),
        ("COA.PDF", CERTIFICATE, "application/pdf"),
        ("page.png", PICTURE, "image/png"),
        ("page.jpg", PHOTO, "image/jpeg"),
        ("page.jpeg", PHOTO, "image/jpeg"),
    ],
)
def test_document_is_kept_whole_under_its_name_and_type(name, content, media_type, result):
    kept = keep(result, name, content)

    kept.refresh_from_db()
    assert (kept.name, bytes(kept.content), kept.size_bytes, kept.media_type) == (
        name,
        content,
        len(content),
        media_type,
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("coa.pdf", b"", "coa.pdf is empty. Choose the file again."),
        (
            "coa.pdf",
            b"<html>",
            "coa.pdf is not a PDF, PNG or JPEG file. Save the document as one of these.",
        ),
        (
            "coa.pdf",
            PICTURE,
            "coa.pdf is a PNG file by its content. Let its name end in .png.",
        ),
        (
            "../coa.exe",
            CERTIFICATE,
            "coa.exe is a PDF file by its content. Let its name end in .pdf.",
        ),
        (
            "coa.pdf",
            CERTIFICATE.ljust(LIMIT_BYTES + 1),
            "coa.pdf has 10.1 MB. At most 10 MB can be kept: make it smaller.",
        ),
    ],
)
def test_unfit_file_is_refused_in_one_sentence_and_nothing_is_kept(name, content, said, result):
    with pytest.raises(AttachmentError) as refusal:
        keep(result, name, content)

    assert str(refusal.value) == said
    assert Attachment.objects.count() == 0


def test_file_of_just_the_largest_size_is_not_refused():
    assert refuse_size("coa.pdf", LIMIT_BYTES) is None


def test_same_document_is_refused_a_second_time_on_one_lab_result(result):
    keep(result, "coa.pdf")

    with pytest.raises(AttachmentError) as refusal:
        keep(result, "again.pdf")

    assert str(refusal.value) == (
        "This document is attached already, as coa.pdf. There is nothing to do."
    )
    assert result.attachments.count() == 1


def test_same_document_may_belong_to_two_lab_results(result):
    other = make.lab_result(result.product)

    kept = [keep(each).lab_result for each in (result, other)]

    assert kept == [result, other]


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("C:\\Documents\\coa.pdf", "coa.pdf"),
        ("../../etc/coa.pdf", "coa.pdf"),
        ("coa\x00\r\n\u202efdp.pdf", "coafdp.pdf"),
        ("  coa   of lot 7 .pdf", "coa of lot 7 .pdf"),
        (".pdf", "pdf.pdf"),
        ("certificate", "certificate.pdf"),
        ("..", "the file.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_name_is_cleaned(name, cleaned):
    assert clean_name(name, PDF) == cleaned


@given(st.text(st.characters(exclude_categories=[])))
def test_any_name_becomes_one_that_can_be_stored_and_printed(name):
    cleaned = clean_name(name.replace(".", ""), PDF)

    assert cleaned.endswith(EXTENSIONS[PDF])
    assert len(cleaned) <= LONGEST_NAME
    assert cleaned == PurePosixPath(cleaned).name
    assert cleaned.encode().decode() == cleaned
    assert not any(ord(each) < 32 for each in cleaned)


def test_list_of_documents_leaves_their_content_in_the_database(result):
    keep(result)

    with CaptureQueriesContext(
        connection,
    ) as captured:
        names = [(each.name, each.by) for each in attachments_of(result)]

    assert names == [("coa.pdf", None)]
    assert [query["sql"].count('"content"') for query in captured] == [0]


@pytest.mark.parametrize("rewrite", ["save", "delete"])
def test_document_is_never_changed_or_deleted(rewrite, result):
    with pytest.raises(AppendOnlyError):
        getattr(keep(result), rewrite)()
