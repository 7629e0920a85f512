"""What every feature may know of a portal's sections."""

import pytest

from cms.core import sections
from cms.core.sections import (
    Link,
    breadcrumb,
    register_provider,
    section_at,
    sections_of,
)
from cms.pages.navigation import read_sections
from sites.directory import directory
from sites.snapshots import PortalSnapshot
from tests.factories.news import NewsPageFactory
from tests.factories.pages import SectionPageFactory
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept


def test_one_feature_knows_sections() -> None:
    with pytest.raises(RuntimeError, match="a provider already"):
        register_provider(read_sections)
    assert sections._providers == [read_sections]


@pytest.fixture
@kept
def living() -> Living:
    living = living_portal("vi", "en")
    inner = SectionPageFactory.create(
        parent=living.section, title="Di sản", colour=4, bare=True
    )
    NewsPageFactory.create(parent=inner, title="Hội làng")
    directory.forget()
    return living


def snapshot(living: Living) -> PortalSnapshot:
    found = directory.portal_at(living.host)
    assert found is not None
    return found


@pytest.mark.django_db
def test_sections_are_read_once_per_stamp(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def provider(portal: PortalSnapshot, language: str) -> sections.Sections:
        asked.append(language)
        return {}

    monkeypatch.setattr(sections, "_providers", [provider])
    portal = snapshot(living)
    for language in ("vi", "vi", "en"):
        assert sections_of(portal, language) == {}
    assert asked == ["vi", "en"]


@pytest.mark.django_db
def test_without_a_provider_there_are_no_sections(
    living: Living, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_providers", [])
    assert sections_of(snapshot(living), "vi") == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/van-hoa/di-san/hoi-lang/", "Di sản"),  # the innermost
        ("/van-hoa/di-san/", "Văn hóa"),  # a section lies in its parent
        ("/van-hoa/", None),
        ("/van-hoa-khac/bai/", None),
        ("/", None),
    ],
)
def test_an_address_lies_in_its_innermost_section(
    living: Living, address: str, title: str | None
) -> None:
    found = section_at(sections_of(snapshot(living), "vi"), address)
    assert (found.title if found else None) == title


@pytest.mark.django_db
def test_the_way_down_begins_at_home(living: Living) -> None:
    assert breadcrumb(snapshot(living), "vi", "/van-hoa/di-san/hoi-lang/") == [
        Link("Trang chủ", "/"),
        Link("Văn hóa", "/van-hoa/", 1),
        Link("Di sản", "/van-hoa/di-san/", 4),
    ]
    assert breadcrumb(snapshot(living), "en", "/en/about/")[0].url == "/en/"


@pytest.mark.django_db
def test_a_language_that_is_not_enabled_has_no_way(living: Living) -> None:
    assert breadcrumb(snapshot(living), "fr", "/fr/") == []
