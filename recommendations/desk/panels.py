"""The forms of a submission's page: which are offered, which work, and what was typed in one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from recommendations import versions
from recommendations.desk.claims import CLAIM_LASTS, MAY_REASSIGN, held_since, holder
from recommendations.desk.deeds import DEEDS, Deed
from recommendations.desk.forms import DeedForm
from recommendations.desk.words import moment_in_words, name_of
from recommendations.models import Submission


@dataclass(frozen=True, slots=True)
class Claim:
    """Who has a submission, in words; `who` is empty where nobody has."""

    who: str
    mine: bool
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """`works` is False where it needs a claim; `claims_first` where sending it may claim, too."""

    deed: Deed
    form: DeedForm
    works: bool
    claims_first: bool


def claim_of(submission: Submission, by: User, at: datetime) -> Claim:
    who, since = holder(submission, at), held_since(submission)
    if who is None or since is None or submission.claimed_at is None:
        return Claim("", mine=False)
    until = moment_in_words(submission.claimed_at + CLAIM_LASTS, at)
    return Claim(name_of(who), who == by, moment_in_words(since, at), until)


def panels(
    submission: Submission, claim: Claim, by: User, typed: Mapping[str, DeedForm]
) -> dict[str, Panel]:
    """By the deed's name. What was typed comes back, whatever became of the submission."""
    offered = {
        deed.name: typed.get(deed.name) or empty_form(deed, submission, by)
        for deed in DEEDS.values()
        if submission.desk_state in deed.states or deed.name in typed
    }
    return {name: _panel(DEEDS[name], form, claim, by) for name, form in offered.items()}


def empty_form(deed: Deed, submission: Submission, by: User) -> DeedForm:
    return deed.form(by=by, prefix=prefix_of(deed), initial={"seen": versions.token(submission)})


def prefix_of(deed: Deed) -> str:
    """Many forms share the page: each has names of its own."""
    return deed.name


def _panel(deed: Deed, form: DeedForm, claim: Claim, by: Any) -> Panel:
    may = not deed.needs_claim or claim.mine
    may = may or (deed.name == "hand_over" and by.has_perm(MAY_REASSIGN))
    claims_first = form.is_bound and not may and not claim.who
    return Panel(deed, form, may or form.is_bound, claims_first)
