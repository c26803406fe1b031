from products.admin.alert import StockAlertAdmin
from products.admin.batch import BatchAdmin
from products.admin.format import FormatAdmin
from products.admin.imports.layouts import ImportLayoutAdmin
from products.admin.imports.record import CatalogueImportAdmin
from products.admin.imports.words import FormatWordAdmin
from products.admin.lab_result import LabResultAdmin
from products.admin.ledger import MovementAdmin, StateChangeAdmin
from products.admin.product import ProductAdmin
from products.admin.recalls.case import RecallCaseAdmin
from products.admin.reservation import ReservationAdmin
from products.admin.store import StoreAdmin
from products.admin.strain import StrainAdmin

__all__ = [
    "BatchAdmin",
    "CatalogueImportAdmin",
    "FormatAdmin",
    "FormatWordAdmin",
    "ImportLayoutAdmin",
    "LabResultAdmin",
    "MovementAdmin",
    "ProductAdmin",
    "RecallCaseAdmin",
    "ReservationAdmin",
    "StateChangeAdmin",
    "StockAlertAdmin",
    "StoreAdmin",
    "StrainAdmin",
]
