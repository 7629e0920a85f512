"""Texts that become markup wherever somebody forgot to escape, and a look for it."""

from typing import Any

from bs4 import BeautifulSoup

NAME = "Vạn Phúc"
# Leaves an attribute, a script, a title and a text area; fits into every column but
# the shortest.
HOSTILE = f"{NAME}\"'></script></title></textarea><x-canary onfocus=canary()>"
SHORT = f"{NAME}\"'></script><x-canary onfocus=canary()>"

DATA = {"application/json", "application/ld+json"}  # scripts that are none
SCHEMES = (
    "javascript:canary()",
    "JaVaScRiPt:canary()",
    " javascript:canary()",
    "java\tscript:canary()",
    "java\nscript:canary()",
    "\x01javascript:canary()",
    "vbscript:canary()",
    "data:text/html,<script>canary()</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
)


def markup_in(html: str) -> list[str]:
    """Return what a payload became: its element, its handler, its script, its link."""
    found = []
    for tag in BeautifulSoup(html, "html.parser").select("*"):
        if tag.name == "x-canary":
            found.append(str(tag)[:80])
        for name, value in tag.attrs.items():
            if _acts(name, " ".join(value) if isinstance(value, list) else str(value)):
                found.append(f"{tag.name} {name}={value}")
        runs = tag.name == "script" and tag.get("type") not in DATA
        if runs and "canary()" in (tag.string or ""):
            found.append(str(tag)[:80])
    return found


def _acts(name: str, value: str) -> bool:
    if "canary" not in value and "PHNjcmlwdD4" not in value:
        return False
    plain = "".join(letter for letter in value if letter > " ").lower()
    return name.startswith("on") or (
        name in {"href", "src", "action", "formaction", "srcset", "poster"}
        and plain.startswith(("javascript:", "vbscript:", "data:"))
    )


def is_inert(response: Any, *, seen: str = NAME) -> bool:
    """Tell whether a page shows a hostile text, and shows it as text."""
    html = response.content.decode()
    if "json" in response["Content-Type"]:
        html = inner_html(response.json())
    assert seen in html, "the probe sees nothing"
    found = markup_in(html)
    assert not found, found
    return True


def inner_html(answer: Any) -> str:
    """Return the markup that a chooser's answer carries."""
    return str(answer.get("html", "")) if isinstance(answer, dict) else ""
