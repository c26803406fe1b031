from django.urls import path

from recommendations.questionnaire import stop, views
from recommendations.questionnaire.coming_back import entering
from recommendations.questionnaire.coming_back import views as coming_back
from recommendations.questionnaire.store_mode import result
from recommendations.questionnaire.store_mode import views as store_mode

app_name = "questionnaire"

urlpatterns = [
    path("questionnaire/", views.start, name="start"),
    path("questionnaire/again/", views.again, name="again"),
    path("questionnaire/check/", views.check, name="check"),
    path("questionnaire/stop/", stop.stop, name="stop"),
    path("questionnaire/stop/undo/", stop.slip, name="slip"),
    path("questionnaire/save/", coming_back.save, name="save"),
    path("questionnaire/save/mail/", coming_back.mail, name="save-mail"),
    path("questionnaire/save/close/", coming_back.close, name="save-close"),
    path("questionnaire/come-back/", entering.come_back, name="come-back"),
    path("questionnaire/result/", result.result, name="result"),
    path("questionnaire/store-mode/", store_mode.staff, name="store-mode"),
    path("questionnaire/store-mode/leave/", store_mode.leave, name="store-leave"),
    path("questionnaire/store-mode/clear/", store_mode.clear, name="store-clear"),
    path("questionnaire/store-mode/still-there/", store_mode.still_there, name="store-still-there"),
    path("questionnaire/store-mode/alive/", store_mode.alive, name="store-alive"),
    path("questionnaire/<str:key>/", views.any_page, name="page"),
]
