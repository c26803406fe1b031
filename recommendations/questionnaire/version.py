"""Which questionnaire was filled in: a label and a hash over every English word of its questions."""

import hashlib
import json

from django.utils.translation import override

from recommendations.questionnaire.pages import PAGES

LABEL = "1"


def _wording() -> str:
    with override("en"):
        return json.dumps([[page.key, page.title, _questions(page)] for page in PAGES])


def _questions(page) -> list[list[object]]:
    return [
        [key, field.question.text, field.question.how, field.question.why, field.wording()]
        for key, field in page.form_class.base_fields.items()
    ]


QUESTIONNAIRE_VERSION = f"{LABEL}+{hashlib.sha256(_wording().encode()).hexdigest()[:12]}"
