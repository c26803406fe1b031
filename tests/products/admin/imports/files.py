"""Files that the tests send, and the shortest way to a plan and to an import."""

from django.core.files.uploadedfile import SimpleUploadedFile

from products.models import CatalogueImport, WaitingImport

LIST = "/admin/products/catalogueimport/"
HEADER = "registration_number,name,format,batch_number,thc,potency_unit,tested_on,lot"
GUMMY = "A-1,Quiet Harbor,gummy,B1,5,mg_per_serving,2026-10-01,L1"
OIL = "A-2,Blue Oil,Oils,B2,5,mg_per_g,2026-10-01,L2"
RANGE = "A-3,Grey Oil,gummy,B3,5-6,mg_per_g,2026-10-01,L3"
FORMULA = "A-4,=cmd(),Widget,B4,5,mg_per_g,2026-10-01,L4"


def csv(*rows, name="stock.csv"):
    return SimpleUploadedFile(name, "\n".join((HEADER, *rows)).encode())


def send(desk, file, store, layout="ours", **options):
    typed = {"file": file, "layout": layout, "store": store.pk}
    return desk.post(f"{LIST}add/", typed, **options)


def plan(desk, store, *rows):
    """The plan that waits, through the page."""
    send(desk, csv(*rows), store)
    return WaitingImport.objects.latest("pk")


def applied(desk, store, *rows):
    desk.post(f"{LIST}waiting/{plan(desk, store, *rows).pk}/apply/")
    return CatalogueImport.objects.latest("pk")


def told(page):
    """Row, mark and column of each finding on the page."""
    findings = (each.finding for each in page.context["page"])
    return [(finding.row, finding.mark, finding.column) for finding in findings]


def lines(download):
    text = b"".join(download.streaming_content).decode("utf-8-sig")
    return text.splitlines()


def messages(page):
    return [str(message) for message in page.context["messages"]]
