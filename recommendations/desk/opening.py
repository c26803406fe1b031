"""Open a route that rules have closed, where somebody may: data says who, this holds them to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations import reassess, versions
from recommendations.conclusions import answers_behind, openings_behind
from recommendations.desk.claims import claimed
from recommendations.desk.errors import DeskError
from recommendations.desk.reasons import NEEDS_A_NOTE, OPENING
from recommendations.matching import Answers, closed_routes
from recommendations.matching.openings import NEVER, OPENED_WITH_A_NOTE, PRESCRIBER
from recommendations.models import RouteOpening, Submission
from recommendations.patient.presentation import Conclusion
from recommendations.publish import refuse_out_of_date

ONLY_A_PRESCRIBER = _lazy(
    "Only the prescriber may open this. Record who agreed, on which day, and how."
)
ONLY_WHOLE = _lazy(
    "An agreement needs who agreed, on which day, and how. Complete it, or leave all of it empty."
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a prescriber agreed to: who, when, how (a code of HOW), and within which limits."""

    who: str
    agreed_on: date | None
    how: str
    limits: str = ""
    max_first_dose_thc_mg: Decimal | None = None

    def record(self) -> dict[str, Any]:
        dose = self.max_first_dose_thc_mg
        return {
            "who": self.who.strip(),
            "agreed_on": self.agreed_on.isoformat() if self.agreed_on else None,
            "how": self.how,
            "limits": self.limits.strip(),
            "max_first_dose_thc_mg": None if dose is None else f"{dose.normalize():f}",
        }


@dataclass(frozen=True, slots=True)
class Closed:
    """A route that is not shown: each rule that closes it, and who may open that rule."""

    route: str
    rules: Mapping[str, str]

    @property
    def openable(self) -> bool:
        return NEVER not in self.rules.values()

    @property
    def needs_prescriber(self) -> bool:
        return PRESCRIBER in self.rules.values()


def closed_of(submission: Submission, conclusion: Conclusion) -> dict[str, Closed]:
    """Every route that is not shown, in the guideline's order."""
    answers = Answers.from_dict(answers_behind(submission), conclusion.guideline)
    openings = openings_behind(submission)
    found = closed_routes(answers, conclusion.guideline, conclusion.policy, openings)
    return {route: Closed(route, rules) for route, rules in found.items()}


def open_routes(
    *,
    submission: Submission,
    routes: list[str],
    reason_code: str,
    by: User,
    at: datetime,
    note: str = "",
    agreement: Agreement | None = None,
    seen: str = "",
) -> RouteOpening:
    """Assess again with these routes open. Raises DeskError where a rule does not allow it."""
    with claimed(submission, by=by, at=at) as now:
        refuse_out_of_date(now, seen)
        conclusion = Conclusion.of(versions.newest(now).assessment, "en")
        closed = closed_of(now, conclusion)
        wanted = [closed[route] for route in routes if route in closed]
        _check(wanted, conclusion, reason_code, note)
        needed = any(each.needs_prescriber for each in wanted)
        if needed or agreement:
            _check_agreement(agreement, at, ONLY_A_PRESCRIBER if needed else ONLY_WHOLE)
        return reassess.open_routes(
            submission=now,
            opened={each.route: list(each.rules) for each in wanted},
            reason_code=reason_code,
            note=note,
            agreement=agreement.record() if agreement else None,
            by=by,
            at=at,
        )


def _check(
    wanted: list[Closed],
    conclusion: Conclusion,
    reason_code: str,
    note: str,
) -> None:
    if not wanted:
        raise DeskError(_("Choose a route that is closed now."))
    for each in wanted:
        if not each.openable:
            raise DeskError(_never(each, conclusion))
    if reason_code not in OPENING:
        raise DeskError(_("Choose a reason."))
    gates = [rule for each in wanted for rule in each.rules if rule in OPENED_WITH_A_NOTE]
    if (gates or reason_code in NEEDS_A_NOTE) and not note.strip():
        raise DeskError(
            _("Say in the note why this route is opened all the same (%(rules)s).")
            % {"rules": ", ".join(dict.fromkeys(gates)) or reason_code}
        )


def _never(closed: Closed, conclusion: Conclusion) -> str:
    texts = conclusion.texts
    rule = next(rule for rule, who in closed.rules.items() if who == NEVER)
    return _("“%(route)s” cannot be opened by anybody. %(rule)s: %(text)s") % {
        "route": texts.get(f"route.{closed.route}.name"),
        "rule": rule,
        "text": texts.get(f"block.{rule}.reason"),
    }


def _check_agreement(agreement: Agreement | None, at: datetime, otherwise: Promise) -> None:
    """Whole, or not at all: the patient reads who agreed, and when."""
    if agreement is None or not (agreement.who.strip() and agreement.how and agreement.agreed_on):
        raise DeskError(str(otherwise))
    if agreement.agreed_on > timezone.localdate(at):
        raise DeskError(_("The day of the agreement lies in the future. Correct it."))
