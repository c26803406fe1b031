"""The laboratory's own documents: checked, written once, never changed."""

from datetime import datetime
from hashlib import sha256
from math import ceil
from pathlib import PurePosixPath
from unicodedata import category, normalize

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from products.models import Attachment, LabResult

LARGEST_MIB = 10
BYTES_PER_MIB = 1024 * 1024
LONGEST_NAME = 120

PDF, PNG, JPEG = Attachment.MediaType.PDF, Attachment.MediaType.PNG, Attachment.MediaType.JPEG
FIRST_BYTES = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
# The first one is given to a name that has none.
EXTENSIONS: dict[str, tuple[str, ...]] = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg")}


class AttachmentError(ValueError):
    """A file that is not kept; the message names it and says what to do."""


def attach(
    *, lab_result: LabResult, name: str, content: bytes, by: User | None, at: datetime
) -> Attachment:
    """Keep a document with the lab result. Raises AttachmentError, and then nothing is kept."""
    media_type = check(name, content)
    try:
        with transaction.atomic():
            return Attachment.objects.create(
                lab_result=lab_result,
                name=clean_name(name, media_type),
                media_type=media_type,
                size_bytes=len(content),
                sha256=sha256(content).hexdigest(),
                content=content,
                by=by,
                at=at,
            )
    except IntegrityError:
        refuse_twice(lab_result, content)
        raise


def check(name: str, content: bytes) -> str:
    """The media type of what can be kept, by its first bytes. Raises AttachmentError otherwise."""
    refuse_size(name, len(content))
    for first_bytes, media_type in FIRST_BYTES.items():
        if content.startswith(first_bytes):
            _refuse_other_extension(plain_name(name), media_type)
            return media_type
    said = _("%s is not a PDF, PNG or JPEG file. Save the document as one of these.")
    raise AttachmentError(said % plain_name(name))


def attachments_of(lab_result: LabResult) -> QuerySet[Attachment]:
    """With everything but their content."""
    return Attachment.objects.filter(lab_result=lab_result).defer("content").select_related("by")


def refuse_size(name: str, size_bytes: int) -> None:
    """Raises AttachmentError. Needs no content, so ask before reading it."""
    if size_bytes == 0:
        raise AttachmentError(_("%s is empty. Choose the file again.") % plain_name(name))
    if size_bytes > LARGEST_MIB * BYTES_PER_MIB:
        size_mib = ceil(size_bytes / BYTES_PER_MIB * 10) / 10
        facts = {"name": plain_name(name), "size": size_mib, "most": LARGEST_MIB}
        said = _("%(name)s has %(size).1f MB. At most %(most)d MB can be kept: make it smaller.")
        raise AttachmentError(said % facts)


def refuse_twice(lab_result: LabResult, content: bytes) -> None:
    """Raises AttachmentError if the lab result has this very document."""
    digest = sha256(content).hexdigest()
    kept = Attachment.objects.filter(lab_result=lab_result, sha256=digest)
    for name in kept.values_list("name", flat=True):
        raise AttachmentError(
            _("This document is attached already, as %s. There is nothing to do.") % name
        )


def clean_name(name: str, media_type: str) -> str:
    """Short enough to be stored, with the ending of its type."""
    whole = PurePosixPath(plain_name(name))
    extension = whole.suffix or EXTENSIONS[media_type][0]
    return whole.stem[: LONGEST_NAME - len(extension)] + extension


def plain_name(name: str) -> str:
    """Without folders and without characters that cannot be seen or that turn text around."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(each for each in normalize("NFC", last) if not category(each).startswith("C"))
    return " ".join(seen.split()).strip(". ") or _("the file")


def _refuse_other_extension(name: str, media_type: str) -> None:
    extension = PurePosixPath(name).suffix.lower()
    if extension and extension not in EXTENSIONS[media_type]:
        facts = {
            "name": name,
            "type": Attachment.MediaType(media_type).label,
            "extension": EXTENSIONS[media_type][0],
        }
        said = _("%(name)s is a %(type)s file by its content. Let its name end in %(extension)s.")
        raise AttachmentError(said % facts)
