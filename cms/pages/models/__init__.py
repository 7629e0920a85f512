"""The frame of a portal: folder, home, sections, and pages of plain text."""

from cms.pages.models.folder import UnitFolder
from cms.pages.models.home import HomePage
from cms.pages.models.section import SectionLists, SectionPage
from cms.pages.models.special import SpecialPage, SpecialPagePick
from cms.pages.models.standard import StandardPage

__all__ = [
    "HomePage",
    "SectionLists",
    "SectionPage",
    "SpecialPage",
    "SpecialPagePick",
    "StandardPage",
    "UnitFolder",
]
