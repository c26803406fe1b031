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
class Desk:
    """Who looks at a submission, and when. `seen` is the token of its version, `typed` what came
    back in forms, by their prefix.
    """

    submission: Submission
    claim: Claim
    by: User
    at: datetime
    seen: str
    typed: Mapping[str, DeedForm]


@dataclass(frozen=True, slots=True)
class Panel:
    """`works` is False where it needs a claim; `claims_first` where sending it may claim, too."""

    deed: Deed
    form: DeedForm
    works: bool
    claims_first: bool


def desk_of(
    submission: Submission, by: User, at: datetime, typed: Mapping[str, DeedForm] | None = None
) -> Desk:
    claim, seen = claim_of(submission, by, at), versions.token(submission)
    return Desk(submission, claim, by, at, seen, typed or {})


def claim_of(submission: Submission, by: User, at: datetime) -> Claim:
    who, since = holder(submission, at), held_since(submission)
    if who is None or since is None or submission.claimed_at is None:
        return Claim("", mine=False)
    until = moment_in_words(submission.claimed_at + CLAIM_LASTS, at)
    return Claim(name_of(who), who == by, moment_in_words(since, at), until)


def panels(desk: Desk, choices: Mapping[str, Any]) -> dict[str, Panel]:
    """By the deed's name. What was typed comes back, whatever became of the submission.

    `choices` holds what may be chosen in a deed's form; one that has nothing to choose is left out.
    """
    return {
        deed.name: panel_of(deed, desk, choices=choices.get(deed.name))
        for deed in DEEDS.values()
        if not deed.on_place and (_is_offered(deed, desk, choices) or prefix_of(deed) in desk.typed)
    }


def panel_of(deed: Deed, desk: Desk, *, place: str = "", choices: Any = None) -> Panel:
    prefix = prefix_of(deed, place)
    form = desk.typed.get(prefix) or deed.form(
        by=desk.by, place=place, prefix=prefix, initial={"seen": desk.seen}
    )
    if choices is not None:
        form.offer(choices)
    may = not deed.needs_claim or desk.claim.mine
    may = may or (deed.name == "hand_over" and desk.by.has_perm(MAY_REASSIGN))
    claims_first = form.is_bound and not may and not desk.claim.who
    return Panel(deed, form, may or form.is_bound, claims_first)


def prefix_of(deed: Deed, place: str = "") -> str:
    """Many forms share the page: each has names of its own."""
    return f"{deed.name}{place}"


def _is_offered(deed: Deed, desk: Desk, choices: Mapping[str, Any]) -> bool:
    return desk.submission.desk_state in deed.states and choices.get(deed.name) != []
