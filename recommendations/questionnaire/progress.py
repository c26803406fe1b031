"""How far along a page is. What is not known yet counts as still to come: the total only ever shrinks."""

from dataclasses import dataclass

from recommendations.questionnaire.pages import PAGES, Page
from recommendations.questionnaire.walk import Walk


@dataclass(frozen=True, slots=True)
class Progress:
    """`number` of `total` pages; `exact` once no answer can take one out any more."""

    number: int
    total: int
    exact: bool

    @property
    def done(self) -> int:
        """The page being asked is not done yet."""
        return self.number - 1


def progress(walk: Walk, page: Page) -> Progress:
    undecided = set() if walk.not_eligible else _undecided(walk)
    return Progress(
        number=walk.pages.index(page) + 1,
        total=len(undecided | set(walk.pages)),
        exact=not undecided,
    )


def _undecided(walk: Walk) -> set[Page]:
    return {page for page in PAGES if page.decided_by and page.decided_by not in walk.answers}
