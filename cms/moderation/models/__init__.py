"""Items on their way through a route: cases, decisions, who is waited for."""

from cms.moderation.models.bundle import Bundle
from cms.moderation.models.case import Alarm, Case, CaseState, Priority
from cms.moderation.models.decision import Authorship, Decision, Waiting
from cms.moderation.models.notice import Notice, NoticeKind
from cms.moderation.models.outside import Advice, Consultation
from cms.moderation.models.task import RouteTask, RouteWorkflow

__all__ = [
    "Advice",
    "Alarm",
    "Authorship",
    "Bundle",
    "Case",
    "CaseState",
    "Consultation",
    "Decision",
    "Notice",
    "NoticeKind",
    "Priority",
    "RouteTask",
    "RouteWorkflow",
    "Waiting",
]
