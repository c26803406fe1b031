from django.urls import path

from products.catalogue import age, views

app_name = "catalogue"

urlpatterns = [
    path("age/", age.age, name="age"),
    path("age/too-young/", age.too_young, name="too_young"),
    path("products/", views.browse, name="browse"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("strains/<slug:slug>/", views.strain, name="strain"),
]
