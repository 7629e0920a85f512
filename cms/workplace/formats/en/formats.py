"""Whoever reads the administration in English types the same days as everybody else.

Django's own formats for English read 03/04/2026 as the fourth of March.
"""

from cms.workplace.formats.vi.formats import (
    DATE_INPUT_FORMATS,
    DATETIME_INPUT_FORMATS,
    FIRST_DAY_OF_WEEK,
    TIME_INPUT_FORMATS,
)

__all__ = [
    "DATETIME_INPUT_FORMATS",
    "DATE_INPUT_FORMATS",
    "FIRST_DAY_OF_WEEK",
    "TIME_INPUT_FORMATS",
]
