from django.contrib import admin
from django.contrib.sitemaps.views import sitemap as sitemap_section
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from herbology.design.views import design
from herbology.for_robots import PublicPages, robots, sitemap
from herbology.views import favicon, healthz
from products.catalogue.sitemaps import ProductPages, StrainPages

admin.site.site_header = admin.site.site_title = "Herbology"
admin.site.index_title = _("Your work")

# A new page that is the same for everybody is named here.
PUBLIC_PAGES = (
    *("information:home", "information:muscle-spasms", "information:how-we-choose"),
    *("information:privacy", "questionnaire:start", "catalogue:browse"),
)
SITEMAPS = {
    "sitemaps": {
        "pages": PublicPages(PUBLIC_PAGES),
        "products": ProductPages,
        "strains": StrainPages,
    }
}

urlpatterns = [
    path("", include("recommendations.urls")),
    path("", include("products.catalogue.urls")),
    path("admin/", admin.site.urls),
    path("healthz/", healthz, name="healthz"),
    path("favicon.ico", favicon),
    path("design/", design, name="design"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, SITEMAPS, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, SITEMAPS, name="sitemap_section"),
]
