from django.contrib import admin
from django.urls import include, path

from herbology.views import healthz

urlpatterns = [
    path("", include("recommendations.urls")),
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
]
