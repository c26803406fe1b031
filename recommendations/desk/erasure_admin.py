from herbology.admin_site import ReadOnlyAdmin


class ErasureAdmin(ReadOnlyAdmin):
    """To check a receipt that somebody shows. It leads to nobody."""

    list_display = ["receipt", "at", "submissions"]
    search_fields = ["receipt"]
