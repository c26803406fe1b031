from django.urls import path, re_path

from recommendations.patient import data_views, views

app_name = "patient"

urlpatterns = [
    path("erased/", data_views.erased, name="erased"),
    path("s/<str:secret>/", views.result, name="result"),
    path("s/<str:secret>/keep/", data_views.keep, name="keep"),
    path("s/<str:secret>/let-go/", data_views.let_go, name="let_go"),
    path("s/<str:secret>/data/", data_views.data, name="data"),
    re_path(
        r"^s/(?P<secret>[^/]+)/data\.(?P<kind>txt|json)$", data_views.data_file, name="data_file"
    ),
    path("s/<str:secret>/erase/", data_views.erasing, name="erase"),
    path("s/<str:secret>/correct/", views.correct, name="correct"),
    path("s/<str:secret>/newer/", views.newer, name="newer"),
    path("s/<str:secret>/reply/", views.write, name="reply"),
    path("s/<str:secret>/withdraw/", views.take_back, name="withdraw"),
]
