import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from products.models import Store
from recommendations.guideline import load_guideline, load_policy, load_texts
from recommendations.matching import Answers, AnswersError, assess, outcome
from recommendations.propose import propose


class Command(BaseCommand):
    help = "Read answers as JSON (one object or a list) and print the outcome, in the same shape."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file, or - for standard input")
        parser.add_argument(
            "--no-products", action="store_true", help="assess only; needs no database"
        )

    def handle(self, *, file: str, no_products: bool, **options: Any) -> None:
        given = _read(file)
        self.guideline = load_guideline()
        self.policy = load_policy(settings.POLICY)
        self.texts = load_texts("en")
        several = isinstance(given, list)
        answers = [
            self._answers(item, f"[{index}]" if several else "", stores=not no_products)
            for index, item in enumerate(given if several else [given])
        ]
        conclude = self._assess if no_products else self._propose
        outcomes = [conclude(item) for item in answers]
        self.stdout.write(json.dumps(outcomes if several else outcomes[0], indent=2))

    def _answers(self, item: Any, place: str, *, stores: bool) -> Answers:
        if isinstance(item, _Repeated):
            raise _refusal(f"{place} {item.key}: this key stands twice in one object.")
        try:
            answers = Answers.from_dict(item, self.guideline)
        except AnswersError as error:
            raise _refusal(f"{place} {error}") from error
        if stores and answers.store is not None:
            _refuse_unknown_store(answers.store, place)
        return answers

    def _assess(self, answers: Answers) -> dict[str, Any]:
        return outcome(assess(answers, self.guideline, self.policy), None, self.texts)

    def _propose(self, answers: Answers) -> dict[str, Any]:
        proposal = propose(answers, guideline=self.guideline, policy=self.policy, at=timezone.now())
        return proposal.outcome(self.texts)


def _read(file: str) -> Any:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_object)
    except OSError as error:
        raise _refusal(f"{file}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise _refusal(f"{file}: not UTF-8 text.") from error
    except (ValueError, RecursionError) as error:  # not JSON, or a number with thousands of digits
        raise _refusal(f"{file}: not JSON: {error}.") from error


@dataclass(frozen=True)
class _Repeated:
    key: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Repeated:
    """JSON keeps the last of two equal keys; a warning sign must not be lost that way."""
    counts = Counter(key for key, _value in pairs)
    repeated = [key for key, count in counts.items() if count > 1]
    return _Repeated(repeated[0]) if repeated else dict(pairs)


def _refuse_unknown_store(slug: str, place: str) -> None:
    slugs = list(Store.objects.order_by("slug").values_list("slug", flat=True))
    if slug not in slugs:
        known = ", ".join(slugs) or "none yet"
        raise _refusal(f"{place} store: unknown value {slug!r}; stores here: {known}.")


def _refusal(message: str) -> CommandError:
    return CommandError(" ".join(message.split()), returncode=2)
