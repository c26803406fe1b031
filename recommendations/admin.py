from django.contrib import admin

from recommendations.desk.admin import SubmissionAdmin
from recommendations.desk.erasure_admin import ErasureAdmin
from recommendations.desk.template_admin import MessageTemplateAdmin
from recommendations.models import Erasure, MessageTemplate, Submission

admin.site.register(Erasure, ErasureAdmin)
admin.site.register(MessageTemplate, MessageTemplateAdmin)
admin.site.register(Submission, SubmissionAdmin)
