from django.contrib import admin

from recommendations.desk.admin import SubmissionAdmin
from recommendations.desk.erasure_admin import ErasureAdmin
from recommendations.models import Erasure, Submission

admin.site.register(Submission, SubmissionAdmin)
admin.site.register(Erasure, ErasureAdmin)
