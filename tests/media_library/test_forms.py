"""Words about pictures, documents and clips, written in every language."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.images.forms import get_image_form

from cms.users.models import User
from media_library.forms import ImageForm
from media_library.models import Document, DocumentText, Image, ImageText, Media
from media_library.models.media import MediaText
from media_library.texts import TextsField
from sites.models import Capability
from tests.admin import admin_client, errors, form_of, soup
from tests.factories.media import (
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    picture_bytes,
)
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal, locale
from tests.plugins.kept import kept

pytestmark = pytest.mark.django_db

ALT, CAPTION = "Người dân quét sân đình", "Sáng mùng một"


@pytest.fixture
@kept
def living() -> Living:
    return living_portal("vi", "en")


@pytest.fixture
def keeper(living: Living) -> Client:
    return admin_client(person_of(living.unit, Capability.MEDIA_KEEPER))


def send(client: Client, url: str, **changes: Any) -> Any:
    return client.post(url, {**form_of(client.get(url), "main form"), **changes})


def texts(asset: Image | Document | Media, *columns: str) -> dict[str, tuple[str, ...]]:
    """Return what stands in the database, by language."""
    rows = asset.texts.select_related("locale")
    return {
        row.locale.language_code: tuple(getattr(row, name) for name in columns)
        for row in rows
    }


def picture(living: Living, **values: Any) -> Image:
    made: Image = ImageFactory.create(collection=living.portal.collection, **values)
    return made


def test_a_picture_s_words_are_written_per_language(
    living: Living, keeper: Client
) -> None:
    image = picture(living, description="")
    url = f"/admin/images/{image.pk}/"
    changes = {
        "texts-vi-alt": ALT,
        "texts-vi-caption": CAPTION,
        "texts-en-alt": "  People sweep the yard ",
    }
    response = send(keeper, url, **changes)
    assert response.status_code == 302, errors(response)
    assert texts(image, "alt", "caption") == {
        "vi": (ALT, CAPTION),
        "en": ("People sweep the yard", ""),
    }
    image = Image.objects.get(pk=image.pk)
    with override("en"):
        assert image.default_alt_text == "People sweep the yard"


def test_emptied_words_leave_no_row(living: Living, keeper: Client) -> None:
    image = picture(living, description="")
    for code in ("vi", "en"):
        ImageText.objects.create(image=image, locale=locale(code), alt=code)
    send(keeper, f"/admin/images/{image.pk}/", **{"texts-en-alt": ""})
    assert texts(image, "alt") == {"vi": ("vi",)}


def test_what_is_written_is_shown_again(living: Living, keeper: Client) -> None:
    image = picture(living)
    english = locale("en")
    ImageText.objects.create(image=image, locale=english, caption="New Year")
    form = form_of(keeper.get(f"/admin/images/{image.pk}/"))
    assert form["texts-en-caption"] == "New Year"
    assert form["texts-en-alt"] == ""


def test_a_description_without_language_is_the_first_language_s(
    living: Living, keeper: Client
) -> None:
    """There is one place for what a picture shows, not two."""
    image = picture(living, description=ALT)
    url = f"/admin/images/{image.pk}/"
    form = form_of(keeper.get(url))
    assert form["texts-vi-alt"] == ALT
    assert "description" not in form
    send(keeper, url)
    assert texts(image, "alt") == {"vi": (ALT,)}
    image.refresh_from_db()
    assert image.description == ALT


def test_inputs_carry_labels_languages_and_limits(
    living: Living, keeper: Client
) -> None:
    page = soup(keeper.get(f"/admin/images/{picture(living).pk}/"))
    fields = page.select("[name^=texts-]")
    names = [field["name"] for field in fields]
    assert names == [
        "texts-vi-alt",
        "texts-vi-caption",
        "texts-en-alt",
        "texts-en-caption",
    ]
    assert [field["lang"] for field in fields] == ["vi", "vi", "en", "en"]
    assert fields[0]["maxlength"] == "255"
    assert all(page.select(f"label[for='{field['id']}']") for field in fields)
    assert page.select(f"#{fields[0]['aria-describedby']}")


def test_only_languages_in_use_are_unfolded(living: Living, keeper: Client) -> None:
    image = picture(living)
    url = f"/admin/images/{image.pk}/"

    def unfolded() -> list[bool]:
        parts = soup(keeper.get(url)).select("details:has([name^=texts-])")
        return [part.has_attr("open") for part in parts]

    assert unfolded() == [True, False]
    ImageText.objects.create(image=image, locale=locale("en"), alt="A yard")
    assert unfolded() == [True, True]


def test_too_long_words_are_refused_by_name(living: Living, keeper: Client) -> None:
    image = picture(living, description="")
    changes = {"texts-en-alt": "a" * 256, "texts-vi-alt": ALT}
    response = send(keeper, f"/admin/images/{image.pk}/", **changes)
    assert errors(response) == ["Lời mô tả ảnh (English) dài quá 255 ký tự."]
    assert texts(image) == {}


def test_a_picture_is_uploaded_with_its_words(living: Living, keeper: Client) -> None:
    file = SimpleUploadedFile("san-dinh.png", picture_bytes())
    changes = {"title": "Sân đình", "file": file, "texts-vi-alt": ALT}
    response = send(keeper, "/admin/images/add/", **changes)
    image = Image.objects.get()
    assert response.status_code == 302
    assert texts(image, "alt") == {"vi": (ALT,)}
    assert image.collection == living.portal.collection


def test_each_of_several_uploads_asks_for_its_words(
    living: Living, keeper: Client
) -> None:
    file = SimpleUploadedFile("san-dinh.png", picture_bytes())
    sent = {"files[]": file, "title": "Sân đình"}
    uploaded = keeper.post("/admin/images/multiple/add/", sent).json()
    prefix = f"uploaded-image-{uploaded['uploaded_file_id']}"
    assert f'name="{prefix}-texts-vi-alt"' in uploaded["form"]
    assert not Image.objects.exists()
    form = BeautifulSoup(uploaded["form"], "html.parser").form
    assert form is not None
    answer = keeper.post(
        str(form["action"]),
        {
            f"{prefix}-title": "Sân đình",
            f"{prefix}-rights": "own",
            f"{prefix}-collection": living.portal.collection_id,
            f"{prefix}-texts-vi-alt": ALT,
            f"{prefix}-texts-vi-caption": "",
        },
    )
    assert answer.json()["success"] is True, answer.json()
    assert texts(Image.objects.get(), "alt") == {"vi": (ALT,)}


def test_the_chooser_s_upload_asks_for_words(keeper: Client) -> None:
    assert "texts-vi-alt" in keeper.get("/admin/images/chooser/").json()["html"]


def test_documents_have_titles_and_captions(living: Living, keeper: Client) -> None:
    document = DocumentFactory.create(collection=living.portal.collection)
    changes = {"texts-en-title": "Communication plan", "texts-vi-caption": CAPTION}
    response = send(keeper, f"/admin/documents/edit/{document.pk}/", **changes)
    assert response.status_code == 302, errors(response)
    assert texts(document, "title", "caption") == {
        "vi": ("", CAPTION),
        "en": ("Communication plan", ""),
    }
    assert DocumentText.objects.count() == 2


def test_clips_have_transcripts(living: Living, keeper: Client) -> None:
    clip = MediaFactory.create(collection=living.portal.collection)
    url = f"/admin/media/edit/{clip.pk}/"
    changes = {"texts-vi-transcript": "Xin chào quý vị.", "thumbnail": ""}
    response = send(keeper, url, **changes)
    assert response.status_code == 302, errors(response)
    assert texts(clip, "transcript") == {"vi": ("Xin chào quý vị.",)}
    assert MediaText.objects.count() == 1


def test_a_stranger_writes_no_words(living: Living) -> None:
    stranger = person_of(living_portal().unit, Capability.MEDIA_KEEPER)
    image = picture(living)
    client = admin_client(stranger)
    answer = client.post(
        f"/admin/images/{image.pk}/",
        {"title": "X", "texts-vi-alt": ALT, "texts-vi-caption": ""},
    )
    assert (answer.status_code, answer["location"]) == (302, "/admin/")
    assert texts(image) == {}


def test_what_was_not_sent_stays_as_it_was(living: Living) -> None:
    image = picture(living)
    ImageText.objects.create(image=image, locale=locale("en"), alt="A yard")
    form = _bound(image, UserFactory.create(superuser=True), {"texts-vi-alt": ALT})
    assert form.is_valid(), form.errors
    form.save()
    assert texts(image, "alt") == {"en": ("A yard",)}


def test_a_form_that_isn_t_committed_writes_nothing(living: Living) -> None:
    image = picture(living)
    words = {"texts-vi-alt": ALT, "texts-vi-caption": ""}
    form = _bound(image, UserFactory.create(superuser=True), words)
    assert form.is_valid(), form.errors
    form.save(commit=False)
    assert texts(image) == {}


def _bound(image: Image, user: User, words: dict[str, str]) -> ImageForm:
    data = {"title": image.title, "collection": image.collection_id, **words}
    form = get_image_form(Image, fields=["title"])(data, instance=image, user=user)
    assert isinstance(form, ImageForm)
    return form


@pytest.mark.parametrize(
    ("data", "changed"),
    [({}, False), ({1: {"alt": ""}}, False), ({1: {"alt": "x"}}, True), (None, False)],
)
def test_a_change_is_a_change_of_words(data: Any, changed: bool) -> None:  # noqa: FBT001
    field = TextsField(model=ImageText, columns=("alt", "caption"))
    assert field.has_changed(None, data) is changed
    assert field.has_changed({1: {"alt": "x"}}, {1: {"alt": "x"}}) is False


def test_more_languages_cost_no_more_queries(living: Living, keeper: Client) -> None:
    url, counts = f"/admin/images/{picture(living).pk}/", []
    keeper.get(url)
    for codes in (("fr",), ("ja", "ko", "km")):
        for code in codes:
            locale(code)
        with CaptureQueriesContext(connection) as queries:
            keeper.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]
