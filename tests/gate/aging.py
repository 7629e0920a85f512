"""Our sheets and pages as browsers of 2018 to 2020 understand them: Chrome 80, Safari 12.

What either of them does not know is taken away as that browser takes it away: an unknown
at-rule with everything in it, an unknown selector with its whole list, an unknown
property or value alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PIECE = re.compile(r"[^{};]*[{};]")
AT_RULES = ("@layer", "@container", "@property", "@scope", "@starting-style")
SUPPORTED_LATER = re.compile(r"^@supports(?! not).*(selector\(|mask|clamp\(|oklch|color-mix|container)")  # fmt: skip
RANGE = re.compile(r"^@media.*[<>]")
SELECTOR = re.compile(
    r":(is|where|has)\(|:not\([^)]*,|:focus-visible|:popover-open|::backdrop|::marker|&"
)
PROPERTY = re.compile(
    r"^(inset.*|(margin|padding|border)-(inline|block)|aspect-ratio|(-webkit-)?mask.*"
    r"|translate|rotate|scale|accent-color|color-scheme|container.*|text-wrap.*"
    r"|content-visibility|scroll-margin.*|scroll-padding-.*|overflow-clip.*)$"
)
VALUE = re.compile(
    r"\b(clamp|oklch|oklab|color-mix|light-dark)\(|\bsubgrid\b|\d[dsl]v[hw]\b"
    r"|\bclip$|[\"'] / [\"']"
)
FLEX = re.compile(r"display: (inline-)?flex")
GAP = re.compile(r"^((row|column)-)?gap$")
POPOVER = re.compile(r"""\s(popover|popovertarget|popovertargetaction)(="[^"]*")?(?=[\s>])""")  # fmt: skip


@dataclass
class Rule:
    """A rule or an at-rule: what stands before its brace, and what inside."""

    prelude: str
    declarations: list[tuple[str, str]] = field(default_factory=list)
    rules: list["Rule"] = field(default_factory=list)

    def everywhere(self) -> Iterator["Rule"]:
        yield self
        for rule in self.rules:
            yield from rule.everywhere()


def read(sheet: str) -> Rule:
    """Return a sheet as a tree; its root has no prelude."""
    root = Rule("")
    open_rules = [root]
    for piece in PIECE.findall(COMMENT.sub("", sheet)):
        text, end = " ".join(piece[:-1].split()), piece[-1]
        if end == "{":
            rule = Rule(text)
            open_rules[-1].rules.append(rule)
            open_rules.append(rule)
            continue
        if ":" in text and not text.startswith("@"):
            name, _colon, value = text.partition(":")
            open_rules[-1].declarations.append((name.strip(), value.strip()))
        elif text:
            open_rules[-1].rules.append(Rule(f"{text};"))
        if end == "}":
            open_rules.pop()
    return root


def knows_rule(prelude: str) -> bool:
    if prelude.startswith("@"):
        later = SUPPORTED_LATER.search(prelude) or RANGE.search(prelude)
        return not prelude.startswith(AT_RULES) and not later
    return not SELECTOR.search(prelude)


def knows(name: str, value: str) -> bool:
    return not PROPERTY.match(name) and not VALUE.search(value)


def aged(sheet: str) -> str:
    """Return the sheet without what those browsers do not know."""
    root = read(sheet)
    return "".join(_written(rule) for rule in root.rules)


def _written(rule: Rule) -> str:
    if not knows_rule(rule.prelude):
        return ""
    is_flex = any(FLEX.match(f"{name}: {value}") for name, value in rule.declarations)
    declarations = "".join(
        f"{name}:{value};"
        for name, value in rule.declarations
        if knows(name, value) and not (is_flex and GAP.match(name))
    )
    inner = "".join(_written(inner) for inner in rule.rules)
    return f"{rule.prelude}{{{declarations}{inner}}}"


def aged_page(html: str) -> str:
    """Return a page whose popovers are plain boxes."""
    return POPOVER.sub("", html)
