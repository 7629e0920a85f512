"""A list is sent in, looked at, and written whole or without its bad lines."""

import codecs
import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from cms.addresses.models import AddressImport, AddressRule
from cms.news.models import NewsPage
from sites.models import Capability
from tests.addresses.conftest import ITEM
from tests.admin import admin_client, errors, words
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal

pytestmark = pytest.mark.django_db

IMPORT = "/admin/addresses/danh-sach/"
HEAD = "địa chỉ cũ;địa chỉ mới;mã\n"


def upload(client: Client, living: Living, content: bytes, name: str = "cu.csv") -> str:
    file = SimpleUploadedFile(name, content)
    form = {"portal": living.portal.pk, "file": file, "straightens": "on"}
    answer = client.post(IMPORT, form)
    if answer.status_code == 302:
        return str(answer["Location"])
    assert answer.status_code == 422
    return " ".join(errors(answer))


def test_three_bad_lines_of_five_hundred(
    living: Living, item: NewsPage, client_of_admin: Client
) -> None:
    lines = [f"/tin.aspx?id={number};{ITEM};301" for number in range(500)]
    lines[9] = "=HYPERLINK(1);/x/;301"
    lines[99] = "/a.aspx;;301"
    lines[499] = "/b.aspx;/x/;307"
    report = upload(client_of_admin, living, (HEAD + "\n".join(lines)).encode())
    shown = words(client_of_admin.get(report))
    assert "497 sẽ thêm" in shown
    assert "3 dòng có lỗi" in shown
    assert "Dòng 11 =HYPERLINK(1) → /x/" in shown
    assert client_of_admin.post(report, {"deed": "all"}).status_code == 302
    assert not AddressRule.objects.exists()
    assert "Danh sách có dòng không nhập được." in words(
        client_of_admin.get(report), "body"
    )
    taken = client_of_admin.get(f"{report}loi/")
    file = taken.getvalue()
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows == [
        ["địa chỉ cũ", "địa chỉ mới", "mã", "dòng", "lý do"],
        ["'=HYPERLINK(1)", "/x/", "301", "11", "Địa chỉ cũ bắt đầu bằng “/” hoặc “http”."],
        ["/a.aspx", "", "301", "101", "Thiếu địa chỉ mới; địa chỉ đã gỡ thì ghi mã 410."],
        ["/b.aspx", "/x/", "307", "501", "Mã là 301 (đã chuyển) hoặc 410 (đã gỡ)."],
    ]  # fmt: skip
    assert client_of_admin.post(report, {"deed": "good"}).status_code == 302
    assert AddressRule.objects.count() == 497
    done = words(client_of_admin.get(report))
    assert "497 đã nhập" in done
    assert "3 để lại" in done
    assert client_of_admin.get(f"{report}loi/").getvalue() == file


def xlsx() -> bytes:
    book = Workbook()
    book.active.append(["Mã", "ĐỊA CHỈ CŨ", "Địa chỉ mới"])
    book.active.append([410, "/bo.html", None])
    book.active.append([301.0, "/Tin tức.aspx", ITEM])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "excel": xlsx(),
    "bom": codecs.BOM_UTF8 + f"{HEAD}/bo.html;;410\n/Tin tức.aspx;{ITEM};\n".encode(),
    "commas": f'old address,new address,code\n/bo.html,,410\n"/Tin tức.aspx",{ITEM},301'.encode(),
    "utf-16": f"{HEAD}/bo.html;;410\n/Tin tức.aspx;{ITEM};301".encode("utf-16"),
    "windows": f"dia chi cu;dia chi moi;ma\n/bo.html;;410\n/Tin t\u01b0\u0301c.aspx;{ITEM};301".encode("cp1258"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_lists_of_any_program_are_read(
    living: Living, item: NewsPage, client_of_admin: Client, kind: str
) -> None:
    report = upload(client_of_admin, living, FILES[kind])
    shown = words(client_of_admin.get(report))
    assert ("Tệp không phải UTF-8" in shown) == (kind in {"utf-16", "windows"})
    client_of_admin.post(report, {"deed": "all"})
    assert list(AddressRule.objects.values_list("source", "page", "is_gone")) == [
        ("/Tin tức.aspx", item.pk, False),
        ("/bo.html", None, True),
    ]


NO_LISTS = [
    (b"", "Tệp gửi lên rỗng."),
    (b"a;b\n1;2", "Dòng đầu phải ghi tên cột “địa chỉ cũ” và “địa chỉ mới”."),
    (HEAD.encode(), "Danh sách không có địa chỉ nào."),
    (b"PK\x03\x04 not a zip", "Tệp không phải XLSX đọc được."),
    (HEAD.encode() + b'"' + b"x" * 200_000, "Không đọc được dòng"),
    (b"\xff\xfe\x00\xd8\x00", "Không đọc được tệp."),
    (HEAD.encode() + b"/a;/b;301\n" * 20_001, "Danh sách có nhiều nhất 20000 dòng"),
    (b"x" * (5 * 1024 * 1024 + 1), "Tệp vượt mức 5 MB."),
]


def test_a_file_that_is_no_list_is_refused_in_words(
    living: Living, client_of_admin: Client
) -> None:
    for content, told in NO_LISTS:
        assert told in upload(client_of_admin, living, content)
    assert not AddressImport.objects.exists()


def test_a_bomb_is_not_unpacked(
    living: Living, client_of_admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.addresses.lists.MOST_UNPACKED", 1_000)
    shown = upload(client_of_admin, living, FILES["excel"])
    assert "Tệp giải nén ra lớn hơn nhiều" in shown


def test_a_list_can_be_given_up(living: Living, client_of_admin: Client) -> None:
    report = upload(client_of_admin, living, FILES["bom"])
    assert client_of_admin.post(report, {"deed": "boom"}).status_code in {302, 403}
    assert client_of_admin.post(report, {"deed": "discard"})["Location"] == IMPORT
    assert not AddressImport.objects.exists()
    assert not AddressRule.objects.exists()


def test_lists_are_their_portals_own(living: Living, client_of_admin: Client) -> None:
    report = upload(client_of_admin, living, FILES["bom"])
    elsewhere = living_portal()
    other = admin_client(person_of(elsewhere.unit, Capability.UNIT_ADMIN))
    for path in (report, f"{report}loi/"):
        assert other.get(path).status_code == 404
    assert other.post(report, {"deed": "all"}).status_code == 404
    upload(other, living, FILES["bom"])
    assert AddressImport.objects.count() == 1
    editor = admin_client(person_of(living.unit, Capability.EDITOR))
    for path in (IMPORT, report, f"{report}loi/"):
        assert editor.get(path).status_code in {302, 403}
    assert not AddressRule.objects.exists()
