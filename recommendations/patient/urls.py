from django.urls import path

from recommendations.patient import views

app_name = "patient"

urlpatterns = [
    path("s/<str:secret>/", views.result, name="result"),
    path("s/<str:secret>/correct/", views.correct, name="correct"),
    path("s/<str:secret>/newer/", views.newer, name="newer"),
    path("s/<str:secret>/reply/", views.write, name="reply"),
    path("s/<str:secret>/withdraw/", views.take_back, name="withdraw"),
]
