from products.models.batch import Batch
from products.models.catalogue_import import CatalogueImport, ImportedRow
from products.models.format import Format, FormatRoute
from products.models.lab_result import CannabinoidReading, LabResult, PanelResult
from products.models.movement import Movement
from products.models.product import Product, ProductAllergen
from products.models.state_change import StateChange
from products.models.store import OpeningHours, Store
from products.models.strain import Strain

__all__ = [
    "Batch",
    "CannabinoidReading",
    "CatalogueImport",
    "Format",
    "FormatRoute",
    "ImportedRow",
    "LabResult",
    "Movement",
    "OpeningHours",
    "PanelResult",
    "Product",
    "ProductAllergen",
    "StateChange",
    "Store",
    "Strain",
]
