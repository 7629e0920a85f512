"""Lunar dates in Vietnamese words. They have no other language."""

from cms.almanac.lunar import LunarDate

STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES = (
    *("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ"),
    *("Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"),
)
FIRST_OF_CYCLE = 4  # the year 4 was Giáp Tý
NEW_MOON, FULL_MOON = 1, 15
BEGINNING = 10  # its days are “mồng”


def year_words(year: int) -> str:
    """Return the name of a lunar year in the cycle of sixty, as “Bính Ngọ”."""
    passed = year - FIRST_OF_CYCLE
    return f"{STEMS[passed % len(STEMS)]} {BRANCHES[passed % len(BRANCHES)]}"


def short_words(lunar: LunarDate) -> str:
    """Return day and month, as “11/10 âm”; of a leap month “11/6 nhuận”."""
    suffix = "nhuận" if lunar.is_leap else "âm"
    return f"{lunar.day}/{lunar.month} {suffix}"


def day_words(lunar: LunarDate) -> str:
    """Return the day as it is said: “rằm”, “mồng một”, “ngày 22”, with its month."""
    if lunar.day == FULL_MOON:
        said = "rằm"
    elif lunar.day == NEW_MOON:
        said = "mồng một"
    elif lunar.day <= BEGINNING:
        said = f"mồng {lunar.day}"
    else:
        said = f"ngày {lunar.day}"
    return f"{said} {month_words(lunar)}"


def month_words(lunar: LunarDate) -> str:
    return f"tháng {lunar.month}{' nhuận' if lunar.is_leap else ''}"


def long_words(lunar: LunarDate) -> str:
    """Return the whole date: “ngày 11 tháng 10 năm Bính Ngọ”."""
    return f"{day_words(lunar)} năm {year_words(lunar.year)}"


def mark_words(lunar: LunarDate) -> str:
    """Return “mồng một” or “rằm” on the two days of a month that people keep."""
    return {NEW_MOON: "mồng một", FULL_MOON: "rằm"}.get(lunar.day, "")
