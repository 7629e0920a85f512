"""Where the overlay lies."""

from pathlib import Path

from tests.architecture.source import ROOT

FOLDER = ROOT / "cms" / "locale_overlay"
CATALOGUES = FOLDER / "vi" / "LC_MESSAGES"
GLOSSARY = FOLDER / "glossary.toml"
DOMAINS = ("django", "djangojs")


def source(domain: str) -> Path:
    return CATALOGUES / f"{domain}.po"


def compiled(domain: str) -> Path:
    return CATALOGUES / f"{domain}.mo"
