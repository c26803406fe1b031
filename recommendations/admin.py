from django.contrib import admin

from recommendations.desk.admin import SubmissionAdmin
from recommendations.models import Submission

admin.site.register(Submission, SubmissionAdmin)
