"""What a picture shows, who agreed, what is made unrecognisable."""

import pytest
from django.core.files.base import ContentFile

from cms.quality.models import Consent, PictureDeclaration, Redaction
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability
from tests.admin import admin_client, errors, soup, words
from tests.factories.media import ImageFactory
from tests.factories.people import person_of
from tests.factories.portals import Living, living_portal
from tests.plugins.kept import kept
from tests.quality.test_areas import board, encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(living: Living) -> Image:
    made: Image = ImageFactory.create(
        collection=living.portal.collection,
        file=ContentFile(encoded(board()), "cong-truong.png"),
    )
    return made


@pytest.fixture
@kept
def technician(living: Living) -> User:
    return person_of(living.unit, Capability.TECHNICAL_EDITOR)


REFUSED = {302, 403, 404}  # a refusal leads to the first page


def at(image: Image) -> str:
    return f"/admin/kiem-tra/anh/{image.pk}/"


CONSENT = {
    "deed": "consent",
    "consent-given_by": "Bà Tư",
    "consent-given_on": "01/11/2026",
    "consent-child_agrees": "on",
    "consent-document": "Giấy 1",
    "consent-scope": "Tin này",
}


def test_whoever_uses_a_picture_says_what_it_shows(image: Image, editor: User) -> None:
    client = admin_client(editor)
    page = client.get(at(image))
    assert "Khai báo ảnh" in words(page)
    sent = {"deed": "declare", "children": "some", "territory": "no_map"}
    assert client.post(at(image), sent).status_code == 302
    said = PictureDeclaration.objects.get()
    assert (said.children, said.territory, said.declared_by) == (
        "some",
        "no_map",
        editor,
    )
    checked = soup(client.get(at(image))).select("input[checked]")
    assert [one["value"] for one in checked] == ["some", "no_map"]


def test_a_word_that_there_is_not_is_refused(image: Image, editor: User) -> None:
    sent = {"deed": "declare", "children": "khac"}
    assert admin_client(editor).post(at(image), sent).status_code == 422
    assert not PictureDeclaration.objects.exists()


def test_consents_are_recorded_and_ended(image: Image, editor: User) -> None:
    client = admin_client(editor)
    assert client.post(at(image), CONSENT).status_code == 302
    consent = Consent.objects.get()
    assert "Bà Tư" in words(client.get(at(image)))
    wrong = client.post(
        at(image), {"deed": "end", "pk": consent.pk, "on": "01/10/2026"}
    )
    assert wrong.status_code == 422
    assert errors(wrong) == ["Sự đồng ý này đã kết thúc hoặc chưa bắt đầu vào ngày đó."]
    client.post(at(image), {"deed": "end", "pk": consent.pk, "on": "05/11/2026"})
    consent.refresh_from_db()
    assert f"{consent.ends_on:%d/%m/%Y}" == "05/11/2026"


def test_faults_of_a_consent_are_told_at_once_and_nothing_typed_is_lost(
    image: Image, editor: User
) -> None:
    sent = {**CONSENT, "consent-given_on": "hôm qua", "consent-document": ""}
    response = admin_client(editor).post(at(image), sent)
    assert response.status_code == 422
    assert len(errors(response)) == 2
    assert soup(response).find("input", value="Bà Tư")
    assert not Consent.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"deed": "xoa"}, {"deed": "end", "pk": "x"}])
def test_other_deeds_are_refused(
    image: Image, editor: User, sent: dict[str, str]
) -> None:
    assert admin_client(editor).post(at(image), sent).status_code in REFUSED


def test_areas_are_blurred_by_numbers_alone(image: Image, technician: User) -> None:
    client = admin_client(technician)
    url = f"{at(image)}lam-mo/"
    (stage,) = soup(client.get(url)).select("[data-blur]")
    assert (stage["data-width"], stage["data-height"]) == ("200", "100")
    response = client.post(url, {"areas": "20 10 120 60\n\n150, 50, 190, 90\n"})
    assert response.url == at(image)
    assert Redaction.objects.get().areas == [[20, 10, 120, 60], [150, 50, 190, 90]]
    assert "Đã làm mờ 2 vùng" in words(client.get(url))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", ["Trường này là bắt buộc."]),
        ("mot hai", ["1. Mỗi vùng gồm bốn số nguyên."]),
        ("1 2 3\n0 0 1 1", ["1. Mỗi", "2. Vùng nằm ngoài"]),
    ],
)
def test_wrong_areas_are_told_at_once_and_kept(
    image: Image, technician: User, typed: str, told: list[str]
) -> None:
    response = admin_client(technician).post(f"{at(image)}lam-mo/", {"areas": typed})
    assert response.status_code == 422
    shown = " ".join(errors(response))
    assert all(part in shown for part in told) or not typed
    (box,) = soup(response).select("textarea[name=areas]")
    assert box.get_text().strip() == typed.strip()
    assert not Redaction.objects.exists()


def test_twins_of_the_file_are_told(image: Image, technician: User) -> None:
    ImageFactory.create(file=ContentFile(encoded(board()), "ban-khac.png"))
    shown = words(admin_client(technician).get(f"{at(image)}lam-mo/"))
    assert "Tệp này còn có 1 bản khác" in shown


def test_rights_are_asked(image: Image, editor: User, technician: User) -> None:
    stranger = person_of(living_portal().unit, Capability.TECHNICAL_EDITOR)
    reader = person_of(living_portal().unit, Capability.PROOFREADER)
    for person in (stranger, reader):
        client = admin_client(person)
        for url in (at(image), f"{at(image)}lam-mo/"):
            assert client.get(url).status_code in REFUSED
            assert client.post(url, CONSENT).status_code in REFUSED
    # Another's picture is not the editor's to change for everybody.
    sent = {"areas": "20 10 120 60"}
    assert admin_client(editor).post(f"{at(image)}lam-mo/", sent).status_code in REFUSED
    assert not soup(admin_client(editor).get(at(image))).find("a", href=f"{at(image)}lam-mo/")  # fmt: skip
    assert not Consent.objects.exists()
    assert not Redaction.objects.exists()


def test_a_file_that_is_lost_leaves_the_page(image: Image, technician: User) -> None:
    image.file.storage.delete(image.file.name)
    client = admin_client(technician)
    response = client.get(f"{at(image)}lam-mo/")
    assert response.status_code == 200
    assert not soup(response).select("[data-blur]")
    refused = client.post(f"{at(image)}lam-mo/", {"areas": "0 0 50 50"})
    assert refused.status_code == 422
    assert errors(refused) == ["Không đọc được ảnh này."]


def test_the_picture_s_own_form_leads_here(image: Image, technician: User) -> None:
    page = soup(admin_client(technician).get(f"/admin/images/{image.pk}/"))
    assert page.find("a", href=at(image))
