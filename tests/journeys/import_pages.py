"""Every page of imports with something on it, as paths below /admin/products/."""

from io import BytesIO

from django.contrib.auth.models import User
from django.utils import timezone

from products.importing import waiting
from products.importing.layout.file import SHIPPED
from products.importing.unclassified import unclassified_groups
from products.models import Format, FormatWord, ImportLayout, Store

HEADER = "registration_number,name,format,batch_number,thc,potency_unit,tested_on,lot"
ROWS = (
    "A-1,Quiet Harbor,gummy,B1,5,mg_per_serving,2026-10-01,L1",
    "A-2,Blue Oil,Oils,B2,5,mg_per_g,2026-10-01,L2",
    "A-3,Grey Oil,gummy,B3,5-6,mg_per_g,2026-10-01,L3",
)


def paths():
    by, at = User.objects.get(username="admin"), timezone.now()
    text = (SHIPPED / "ct-registry.toml").read_text(encoding="utf-8")
    layout = ImportLayout.objects.create(name="mine", text=text)
    FormatWord.objects.create(
        layout_name="ours", word="oil", format=Format.objects.first(), by=by, at=at
    )
    record = waiting.apply(_plan(by, at, *ROWS), by=by, at=at)
    plan = _plan(by, at, ROWS[0].replace("Quiet", "Loud"), *ROWS[1:])
    key = unclassified_groups()[0].word.key
    return [
        *("catalogueimport/", "catalogueimport/add/", "formatword/"),
        *(f"catalogueimport/waiting/{plan.pk}/{query}" for query in ("", "?show=rows")),
        *(f"catalogueimport/{record.pk}/{page}" for page in ("change/", "undo/")),
        f"catalogueimport/{record.pk}/change/?show=rows",
        *("importlayout/", "importlayout/add/", "importlayout/shipped/ours/"),
        f"importlayout/{layout.pk}/change/",
        *("product/classify/", f"product/classify/{key}/"),
    ]


def _plan(by, at, *rows):
    content = BytesIO("\n".join((HEADER, *rows)).encode())
    store = Store.objects.first()
    return waiting.keep(
        content, file_name="stock.csv", layout_name="ours", store=store, by=by, at=at
    )
