from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from herbology.design.views import design
from herbology.views import favicon, healthz

admin.site.site_header = admin.site.site_title = "Herbology"
admin.site.index_title = _("Your work")

urlpatterns = [
    path("", include("recommendations.urls")),
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
    path("favicon.ico", favicon),
    path("design/", design, name="design"),
]
