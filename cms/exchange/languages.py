"""Names of languages: ours (“zh-hans”), BCP 47 (“zh-Hans”) and gettext's (“zh_Hans”)."""

import re

CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
SCRIPT, REGION = 4, 2
REGION_NUMBER = re.compile(r"\d{3}")
# Tools name Chinese by its region; a portal has it by its script.
SCRIPT_OF_REGION = {
    **dict.fromkeys(("zh-cn", "zh-sg"), "zh-hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo"), "zh-hant"),
}


def to_tag(code: str) -> str:
    """Return the BCP 47 tag of a language of ours, in its usual letters."""
    first, *rest = code.split("-")
    return "-".join([first, *map(_subtag, rest)])


def _subtag(part: str) -> str:
    if len(part) == SCRIPT:
        return part.title()
    return part.upper() if len(part) == REGION else part


def to_gettext(code: str) -> str:
    return to_tag(code).replace("-", "_")


def to_code(written: str) -> str:
    """Return our name of a language that a file names; empty if it is no name."""
    code = written.strip().replace("_", "-").lower()
    if not CODE.fullmatch(code):
        return ""
    return SCRIPT_OF_REGION.get(code, code)


def is_same(one: str, other: str) -> bool:
    """Compare without regions: “vi-VN” is Vietnamese, “zh-TW” is not “zh-Hans”."""
    return _without_region(to_code(one)) == _without_region(to_code(other)) != ""


def _without_region(code: str) -> str:
    first, *rest = code.split("-")
    kept = [
        part
        for part in rest
        if len(part) != REGION and not REGION_NUMBER.fullmatch(part)
    ]
    return "-".join([first, *kept])
