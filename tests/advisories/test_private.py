"""What is private stays so in every form: files, their fingerprints, lists, words."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from media_library.models import Document
from tests.advisories.conftest import Side, shut
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.news import NewsPageFactory
from tests.plugins.readers import Reader

pytestmark = pytest.mark.django_db


def lock(collection: Collection) -> None:
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )


@pytest.fixture
def secret(other: Side) -> Document:
    """A document two collections below the one that is private."""
    top = other.living.portal.collection.add_child(instance=Collection(name="Kín"))
    below = top.add_child(instance=Collection(name="Kín hơn"))
    document: Document = DocumentFactory.create(title="Tệp kín", collection=below)
    document.get_file_hash()  # Wagtail's form does the same
    lock(top)
    return document


def is_withheld(response: Any) -> bool:
    """Tell whether a reader is sent to a door instead of getting the file."""
    return response.status_code == 302 and b"ke hoach" not in response.content


def test_ghsa_92hv_j533_69wc_a_fingerprint_proves_nothing(
    secret: Document, other: Side, reader: Reader
) -> None:
    """Who guesses the content must not learn from 304 that the guess was right."""
    host, tag = other.living.host, f'"{secret.get_file_hash()}"'
    for headers in ({}, {"if-none-match": tag}, {"if-none-match": "*"}):
        response = reader.client.get(secret.url, headers={"host": host, **headers})
        assert is_withheld(response)
        assert "ETag" not in response
        assert tag.strip('"') not in str(response.headers)


def test_ghsa_92hv_j533_69wc_an_open_file_answers_304(
    other: Side, reader: Reader
) -> None:
    """The probe of the test above: the same question about a file that is open."""
    document, host = other.document, other.living.host
    document.get_file_hash()
    first = reader.get(host, document.url)
    assert b"".join(first) == b"ke hoach"
    tag = first["ETag"]
    assert tag == f'"{document.get_file_hash()}"'
    headers = {"host": host, "if-none-match": tag}
    assert reader.client.get(document.url, headers=headers).status_code == 304


def test_a_private_file_is_reached_by_no_address_of_the_store(
    secret: Document, other: Side, reader: Reader
) -> None:
    """What the web server hands out of the store has asked nobody."""
    for host in (other.living.host, "localhost"):
        for way in ("", "/", "./", "images/../", "%2e/", "Documents/../"):
            response = reader.get(host, f"/media/{way}{secret.file.name}")
            assert response.status_code == 404
    picture = reader.get(other.living.host, f"/media/{other.image.file.name}")
    assert b"".join(picture).startswith(b"\x89PNG")


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_private_file_of_another_unit_is_not_handed_out(
    secret: Document, own: Side, other: Side, reader: Reader, method: str
) -> None:
    response = reader.ask(method, other.living.host, secret.url)
    assert response.status_code in {302, 403, 405}
    assert b"ke hoach" not in response.content


# The lists of the admin's own API ------------------------------------------------------

LISTS = ("images", "documents", "pages")


def api(client: Client, kind: str, query: str = "") -> Any:
    return client.get(f"/admin/api/main/{kind}/{query}").json()


def titles(client: Client, kind: str, query: str = "") -> list[str]:
    return [item["title"] for item in api(client, kind, query)["items"]]


@pytest.mark.parametrize("kind", LISTS)
def test_cve_2026_44201_the_admin_api_lists_what_is_one_s_own(
    own: Side, other: Side, kind: str
) -> None:
    theirs = titles(other.client, kind)
    assert any(other.word in title for title in theirs)
    assert not any(other.word in title for title in titles(own.client, kind))


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_ghsa_c2xx_cjmh_9q8f_what_lies_deeper_is_listed_no_more_than_the_rest(
    own: Side, other: Side, kind: str
) -> None:
    top = other.living.portal.collection
    below = top.add_child(instance=Collection(name="Trong"))
    deepest = below.add_child(instance=Collection(name="Trong nữa"))
    lock(below)
    make = {"images": ImageFactory, "documents": DocumentFactory}[kind]
    deep = make.create(title=f"Sâu {other.word}", collection=deepest)
    assert deep.title in titles(other.client, kind)
    assert not any(other.word in title for title in titles(own.client, kind))
    assert shut(own.client.get(f"/admin/api/main/{kind}/{deep.pk}/"), other.word)
    nobody = Client(headers={"host": "localhost"})
    assert nobody.get(f"/admin/api/main/{kind}/").status_code == 302


@pytest.mark.parametrize("kind", ["images", "documents", "redirects", "media"])
def test_cve_2026_44201_the_public_api_has_no_lists_of_files(
    other: Side, reader: Reader, kind: str
) -> None:
    for version in ("v1", "v2", "v3"):
        path = f"/api/{version}/{kind}/"
        assert reader.get(other.living.host, path).status_code == 404


# The admin's API of pages --------------------------------------------------------------


def test_ghsa_3vrh_m9w7_v94f_fields_are_not_chosen_by_who_asks(
    own: Side, other: Side
) -> None:
    query = "?fields=*,body,summary&type=news.NewsPage"
    response = other.client.get(f"/admin/api/main/pages/{query}")
    if response.status_code == 200:
        for item in response.json()["items"]:
            assert "summary" not in item
            assert "body" not in item
    found = other.client.get(f"/admin/api/main/pages/{other.page.pk}/?fields=*")
    assert found.json()["title"] == other.page.title
    assert "body" not in found.json()
    assert shut(own.client.get(f"/admin/api/main/pages/{other.page.pk}/"), other.word)


def test_8_0_1_the_admin_api_keeps_the_root_out(own: Side, keeper: Client) -> None:
    for client in (own.client, keeper):
        items = api(client, "pages", "?limit=50")["items"]
        assert items
        assert not [
            item for item in items if item["meta"]["type"] == "wagtailcore.Page"
        ]


@pytest.mark.parametrize(
    "query", ["?child_of={0}", "?descendant_of={0}", "?ancestor_of={0}", "find/?id={0}"]
)
def test_8_0_1_the_admin_api_finds_nothing_by_a_foreign_page(
    own: Side, other: Side, query: str
) -> None:
    place = {"?ancestor_of={0}": other.page.pk}.get(query, other.living.section.pk)
    response = own.client.get(f"/admin/api/main/pages/{query.format(place)}")
    assert other.word not in response.content.decode()
    assert response.status_code in {200, 400, 404}
    if response.status_code == 200:
        assert response.json()["items"] == []


# The public API ------------------------------------------------------------------------


def test_8_0_1_the_public_api_lists_no_draft_and_nothing_private(
    own: Side, other: Side, reader: Reader
) -> None:
    NewsPageFactory.create(parent=other.living.section, title="Nháp kín", draft=True)
    hidden = NewsPageFactory.create(parent=other.living.section, title="Tin kín")
    PageViewRestriction.objects.create(
        page=hidden, restriction_type=PageViewRestriction.LOGIN
    )
    body = reader.get(other.living.host, "/api/v1/pages/?limit=50").content.decode()
    assert other.word in body
    assert own.word not in body
    assert "kín" not in body.encode().decode("unicode_escape")
    detail = reader.get(other.living.host, f"/api/v1/pages/{hidden.pk}/")
    assert detail.status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?fields=*",
        "?fields=owner",
        "?fields=draft_title,latest_revision",
        "?type=wagtailcore.Page&fields=owner",
    ],
)
def test_ghsa_3vrh_m9w7_v94f_the_public_api_tells_what_readers_see(
    other: Side, reader: Reader, query: str
) -> None:
    other.page.title = "Nhan đề nháp"
    other.page.owner = other.person
    other.page.save_revision()
    body = reader.get(other.living.host, f"/api/v1/pages/{query}").content
    for inside in ("Nhan đề nháp", other.person.username, other.person.email):
        assert inside not in body.decode()
        assert inside not in body.decode("unicode_escape", errors="ignore")
    for key in (b'"owner"', b'"draft_title"', b'"latest_revision"'):
        assert key + b":" not in body


# Passwords of pages ---------------------------------------------------------------------


def test_cve_2020_11037_no_page_or_collection_is_shared_by_a_password(
    other: Side, keeper: Client
) -> None:
    """A password that many know is nobody's: the choice is not offered, nor taken."""
    for path in (
        f"/admin/pages/{other.page.pk}/privacy/",
        f"/admin/collections/{other.living.portal.collection_id}/privacy/",
    ):
        offered = keeper.get(path).json()["html"]
        assert 'value="login"' in offered
        assert 'value="password"' not in offered
        keeper.post(path, {"restriction_type": "password", "password": "chung"})
    assert not PageViewRestriction.objects.exists()
    assert not CollectionViewRestriction.objects.exists()


def test_cve_2020_11037_a_password_from_before_is_compared_in_constant_time(
    other: Side, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=other.living.portal.collection,
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="chung-2026",
    )
    asked: list[tuple[str, str]] = []

    def compare(one: str, two: str) -> bool:
        asked.append((one, two))
        return one == two

    monkeypatch.setattr("wagtail.forms.constant_time_compare", compare)
    path = f"/tai-lieu/authenticate_with_password/{restriction.pk}/"
    sent = {"password": "chung", "return_url": "/"}
    assert reader.post(other.living.host, path, data=sent).status_code == 200
    assert asked == [("chung", "chung-2026")]


def test_cve_2020_11037_pages_have_no_door_for_passwords(
    other: Side, reader: Reader
) -> None:
    restriction = PageViewRestriction.objects.create(
        page=other.page,
        restriction_type=PageViewRestriction.PASSWORD,
        password="chung-2026",
    )
    path = f"/_util/authenticate_with_password/{restriction.pk}/{other.page.pk}/"
    sent = {"password": "chung-2026", "return_url": "/"}
    assert reader.post(other.living.host, path, data=sent).status_code == 404
    hidden = reader.get(other.living.host, str(other.page.url))
    assert other.word not in hidden.content.decode()
