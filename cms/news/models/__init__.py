"""News items in all their forms, and where live ones are listed."""

from cms.news.models.page import NewsPage
from cms.news.models.placement import Placement, PlacementKind
from cms.news.models.relations import AlsoShownIn, Byline, BylineRole

__all__ = [
    "AlsoShownIn",
    "Byline",
    "BylineRole",
    "NewsPage",
    "Placement",
    "PlacementKind",
]
