from django.urls import include, path

urlpatterns = [
    path("", include("recommendations.information.urls")),
    path("", include("recommendations.patient.urls")),
    path("", include("recommendations.questionnaire.urls")),
]
