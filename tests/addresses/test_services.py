"""Rules are stored whole or not at all; lists are brought in whole or by choice."""

import threading
from typing import Any

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from cms.addresses.faults import AddressError
from cms.addresses.judging import judged
from cms.addresses.lists import Line, Sheet
from cms.addresses.models import (
    AddressImport,
    AddressRule,
    ImportState,
    new_rule,
)
from cms.addresses.services import bring_in, delete_rule, discard, save_rule, send_in
from cms.news.models import NewsPage
from cms.users.models import User
from sites.models import Portal
from tests.addresses.conftest import HOST, ITEM, OLDER
from tests.factories.addresses import old_address
from tests.factories.people import UserFactory
from tests.factories.portals import Living
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[str, str, int | None, bool]]:
    return sorted(
        AddressRule.objects.values_list("source", "target", "page", "is_gone")
    )


def saved(portal: Portal, source: str, target: str = "", **values: Any) -> Any:
    straightens = values.pop("straightens", False)
    rule = new_rule(portal, source=source, target=target, **values)
    return save_rule(rule=rule, actor=UserFactory.create(), straightens=straightens)


def sent(
    portal: Portal, *lines: tuple[str, str, str], straightens: bool = True
) -> AddressImport:
    numbered = [Line(number, *line) for number, line in enumerate(lines, start=2)]
    return send_in(
        portal=portal,
        actor=UserFactory.create(),
        name="dia-chi.csv",
        sheet=Sheet(numbered),
        straightens=straightens,
    )


def test_an_old_address_stands_once(living: Living) -> None:
    saved(living.portal, "/Tin.aspx?a=1&B=2", "/tin-tuc/")
    before = rows()
    with pytest.raises(AddressError, match="đã có trong danh sách: đang dẫn tới “/tin"):
        saved(living.portal, "/tin.aspx?b=2&A=1", "/hoat-dong/")
    assert rows() == before
    saved(living.portal, "/tin.aspx?b=2&A=1", "/x/", host=OLDER)
    assert len(rows()) == 2


@pytest.mark.parametrize(
    ("rules", "last"),
    [
        ([], ("/a", "/a/")),
        ([("/a", "/b")], ("/b", "/a")),
        ([("/a", "/b"), ("/b", "/c")], ("/c", "/A/")),
        ([("/a", "/b?x=1")], ("/b?x={so}", "/a")),
        ([], ("/{x}.html", "/{x}-moi.html")),
        ([], (f"http://{HOST}/a?id={{id}}", "/a?id={id}&moi=1")),
        ([("/a/{x}", "/b/{x}")], ("/b/{y}", "/a/{y}")),
    ],
)
def test_no_circle_is_stored(
    living: Living, rules: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    for source, target in rules:
        old_address(living.portal, source, target)
    before = rows()
    host = HOST if HOST in last[0] else ""
    source = last[0].removeprefix(f"http://{HOST}")
    with pytest.raises(AddressError, match="sẽ dẫn vòng tròn"):
        saved(living.portal, source, last[1], host=host, straightens=True)
    assert rows() == before


def test_a_page_that_stands_at_the_end_ends_the_way(
    living: Living, item: NewsPage
) -> None:
    old_address(living.portal, "/tin-{muc}/{slug}", "/hoat-dong/")
    saved(living.portal, "/a", ITEM)
    old_address(living.portal, "/b", "/c")
    with pytest.raises(AddressError, match="bản thân cũng là địa chỉ cũ"):
        saved(living.portal, "/c", "/tin-tuc/")


def test_detours_are_told_and_led_straight_on_wish(
    living: Living, item: NewsPage
) -> None:
    old_address(living.portal, "/b", item)
    with pytest.raises(AddressError, match="“/a” dẫn tới “/b”, bản thân cũng"):
        saved(living.portal, "/a", "/b")
    straight = saved(living.portal, "/a", "/b", straightens=True)
    assert [str(rule) for rule in straight.rules] == ["/a"]
    assert ("/a", "", item.pk, False) in rows()
    # The other way round: a rule that stands already would lead to the new one.
    old_address(living.portal, "/c", "/d")
    saved(living.portal, "/d", "https://noi-khac.example/", straightens=True)
    assert ("/c", "https://noi-khac.example/", None, False) in rows()


def test_a_detour_over_gaps_is_refused_with_the_reason(living: Living) -> None:
    old_address(living.portal, "/b/{x}", "/c/{x}")
    with pytest.raises(AddressError, match="một địa chỉ cũ có chỗ trống"):
        saved(living.portal, "/a", "/b/1", straightens=True)
    assert len(rows()) == 1


def test_patterns_are_bounded(living: Living, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.addresses.refusals.MOST_PATTERNS", 2)
    monkeypatch.setattr("cms.addresses.judging.MOST_PATTERNS", 2)
    for number in range(2):
        saved(living.portal, f"/a{number}/{{x}}", "/tin-tuc/")
    with pytest.raises(AddressError, match="nhiều nhất 2 địa chỉ cũ có chỗ trống"):
        saved(living.portal, "/a3/{x}", "/tin-tuc/")
    report = judged(
        sent(living.portal, ("/a4/{x}", "/tin-tuc/", ""), ("/a1/{y}", "/x", ""))
    )
    assert [line.number for line, _reason in report.bad] == [2]


def test_a_deleted_rule_leads_no_more(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    rule = old_address(living.portal, "/a.aspx", item)
    assert reader.get(HOST, "/a.aspx").status_code == 301
    delete_rule(rule=rule, actor=UserFactory.create())
    assert reader.get(HOST, "/a.aspx").status_code == 404


# Lists -------------------------------------------------------------------------------

BAD = [
    ("tin.aspx", "/tin-tuc/", "301"),
    ("/b.aspx", "", ""),
    (f"http://khac.example/{'c'}", "/{x}/", "302"),
]


def test_a_list_with_bad_lines_writes_nothing_unless_the_good_ones_are_chosen(
    living: Living, item: NewsPage
) -> None:
    lines = [("/a.aspx?id=1", ITEM, "301"), *BAD, ("/bo.html", "", "410")]
    old_address(living.portal, "/{x}.php", "/tin-tuc/")
    before = rows()
    whole = sent(living.portal, *lines)
    report = judged(whole)
    assert report.good == 2
    assert [(line.number, reason) for line, reason in report.bad] == [
        (3, "Địa chỉ cũ bắt đầu bằng “/” hoặc “http”."),
        (4, "Thiếu địa chỉ mới; địa chỉ đã gỡ thì ghi mã 410."),
        (5, "“khac.example” không phải tên miền của cổng này. Mã là 301 (đã chuyển) hoặc 410 (đã gỡ)."),
    ]  # fmt: skip
    with pytest.raises(AddressError, match="Danh sách có dòng không nhập được"):
        bring_in(sent=whole)
    assert rows() == before
    assert AddressImport.objects.get().state == ImportState.TRIED
    bring_in(sent=whole, only_good=True)
    assert len(rows()) == 3
    kept = AddressImport.objects.get()
    assert (kept.state, kept.brought_in) == (ImportState.DONE, 2)
    assert [line[:4] for line in kept.lines] == [
        [number, *line] for number, line in enumerate(BAD, start=3)
    ]
    with pytest.raises(AddressError, match="đã nhập rồi"):
        bring_in(sent=whole, only_good=True)


def test_pages_are_found_and_followed(living: Living, item: NewsPage) -> None:
    bring_in(sent=sent(living.portal, ("/a", ITEM, ""), (f"http://{HOST}/b", f"https://{HOST}{ITEM}", "301"), ("/c", "/chua-co/", "")))  # fmt: skip
    assert rows() == [
        ("/a", "", item.pk, False),
        ("/b", "", item.pk, False),
        ("/c", "/chua-co/", None, False),
    ]


def test_what_the_list_says_of_itself(living: Living, item: NewsPage) -> None:
    old_address(living.portal, "/co.aspx", "/tin-tuc/moi/")
    old_address(living.portal, "/khac.aspx", "/x/")
    report = judged(
        sent(
            living.portal,
            ("/co.aspx", "/tin-tuc/moi/", "301"),
            ("/khac.aspx", "/y/", "301"),
            ("/hai.aspx", "/1/", ""),
            ("/HAI.aspx", "/2/", ""),
            ("/lap.aspx", ITEM, ""),
            ("/Lap.aspx", ITEM, ""),
            ("/tin-tuc/", ITEM, ""),
            ("/v1", "/v2", ""),
            ("/v2", "/v1", ""),
            ("/qua", "/lap.aspx", ""),
        )
    )
    assert (report.same, len(report.changed)) == (1, 1)
    reasons = {line.number: reason for line, reason in report.bad}
    assert set(reasons) == {4, 5, 9, 10}
    assert reasons[4] == reasons[5] == "Các dòng 4, 5 ghi cùng một địa chỉ cũ nhưng nơi đến khác nhau."  # fmt: skip
    assert "vòng tròn" in reasons[9]
    assert report.notes == [
        (2, "Ở địa chỉ mới “/tin-tuc/moi/” hiện chưa có trang nào."),
        (3, "Ở địa chỉ mới “/y/” hiện chưa có trang nào."),
        (7, "Các dòng 6, 7 ghi trùng một địa chỉ."),
        (8, "“/tin-tuc/” không bao giờ được dùng: ở đó đang có một trang."),
        (11, "“/qua” được dẫn thẳng tới “Đại hội phụ nữ”."),
    ]


def test_detours_in_a_list_are_refused_if_not_led_straight(living: Living) -> None:
    lines = [("/a", "/b", ""), ("/b", "/tin-tuc/", "")]
    report = judged(sent(living.portal, *lines, straightens=False))
    assert [line.number for line, _reason in report.bad] == [2]
    assert judged(sent(living.portal, *lines)).bad == []


def test_a_list_leads_stored_rules_straight_and_keeps_their_hits(
    living: Living, item: NewsPage
) -> None:
    rule = old_address(living.portal, "/cu", "/giua")
    AddressRule.objects.update(hits=7)
    bring_in(sent=sent(living.portal, ("/giua", ITEM, "")))
    rule = AddressRule.objects.get(pk=rule.pk)
    assert (rule.page_id, rule.target, rule.hits) == (item.pk, "", 7)


def test_five_thousand_lines_take_few_queries(living: Living, item: NewsPage) -> None:
    lines = [(f"/tin.aspx?id={number}", ITEM, "301") for number in range(5_000)]
    for number in (10, 2_500, 4_999):
        lines[number] = ("", ITEM, "301")
    whole = sent(living.portal, *lines)
    with CaptureQueriesContext(connection) as asked:
        report = bring_in(sent=whole, only_good=True)
    assert (report.good, len(report.bad)) == (4_997, 3)
    assert AddressRule.objects.count() == 4_997
    assert len(asked) <= 25


def test_a_list_that_is_given_up_is_gone(living: Living) -> None:
    whole = sent(living.portal, ("/a", "/b", ""))
    discard(sent=whole)
    assert not AddressImport.objects.exists()
    assert rows() == []


@pytest.mark.service_postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_make_no_circle_together(living: Living) -> None:
    """Each of the two rules is fine by itself."""
    gate = threading.Barrier(2)
    faults: list[str] = []
    actor: User = UserFactory.create()

    def write(source: str, target: str) -> None:
        rule = new_rule(living.portal, source=source, target=target)
        gate.wait(10)
        try:
            save_rule(rule=rule, actor=actor)
        except AddressError as fault:
            faults.append(str(fault))
        connections.close_all()

    people = [
        threading.Thread(target=write, args=ends)
        for ends in (("/a", "/b"), ("/b", "/a"))
    ]
    for person in people:
        person.start()
    for person in people:
        person.join(20)
    assert AddressRule.objects.count() == 1
    assert len(faults) == 1
    assert "vòng tròn" in faults[0]
