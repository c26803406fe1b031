from products.models.alert import ReorderPoint, StockAlert
from products.models.attachment import Attachment
from products.models.back_in_stock import BackInStockRequest
from products.models.batch import Batch
from products.models.catalogue_import import CatalogueImport, ImportedRow
from products.models.format import Format, FormatRoute
from products.models.import_waiting import FormatWord, ImportLayout, WaitingImport
from products.models.lab_result import CannabinoidReading, LabResult, PanelResult
from products.models.movement import REASON_CODES, Movement
from products.models.product import Product, ProductAllergen
from products.models.recall_case import RecallCase, RecalledBatch
from products.models.reservation import Reservation
from products.models.search_text import SearchText, SearchWord
from products.models.state_change import StateChange
from products.models.store import OpeningHours, Store
from products.models.strain import Strain

__all__ = [
    "REASON_CODES",
    "Attachment",
    "BackInStockRequest",
    "Batch",
    "CannabinoidReading",
    "CatalogueImport",
    "Format",
    "FormatRoute",
    "FormatWord",
    "ImportLayout",
    "ImportedRow",
    "LabResult",
    "Movement",
    "OpeningHours",
    "PanelResult",
    "Product",
    "ProductAllergen",
    "RecallCase",
    "RecalledBatch",
    "ReorderPoint",
    "Reservation",
    "SearchText",
    "SearchWord",
    "StateChange",
    "StockAlert",
    "Store",
    "Strain",
    "WaitingImport",
]
