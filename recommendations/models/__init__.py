from recommendations.models.access_link import AccessLink
from recommendations.models.assessment import Assessment, GuidelineEdition
from recommendations.models.come_back_code import ComeBackCode
from recommendations.models.desk_event import DeskEvent
from recommendations.models.draft import Draft
from recommendations.models.review import Review
from recommendations.models.submission import Submission
from recommendations.models.suggestion import Suggestion

__all__ = [
    "AccessLink",
    "Assessment",
    "ComeBackCode",
    "DeskEvent",
    "Draft",
    "GuidelineEdition",
    "Review",
    "Submission",
    "Suggestion",
]
