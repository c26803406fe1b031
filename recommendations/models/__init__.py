from recommendations.models.access_link import AccessLink
from recommendations.models.amendment import Amendment
from recommendations.models.assessment import Assessment, GuidelineEdition
from recommendations.models.come_back_code import ComeBackCode
from recommendations.models.consent_wording import ConsentWording
from recommendations.models.desk_event import DeskEvent
from recommendations.models.draft import Draft
from recommendations.models.erasure import Erasure
from recommendations.models.message import Message
from recommendations.models.message_template import MessageTemplate
from recommendations.models.review import Review
from recommendations.models.route_opening import RouteOpening
from recommendations.models.statement import Statement
from recommendations.models.submission import Submission
from recommendations.models.suggestion import Suggestion

__all__ = [
    "AccessLink",
    "Amendment",
    "Assessment",
    "ComeBackCode",
    "ConsentWording",
    "DeskEvent",
    "Draft",
    "Erasure",
    "GuidelineEdition",
    "Message",
    "MessageTemplate",
    "Review",
    "RouteOpening",
    "Statement",
    "Submission",
    "Suggestion",
]
