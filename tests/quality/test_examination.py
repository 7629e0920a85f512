"""One question: what stands against a page, here, for this destination."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.core.models import EditorialRecord, FormerAddress
from cms.news.models import NewsPage
from cms.quality.examination import blocking, examine
from cms.quality.models import (
    Consent,
    Explanation,
    Leader,
    LegalText,
    OfficialSource,
    PictureDeclaration,
    Redaction,
    RuleSetting,
)
from cms.users.models import User
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory, figure
from tests.factories.news import NewsPageFactory
from tests.factories.portals import Living, UnitFactory
from tests.quality.rules.test_text import LOREM, XS

pytestmark = pytest.mark.django_db


def codes(
    page: NewsPage, record: EditorialRecord | None = None, **values: Any
) -> set[str]:
    return {finding.code for finding in examine(page, record, **values)}


@contextmanager
def counted() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as queries:
        yield queries


def test_a_clean_item_has_nothing_against_it(item: NewsPage) -> None:
    assert examine(item, None) == []


def test_everything_a_page_says_is_read(item: NewsPage) -> None:
    """One fault in every kind of place."""
    image = ImageFactory.create(title="anh.jpg", description="", credit="Hạ Miên")
    clip = MediaFactory.create(duration=301, credit="Hạ Miên")
    item.title = "Hội làng [tên]"
    item.summary = f"Có {XS} người dự"
    item.body = [
        ("text", '<p>Vui ???</p><p>Xem <a linktype="page" id="999999">đây</a></p>'),
        ("heading", "Chèn ảnh"),
        figure(image, caption=f"Có X{XS.upper()} người"),
        ("gallery", {"images": [{"image": image, "caption": LOREM}]}),
        ("quote", {"text": "Có ____ người", "attribution": "Ông Tư"}),
        ("callout", {"title": "Lưu ý", "text": "<p>Lúc [giờ]</p>"}),
        ("accordion", {"items": [{"title": "Hỏi?", "text": "<p>[đáp án]</p>"}]}),
        ("video", {"video": clip, "caption": "(bổ sung sau)"}),
        ("table", {"caption": f"Có {XS} dòng", "table": None}),
    ]  # fmt: skip
    item.save_revision(clean=False)
    item = item.get_latest_revision_as_object()
    found = examine(item, None)
    gaps = [one.words for one in found if one.code == "placeholder"]
    assert len(gaps) == 11
    told = {one.code for one in found}
    assert told >= {"placeholder", "broken_link", "alt_missing", "clip_length"}
    blocks = {str(block["id"]) for block in item.body.raw_data}
    assert {one.block for one in found if one.block} == blocks


def test_the_gravest_stand_first(item: NewsPage) -> None:
    item.title = f"Hội làng  ở Xã Tân Lập, có {XS} người"
    severities = [finding.severity.value for finding in examine(item, None)]
    assert severities == ["block", "warn", "warn"]
    assert [one.code for one in blocking(examine(item, None))] == ["placeholder"]


def test_severity_and_limits_are_data(item: NewsPage, living: Living) -> None:
    item.title = "Hội làng mở cửa"
    RuleSetting.objects.create(code="title_length", severity="block", most=5)
    (finding,) = examine(item, None)
    assert (finding.code, finding.is_blocking) == ("title_length", True)
    RuleSetting.objects.all().update(severity="off")
    assert examine(item, None) == []
    RuleSetting.objects.create(
        unit=living.unit, code="title_length", severity="warn", most=20
    )
    (finding,) = examine(item, None)
    assert (finding.severity, finding.remedy) == (
        "warn",
        "Viết gọn, không quá 5 ký tự.",
    )


def test_a_rule_that_only_warns_never_blocks(item: NewsPage) -> None:
    RuleSetting.objects.create(code="expired_law", severity="block")
    item.summary = "Theo Nghị định 42/2022/NĐ-CP"
    (finding,) = examine(item, None)
    assert finding.severity == "warn"


def test_what_stands_above_the_unit_holds_and_what_is_beside_does_not(
    item: NewsPage, living: Living
) -> None:
    above, beside = UnitFactory.create(), UnitFactory.create()
    living.unit.parent = above
    living.unit.save()
    item.summary = "Chủ tịch UBND tỉnh Lê Cường dự."
    values: dict[str, Any] = {"name": "Lê Cường", "title": "Chủ tịch UBND tỉnh"}
    values["held_to"] = date(2020, 1, 1)
    leader = Leader.objects.create(unit=beside, **values)
    assert codes(item) == set()
    Leader.objects.filter(pk=leader.pk).update(unit=above)
    assert codes(item) == {"leader_title"}


def test_the_destination_counts(item: NewsPage) -> None:
    assert codes(item, destination="group") == {"group_pictures"}
    assert codes(item, destination="portal") == set()


def test_registers_are_asked(
    item: NewsPage, record: EditorialRecord, keeper: User
) -> None:
    item.origin = "republished"
    item.source_url = "https://blog.example/a"
    assert codes(item, record) == {"source_official"}
    Explanation.objects.create(
        record=record,
        code="source_official",
        subject="blog.example",
        reason="Bài của cơ quan bạn",
        given_by=keeper,
        given_at=timezone.now(),
    )
    assert codes(item, record) == set()
    Explanation.objects.all().delete()
    OfficialSource.objects.create(name="Blog", host="blog.example")
    assert codes(item, record) == set()


def test_an_item_from_before_keeps_what_it_cites(item: NewsPage) -> None:
    item.summary = "Theo Nghị định 42/2022/NĐ-CP"
    assert codes(item) == {"expired_law"}
    item.first_published_at = timezone.now() - timedelta(days=900)
    assert codes(item) == set()


def test_words_about_pictures_are_asked(item: NewsPage, keeper: User) -> None:
    image = ImageFactory.create(credit="Hạ Miên")
    item.lead_image = image
    item.listing_image = image
    now = {"declared_by": keeper, "declared_at": timezone.now()}
    PictureDeclaration.objects.create(
        image=image, children="some", territory="", sha256=image.sha256, **now
    )
    (finding,) = examine(item, None)  # once, though it stands in two places
    assert finding.code == "children_consent"
    Consent.objects.create(
        image=image,
        given_by="Bà Tư",
        given_on=date(2026, 1, 1),
        child_agrees=True,
        document="Giấy 1",
        scope="Tin này",
        recorded_by=keeper,
        recorded_at=timezone.now(),
    )
    assert examine(item, None) == []
    Redaction.objects.create(
        image=image,
        areas=[],
        original="private/x/goc.png",
        original_sha256="x",
        result_sha256="khac",
        done_by=keeper,
        done_at=timezone.now(),
    )
    assert codes(item) == {"blur_undone"}


def test_links_of_the_house_are_looked_up(item: NewsPage, living: Living) -> None:
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    live = NewsPageFactory.create(parent=living.section)
    document = DocumentFactory.create()
    root = f"http://{living.host}"
    links = [
        f'<a linktype="page" id="{live.pk}">a</a>',
        f'<a linktype="document" id="{document.pk}">b</a>',
        f'<a href="/{living.section.slug}/{live.slug}/">c</a>',
        f'<a href="{root}/{living.section.slug}/{live.slug}">d</a>',
        f'<a href="{root}/-/tim-kiem/">e</a><a href="/media/a.pdf">f</a>',
        '<a href="https://chinhphu.vn/khong-co/">g</a><a href="#muc">h</a>',
    ]
    item.body = [("text", f"<p>{' '.join(links)}</p>")]
    assert codes(item) == set()
    item.body = [("text", f'<p><a linktype="page" id="{draft.pk}">a</a></p>')]
    assert codes(item) == {"unread_link"}
    item.body = [("text", f'<p><a href="{root}/mat-roi/bai-cu/">a</a></p>')]
    assert codes(item) == {"unread_link"}
    FormerAddress.objects.create(
        home_id=living.home.pk, path="mat-roi/", page_id=living.section.pk
    )
    assert codes(item) == set()


def test_the_cost_does_not_grow_with_the_body(item: NewsPage, living: Living) -> None:
    def filled(times: int) -> list[tuple[str, Any]]:
        blocks: list[tuple[str, Any]] = []
        for number in range(times):
            page = NewsPageFactory.create(parent=living.section, bare=True)
            image = ImageFactory.create(colour=(number, 0, 0), credit="Hạ Miên")
            clip = MediaFactory.create(credit="Hạ Miên")
            link = f'<a linktype="page" id="{page.pk}">a</a><a href="/mat/">b</a>'
            text = f"<p>Chủ tịch Lê Cường {link} 42/2022/NĐ-CP</p>"
            blocks += [
                ("text", text),
                figure(image),
                ("video", {"video": clip, "caption": ""}),
                ("related", {"pages": [page]}),
            ]
        return blocks

    LegalText.objects.create(unit=living.unit, number="1/2020/QĐ-UBND", title="x")
    costs = []
    for times in (1, 6):
        item.body = filled(times)
        page = NewsPage.objects.get(pk=item.pk)
        page.body = item.body
        examine(page, None)
        with counted() as queries:
            examine(page, None)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 22
