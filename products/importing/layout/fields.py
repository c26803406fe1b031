"""The fields that a layout's columns may fill, by the kind of its rows. Pure."""

BATCHES, STRAINS, LEDGER = "batches", "strains", "ledger"
ROW_KINDS = (BATCHES, STRAINS, LEDGER)

PRODUCT_FIELDS = (
    "name",
    "producer",
    "description",
    "strain",
    "stock_unit",
    "pack_amount",
    "pack_unit",
    "servings",
    "serving_amount",
    "divides_into",
    "label_thc_mg_per_serving",
    "label_cbd_mg_per_serving",
    "ingredients",
    "ingredients_known",
    "allergens",
    "contains_alcohol",
    "price",
)
BATCH_FIELDS = ("batch_number", "expires_on", "received_on", "produced_on", "package_tag")
QUANTITY_FIELDS = (
    "quantity_received",
    "quantity_on_hand",
    "quantity_allocated",
    "quantity_unit",
)
LAB_FIELDS = ("lot", "laboratory", "certificate_number", "tested_on")
STRAIN_FIELDS = ("strain_key", "name", "plant_label", "description", "parents")
LEDGER_FIELDS = (
    "movement",
    "product_key",
    "batch_number",
    "kind",
    "quantity",
    "counted",
    "at",
    "by",
    "note",
)

FIELDS = {
    BATCHES: (
        "product_key",
        "format",
        *PRODUCT_FIELDS,
        *BATCH_FIELDS,
        *QUANTITY_FIELDS,
        *LAB_FIELDS,
    ),
    STRAINS: STRAIN_FIELDS,
    LEDGER: LEDGER_FIELDS,
}
REQUIRED = {
    BATCHES: ("product_key", "name", "format", "batch_number"),
    STRAINS: ("strain_key", "name"),
    LEDGER: ("product_key", "batch_number"),
}
# Groups of columns that a file may leave out as a whole, beside single fields.
OPTIONAL_GROUPS = ("readings", "terpenes", "panels")

# What a layout may say for every row. Nothing that decides for whom a product is safe.
CONSTANT_FIELDS = ("producer", "description", "stock_unit")
DECIDE_THE_DOSE = (
    "pack_amount",
    "pack_unit",
    "servings",
    "serving_amount",
    "divides_into",
    "label_thc_mg_per_serving",
    "label_cbd_mg_per_serving",
)

# What a pattern may pull out of a text, as named groups.
FIGURES = (
    "thc_mg_per_serving",
    "cbd_mg_per_serving",
    "thc_mg_per_package",
    "cbd_mg_per_package",
    "servings",
)
PACK_FIGURES = {"pack_g": "g", "pack_ml": "ml", "pack_each": "each"}
