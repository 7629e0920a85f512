"""Running a specification again: only what differs is changed."""

import pytest
from wagtail.models import Locale, Site

from cms.pages.models import HomePage
from sites.directory import directory
from sites.models import MenuItem, Portal, PortalHostname, Unit
from tests.factories.publishing import publish, store
from tests.provisioning.samples import evidence_of, opened, section, spoilt
from tests.provisioning.tables import all_rows, difference

pytestmark = pytest.mark.django_db


def test_a_second_run_changes_nothing_and_says_so(portal: Portal) -> None:
    before = all_rows()
    assert opened() == []
    assert difference(before, all_rows()) == {}


def test_a_dry_run_of_a_change_tells_only_the_change(portal: Portal) -> None:
    before = all_rows()
    text = spoilt(("title: Kế hoạch", "title: Văn bản"))
    assert opened(text, dry_run=True) == ["~ section: Văn bản: title"]
    assert difference(before, all_rows()) == {}


def test_a_changed_section_is_published_anew_with_evidence(portal: Portal) -> None:
    old = section("tin-tuc")
    text = spoilt(
        ("title: Tin tức", "title: Tin tức – Sự kiện"), ("colour: 2", "colour: 3")
    )
    assert opened(text) == ["~ section: Tin tức – Sự kiện: title, colour"]
    new = section("tin-tuc")
    assert (new.pk, new.title, new.colour, new.live) == (
        old.pk,
        "Tin tức – Sự kiện",
        3,
        True,
    )
    assert new.live_revision_id != old.live_revision_id
    newest, first = evidence_of(new)
    assert newest.revision_id == new.live_revision_id
    assert first.revision_id == old.live_revision_id
    assert newest.content_hash != first.content_hash
    assert opened(text) == []


def test_a_new_section_joins_the_others(portal: Portal) -> None:
    text = spoilt(
        ("accounts:\n", "  - slug: anh\n    title: Ảnh\naccounts:\n"),
    )
    assert opened(text) == ["+ section: Ảnh"]
    assert len(evidence_of(section("anh"))) == 1


def test_the_front_page_belongs_to_its_editors(portal: Portal) -> None:
    home = HomePage.objects.get()
    home.body = [("links", {"title": "Liên kết"})]
    publish(home)
    assert opened() == []
    assert [block.block_type for block in HomePage.objects.get().body] == ["links"]


def test_an_accent_is_set_and_without_one_the_keepers_choice_stands(
    portal: Portal,
) -> None:
    colours = '{light: "#8a1f6a", dark: "#f2a0d4"}'
    text = spoilt(("theme: tay-ninh\n", f"theme: tay-ninh\n  accent: {colours}\n"))
    assert opened(text) == [
        "~ branding: Tờ báo của tỉnh · Tây Ninh: own accent, light scheme, own accent, dark scheme"
    ]
    assert opened() == []
    branding = portal.brandings.get()
    assert (branding.accent_light, branding.accent_dark) == ("#8a1f6a", "#f2a0d4")


def test_a_new_canonical_hostname_moves_the_site(portal: Portal) -> None:
    text = spoilt(("[thuvien.localhost, cu.thuvien", "[moi.localhost, cu.thuvien"))
    assert opened(text) == [
        "+ hostname: moi.localhost",
        "- hostname: thuvien.localhost",
        "~ site: Thư viện: hostname",
    ]
    site = Site.objects.get(portal=portal)
    assert (site.hostname, site.pk) == ("moi.localhost", portal.site_id)
    assert directory.portal_at("thuvien.localhost") is None
    assert directory.portal_at("moi.localhost") is not None
    assert section("tin-tuc").full_url == "http://moi.localhost/tin-tuc/"


def test_hostnames_can_change_places(portal: Portal) -> None:
    text = spoilt(
        (
            "[thuvien.localhost, cu.thuvien.localhost]",
            "[cu.thuvien.localhost, thuvien.localhost]",
        )
    )
    opened(text)
    rows = PortalHostname.objects.values_list("hostname", "is_canonical")
    assert dict(rows) == {"thuvien.localhost": False, "cu.thuvien.localhost": True}
    assert opened(text) == []


def test_a_link_that_is_no_longer_named_is_removed(portal: Portal) -> None:
    text = spoilt(
        ('      - {title: Cổng tỉnh, url: "https://tinh.gov.vn"}\n', ""),
    )
    assert opened(text) == ["- menu item: Cổng tỉnh"]
    titles = MenuItem.objects.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Thư viện Quốc gia", "National Library"]


def test_links_in_the_footer_are_the_editors(portal: Portal) -> None:
    vi = Locale.objects.get(language_code="vi")
    told = {"title": "Giới thiệu", "url": "https://thuvien.example"}
    store(MenuItem(portal=portal, locale=vi, place="footer", **told))
    assert opened() == []
    assert MenuItem.objects.filter(place="footer").count() == 1


def test_office_hours_that_are_no_longer_named_are_removed(portal: Portal) -> None:
    text = spoilt(("    - {days: [mon], from: 13:30, to: 17:00}\n", ""))
    assert opened(text) == ["- office hours: Monday 13:30-17:00"]


def test_a_unit_changes_only_in_what_is_different(portal: Portal) -> None:
    text = spoilt(("  symbol: TV\n", "  symbol: TVT\n"))
    assert opened(text) == ["~ unit: Thư viện tỉnh: symbol"]
    assert Unit.objects.get(code="thu-vien").symbol == "TVT"


def test_a_language_that_is_no_longer_spoken_is_switched_off(portal: Portal) -> None:
    text = spoilt(
        ("languages: [vi, en]", "languages: [vi]"),
        (
            (
                "    en: {name: Provincial Library, address: 1 Cach Mang Thang Tam, "
                "responsible: Ms Le Thi Mai}\n"
            ),
            "",
        ),
        (
            '    en:\n      - {title: National Library, url: "https://nlv.gov.vn"}\n',
            "",
        ),
    )
    assert opened(text) == ["- language: English", "- menu item: National Library"]
