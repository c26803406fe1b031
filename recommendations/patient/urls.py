from django.urls import path

from recommendations.patient import views

app_name = "patient"

urlpatterns = [
    path("s/<str:secret>/", views.result, name="result"),
]
