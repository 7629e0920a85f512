"""The union keeps its address: its old deep links lead where things are now (S1, ORG-07)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.addresses.hits import tally
from cms.addresses.models import AddressRule
from cms.news.models import NewsPage
from sites.models import PortalStatus
from tests.addresses.conftest import HOST, ITEM, OLDER, SECOND
from tests.factories.addresses import old_address
from tests.factories.portals import Living, living_portal
from tests.factories.publishing import publish
from tests.plugins.readers import Reader, words

pytestmark = pytest.mark.django_db


OLD_LINKS = [
    ("/Default.aspx?tabid=52&ID=4711", "/default.aspx?id=4711&tabid=52"),
    ("/default.aspx?id=4711&tabid=52", "/Default.aspx?TabID=52&id=4711&utm_source=zalo"),
    ("/?id=4711", "/?id=4711"),
    ("/index.php?language=vi&nv=news&op=Tin-tuc/Dai-hoi-4711", "/index.php?language=vi&nv=news&op=Tin-tuc%2FDai-hoi-4711"),
    ("/vi/news/tin-tuc/dai-hoi-phu-nu-4711.html", "/vi/news/Tin-tuc/Dai-hoi-phu-nu-4711.html"),
    ("/Tin tức/Đại hội.aspx", "/Tin%20t%E1%BB%A9c/%C4%90%E1%BA%A1i%20h%E1%BB%99i.aspx"),
    ("/Tin%20t%E1%BB%A9c/x.aspx", "/TIN TỨC//x.aspx/"),
    ("/cu.html#phan-2", "/cu.html"),
]  # fmt: skip


@pytest.mark.parametrize("host", [HOST, SECOND])
def test_an_old_link_leads_to_the_page_in_one_step(
    living: Living, item: NewsPage, reader: Reader, host: str
) -> None:
    root = "" if host == HOST else f"http://{HOST}"
    for written, asked in OLD_LINKS:
        rule = old_address(living.portal, written, item)
        answer = reader.get(host, asked)
        assert answer.status_code == 301, asked
        assert answer["Location"] == root + ITEM
        assert answer["Cache-Control"] == "max-age=3600"
        rule.delete()
    assert reader.get(HOST, ITEM).status_code == 200


FILLED = [
        (("/vi/news/{muc}/{slug}-{id}.html", "/{muc}/{slug}/"), "/vi/news/Tin-tuc/Dai-hoi-phu-nu-4711.html", ITEM),
        (("/Default.aspx?op={op}&id={id}", "/-/tim-kiem/?q={op}"), "/default.aspx?ID=5&op=hội%20thảo", "/-/tim-kiem/?q=h%E1%BB%99i%20th%E1%BA%A3o"),
        (("/cu/{con*}", "https://luutru.danang.gov.vn/{con*}"), "/cu/2019/a.pdf", "https://luutru.danang.gov.vn/2019/a.pdf"),
        (("/cu/{con*}", "/{con*}"), "/cu//evil.example/x", "/evil.example/x"),
        (("/go/{x}", "/{x}"), "/go/%5Cevil.example", "/%5Cevil.example"),
    ]  # fmt: skip


def test_gaps_are_filled_in(living: Living, item: NewsPage, reader: Reader) -> None:
    for rule, asked, location in FILLED:
        stored = old_address(living.portal, *rule)
        answer = reader.get(HOST, asked)
        assert (answer.status_code, answer["Location"]) == (301, location)
        stored.delete()


def test_a_page_that_moved_is_followed(
    living: Living, item: NewsPage, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "django.db.transaction.on_commit", lambda call, **kwargs: call()
    )
    old_address(living.portal, "/a.aspx", item)
    old_address(living.portal, "/b.aspx", ITEM)
    fresh = NewsPage.objects.get(pk=item.pk)
    fresh.slug = "dai-hoi-xvii"
    publish(fresh)
    for path in ("/a.aspx", "/b.aspx"):
        assert reader.get(HOST, path)["Location"] == "/tin-tuc/dai-hoi-xvii/"


def test_what_is_withdrawn_is_gone_in_the_portals_dress(
    living: Living, reader: Reader
) -> None:
    old_address(living.portal, "/bo.html")
    for host in (HOST, SECOND):
        answer = reader.get(host, "/bo.html")
        assert answer.status_code == 410
        assert "Trang đã gỡ" in words(answer.content.decode())
        assert living.unit.name in answer.content.decode()
        assert "no-cache" in answer["Cache-Control"]


def test_a_page_that_was_deleted_is_gone_and_a_draft_is_not_found(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    old_address(living.portal, "/a.aspx", item)
    NewsPage.objects.get(pk=item.pk).unpublish()
    assert reader.get(HOST, "/a.aspx").status_code == 404
    NewsPage.objects.get(pk=item.pk).delete()
    assert reader.get(HOST, "/a.aspx").status_code == 410
    assert AddressRule.objects.broken().count() == 1


@pytest.mark.parametrize("path", ["/tin-tuc/", "/tin-tuc", "/", "/TIN-TUC"])
def test_a_live_page_wins_over_a_rule_that_asks_nothing(
    living: Living, reader: Reader, path: str
) -> None:
    for written in ("/tin-tuc", "/"):
        old_address(living.portal, written, "https://elsewhere.example/")
    answer = reader.get(HOST, path)
    if path == "/TIN-TUC":  # no page stands there
        assert answer["Location"] == "https://elsewhere.example/"
    else:
        assert "elsewhere" not in answer.get("Location", "")
        assert answer.status_code in {200, 301}


def test_a_rule_of_a_second_hostname_wins_over_the_page_of_that_path(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    old_address(living.portal, f"http://{OLDER}/tin-tuc/", item)
    assert reader.get(OLDER, "/tin-tuc/")["Location"] == f"http://{HOST}{ITEM}"
    assert reader.get(SECOND, "/tin-tuc/")["Location"] == f"http://{HOST}/tin-tuc/"
    assert reader.get(HOST, "/tin-tuc/").status_code == 200


def test_the_most_specific_rule_answers(living: Living, reader: Reader) -> None:
    rules = {
        f"http://{OLDER}/tin.aspx?id=1": "/1/",
        f"http://{OLDER}/{{x}}.aspx": "/2/",
        "/tin.aspx?id=1&muc=2": "/3/",
        "/tin.aspx?id=1": "/4/",
        "/tin.aspx?id={id}": "/5/{id}/",
        "/tin.aspx": "/6/",
        "/tin{x}.aspx": "/7/",
        "/{x}.aspx": "/8/",
    }
    for written, end in rules.items():
        old_address(living.portal, written, end)
    asked = [
        (OLDER, "/tin.aspx?id=1&muc=2", "/1/"),
        (OLDER, "/tin.aspx", "/2/"),
        (HOST, "/tin.aspx?muc=2&id=1", "/3/"),
        (HOST, "/tin.aspx?muc=3&id=1", "/4/"),
        (HOST, "/tin.aspx?id=12", "/5/12/"),
        (HOST, "/tin.aspx?id=x", "/6/"),
        (HOST, "/tin-bai.aspx", "/7/"),
        (HOST, "/abc.aspx", "/8/"),
    ]
    for host, path, end in asked:
        location = reader.get(host, path)["Location"]
        assert location.removeprefix(f"http://{HOST}") == end


def test_other_questions_of_a_live_page_are_its_own(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    old_address(living.portal, "/?id=123", item)
    assert reader.get(HOST, "/?id=124").status_code == 200
    assert reader.get(HOST, "/?x=123").status_code == 200
    assert reader.get(HOST, "/tin-tuc/?page=1&id=123").status_code == 200


def test_rules_are_one_portals_own(living: Living, reader: Reader) -> None:
    other = living_portal(host="khac.gov.vn")
    old_address(living.portal, "/a.aspx", "/tin-tuc/")
    old_address(living.portal, "/?id=1", "/tin-tuc/")
    assert reader.get(other.host, "/a.aspx").status_code == 404
    assert reader.get(other.host, "/?id=1").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_led(living: Living, reader: Reader, method: str) -> None:
    old_address(living.portal, "/a.aspx", "/tin-tuc/")
    assert reader.ask(method, HOST, "/a.aspx").status_code in {403, 404}
    assert reader.ask("head", HOST, "/a.aspx").status_code == 301


def test_a_suspended_portal_says_so(living: Living, reader: Reader) -> None:
    old_address(living.portal, "/?id=1", "/tin-tuc/")
    living.portal.status = PortalStatus.SUSPENDED
    living.portal.save()
    assert reader.get(HOST, "/?id=1").status_code == 503


def test_a_new_page_at_an_address_takes_effect_at_once(
    living: Living, reader: Reader
) -> None:
    assert reader.get(HOST, "/?id=1").status_code == 200
    old_address(living.portal, "/?id=1", "/tin-tuc/")
    assert reader.get(HOST, "/?id=1").status_code == 301
    AddressRule.objects.all().delete()


def queries(reader: Reader, path: str, host: str = HOST) -> int:
    reader.client.get(path, headers={"host": host})
    with CaptureQueriesContext(connection) as asked:
        reader.client.get(path, headers={"host": host})
    return len(asked)


def test_whoever_asks_no_old_address_pays_nothing(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    paths = ("/", ITEM, "/?x=1", "/khong-co/", "/khong-co.aspx")
    before = {path: queries(reader, path) for path in paths}
    for number in range(30):
        old_address(living.portal, f"/cu-{number}.aspx", item)
    assert {path: queries(reader, path) for path in paths[:3]} == {
        path: before[path] for path in paths[:3]
    }
    assert queries(reader, "/khong-co/") <= before["/khong-co/"] + 1
    assert queries(reader, "/khong-co.aspx") <= before["/khong-co.aspx"] + 1


def test_an_old_address_costs_three_queries_however_many_there_are(
    living: Living, item: NewsPage, reader: Reader
) -> None:
    for number in range(60):
        old_address(living.portal, f"/cu.aspx?id={number}&muc=1", item)
        old_address(living.portal, f"/cu-{number}/{{slug}}", "/tin-tuc/{slug}/")
    tally.write()
    assert queries(reader, "/cu.aspx?id=7&muc=1") <= 3
    assert queries(reader, "/cu-7/dai-hoi-phu-nu") <= 4
