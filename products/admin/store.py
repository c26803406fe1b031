from django.contrib import admin

from herbology.admin_site import LabelledInline, PlainAdmin
from products.models import OpeningHours, Store


class OpeningHoursInline(LabelledInline):
    model = OpeningHours


@admin.register(Store)
class StoreAdmin(PlainAdmin):
    list_display = ["name", "phone", "time_zone", "active"]
    list_filter = ["active"]
    search_fields = ["name", "address"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OpeningHoursInline]
