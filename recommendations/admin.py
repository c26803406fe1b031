from django.contrib import admin

from recommendations.desk.admin import SubmissionAdmin
from recommendations.desk.template_admin import MessageTemplateAdmin
from recommendations.models import MessageTemplate, Submission

admin.site.register(MessageTemplate, MessageTemplateAdmin)
admin.site.register(Submission, SubmissionAdmin)
