from django.urls import path

from recommendations.information import views

app_name = "information"

urlpatterns = [
    path("", views.home, name="home"),
]
