from django.urls import path

from recommendations.questionnaire import stop, views

app_name = "questionnaire"

urlpatterns = [
    path("questionnaire/", views.start, name="start"),
    path("questionnaire/again/", views.again, name="again"),
    path("questionnaire/check/", views.check, name="check"),
    path("questionnaire/stop/", stop.stop, name="stop"),
    path("questionnaire/stop/undo/", stop.slip, name="slip"),
    path("questionnaire/<str:key>/", views.any_page, name="page"),
]
