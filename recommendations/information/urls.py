from django.urls import path

from recommendations.information import views

app_name = "information"

urlpatterns = [
    path("", views.home, name="home"),
    path("muscle-spasms/", views.muscle_spasms, name="muscle-spasms"),
    path("privacy/", views.privacy, name="privacy"),
    path("how-we-choose/", views.how_we_choose, name="how-we-choose"),
]
