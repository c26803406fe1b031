from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from recommendations import guideline
from recommendations.information.words import check_words


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        """Refuse to start on a guideline or a wording that is broken or uncited."""
        try:
            rules = guideline.load_guideline()
            guideline.check_languages(rules)
            check_words(rules)
        except guideline.GuidelineError as error:
            raise ImproperlyConfigured(str(error)) from error
