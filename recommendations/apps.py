from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from recommendations import guideline


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        """Refuse to start on a guideline, a wording or a policy that is broken or uncited."""
        try:
            rules = guideline.load_guideline()
            guideline.load_policy(settings.POLICY)
            guideline.check_languages(rules)
        except (guideline.GuidelineError, guideline.PolicyError) as error:
            raise ImproperlyConfigured(str(error)) from error
