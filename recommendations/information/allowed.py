"""What the state's law and the shop allow, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.guideline import Guideline, Policy, Texts

RELEASES = {
    "now": _("At once"),
    "after_review": _("After a Patient Counselor has read it"),
    "never": _("Nothing is suggested"),
}


@dataclass(frozen=True, slots=True)
class Release:
    disposition: str
    title: str
    shown: str | Promise


@dataclass(frozen=True, slots=True)
class Allowed:
    """Names of ways; `releases` in the guideline's order, the most urgent first."""

    offered: tuple[str, ...]
    not_offered: tuple[str, ...]
    releases: tuple[Release, ...]


def allowed_by(policy: Policy, guideline: Guideline, texts: Texts, words: Texts) -> Allowed:
    def ways(*, offered: bool) -> tuple[str, ...]:
        return tuple(
            words.get(f"way.{route}")
            for route in guideline.routes
            if (route in policy.routes_allowed) is offered
        )

    return Allowed(
        ways(offered=True),
        ways(offered=False),
        tuple(
            Release(
                disposition,
                texts.format(f"disposition.{disposition}.title", **policy.params(texts)),
                RELEASES[policy.release[disposition]],
            )
            for disposition in guideline.dispositions
        ),
    )
