from django.urls import path

from products.catalogue import age, notice_links, notice_request, views

app_name = "catalogue"

urlpatterns = [
    path("age/", age.age, name="age"),
    path("age/too-young/", age.too_young, name="too_young"),
    path("products/", views.browse, name="browse"),
    path("products/<slug:slug>/", views.product, name="product"),
    path("products/<slug:slug>/tell-me/", notice_request.tell_me, name="tell_me"),
    path("products/<slug:slug>/tell-me/sent/", notice_request.sent, name="tell_me_sent"),
    path("back-in-stock/<str:token>/", notice_links.confirm, name="notice_confirm"),
    path("back-in-stock/<str:token>/stop/", notice_links.stop, name="notice_stop"),
    path("strains/<slug:slug>/", views.strain, name="strain"),
]
