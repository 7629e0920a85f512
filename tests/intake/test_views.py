"""The screen “Gửi tin”, as contributors meet it; bad input in words, nothing half-done."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from PIL import Image as Pictures

from cms.core.models import EditorialRecord
from cms.intake.models import Sending
from cms.news.models import NewsPage
from media_library.models import Image
from sites.models import Capability
from sites.services import grant_role
from tests.admin import admin_client, errors, options, words
from tests.factories.core import EventFactory
from tests.factories.moderation import Board
from tests.factories.people import person_of
from tests.factories.portals import living_portal
from tests.intake.conftest import SEND, letter, photo
from tests.intake.ooxml import WordFile, jpeg, paragraph, run, word_picture

pytestmark = pytest.mark.django_db
FAULTS = "[data-faults]"


def docx(body: str = "", **more: Any) -> SimpleUploadedFile:
    body = body or paragraph(run("Hội làng"), style="Title") + paragraph(run("Sáng."))
    return SimpleUploadedFile("tin.docx", WordFile(body, **more).stored().getvalue())


def nothing_was_taken() -> bool:
    return not any(
        model.objects.exists() for model in (NewsPage, Sending, Image, EditorialRecord)
    )


def test_an_item_is_sent_without_any_script(writer: Client, desk: Board) -> None:
    event = EventFactory.create(unit=desk.living.unit)
    response = writer.post(
        SEND,
        letter(
            desk,
            picture_0=photo(),
            caption_0="Cổng làng sáng sớm",
            event=event.pk,
            event_words="họp thêm buổi chiều",
            section=desk.living.section.pk,
            note="Cần sớm",
        ),
    )
    sending = Sending.objects.get()
    assert response.url == f"{SEND}{sending.pk}/"
    assert (sending.event, sending.event_words) == (event, "họp thêm buổi chiều")
    page = NewsPage.objects.get()
    assert page.event == event
    assert page.lead_image.title == "Cổng làng sáng sớm"
    receipt = words(writer.get(response.url))
    assert "Khai mạc hội làng" in receipt
    assert "Cần sớm" in receipt
    assert desk.living.section.title in receipt


def test_the_board_may_choose_the_section(writer: Client, desk: Board) -> None:
    writer.post(SEND, letter(desk))
    assert Sending.objects.get().section == ""
    assert NewsPage.objects.get().get_parent().pk == desk.living.section.pk


def test_a_word_file_brings_its_title_its_text_and_its_pictures(
    writer: Client, desk: Board
) -> None:
    body = (
        paragraph(run("Hội làng"), style="Title")
        + paragraph(run("Céng hßa x· héi", font=".VnTime"))
        + paragraph(word_picture("rIdP"))
    )
    file = docx(body, pictures={"rIdP": ("image1.jpeg", jpeg())})
    response = writer.post(SEND, letter(desk, title="", text="", file=file))
    page = NewsPage.objects.get()
    assert page.title == "Hội làng"
    assert [block.block_type for block in page.body] == ["text", "figure"]
    assert page.body.raw_data[0]["value"] == "<p>Cộng hòa xã hội</p>"
    sending = Sending.objects.get()
    answer = writer.get(f"{SEND}{sending.pk}/file/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    assert answer["Content-Disposition"] == 'attachment; filename="tin.docx"'
    assert "tin.docx" in words(writer.get(response.url))


def test_markup_goes_before_the_plain_text_beside_it(
    writer: Client, desk: Board
) -> None:
    writer.post(SEND, letter(desk, markup="<p><b>Sáng</b></p>", text="Sáng"))
    assert NewsPage.objects.get().body.raw_data[0]["value"] == "<p><b>Sáng</b></p>"


def test_old_encodings_are_converted_in_titles_too(writer: Client, desk: Board) -> None:
    writer.post(SEND, letter(desk, title="ñy ban nh©n d©n", text="Héi ®ång nh©n d©n"))
    page = NewsPage.objects.get()
    assert page.title == "ủy ban nhân dân"
    assert page.body.raw_data[0]["value"] == "<p>Hội đồng nhân dân</p>"


def test_sent_again_under_its_key_it_leads_to_the_same_receipt(
    writer: Client, desk: Board
) -> None:
    sent = letter(desk)
    first = writer.post(SEND, sent)
    again = writer.post(SEND, {**sent, "title": "khác", "picture_0": photo()})
    assert first.url == again.url
    assert NewsPage.objects.count() == 1
    assert not Image.objects.exists()


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(
    writer: Client, desk: Board
) -> None:
    sent = letter(
        desk,
        title="",
        text="",
        liable_person="",
        picture_0=SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg"),
        picture_1=photo("b.txt"),
        note="Giữ lời này",
    )
    response = writer.post(SEND, sent)
    assert response.status_code == 422
    told = words(response, FAULTS)
    for part in ("Đầu đề", "a.jpg", "b.txt", "Người chịu trách nhiệm"):
        assert part in told
    assert len(errors(response)) == 5
    assert "Giữ lời này" in response.content.decode()
    assert f'value="{sent["key"]}"' in response.content.decode()
    assert nothing_was_taken()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("tin.docx", b"PK\x03\x04 cut", "bị hỏng"),
        ("tin.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
        ("tin.docx", b"%PDF-1.7", "không phải"),
        ("tin.docx", b"", "rỗng"),
    ],
)
def test_a_broken_word_file_is_refused_in_words(
    writer: Client, desk: Board, name: str, data: bytes, told: str
) -> None:
    file = SimpleUploadedFile(name, data)
    response = writer.post(SEND, letter(desk, text="", file=file))
    assert response.status_code == 422
    assert told in words(response, FAULTS)
    assert nothing_was_taken()


def test_a_file_and_a_text_are_one_too_many(writer: Client, desk: Board) -> None:
    response = writer.post(SEND, letter(desk, file=docx()))
    assert response.status_code == 422
    assert nothing_was_taken()


@override_settings(PICTURE_MAX_MB=1, WAGTAILIMAGES_MAX_UPLOAD_SIZE=20_000)
def test_pictures_that_are_too_large_are_named(writer: Client, desk: Board) -> None:
    noise = io.BytesIO()
    Pictures.effect_noise((400, 400), 90).save(noise, "JPEG")
    file = docx(
        paragraph(word_picture("rIdP")),
        pictures={"rIdP": ("lon.jpeg", noise.getvalue())},
    )
    response = writer.post(
        SEND,
        letter(
            desk,
            text="",
            file=file,
            picture_0=SimpleUploadedFile("to.jpg", noise.getvalue(), "image/jpeg"),
        ),
    )
    told = words(response, FAULTS)
    assert "lon.jpeg" in told
    assert "to.jpg" in told
    assert nothing_was_taken()


@override_settings(WAGTAILIMAGES_MAX_IMAGE_PIXELS=1_000)
def test_a_picture_of_too_many_pixels_is_refused(writer: Client, desk: Board) -> None:
    response = writer.post(SEND, letter(desk, picture_0=photo()))
    assert "anh.jpg" in words(response, FAULTS)
    assert nothing_was_taken()


def test_whoever_writes_nowhere_is_turned_away(desk: Board) -> None:
    reader = admin_client(person_of(desk.living.unit, Capability.AUDITOR))
    for response in (reader.get(SEND), reader.post(SEND, letter(desk))):
        assert response.status_code in {302, 403}
    assert nothing_was_taken()


def test_another_unit_is_never_reached(writer: Client, desk: Board) -> None:
    other = living_portal()
    stranger = person_of(other.unit, Capability.CONTRIBUTOR)
    client = admin_client(stranger)
    writer.post(SEND, letter(desk, file=docx(), text=""))
    sending = Sending.objects.get()
    for path in (f"{SEND}{sending.pk}/", f"{SEND}{sending.pk}/file/"):
        assert client.get(path).status_code == 404
        reached = writer.get(path)
        assert reached.status_code == 200
        assert b"".join(reached)
    assert sending.title not in client.get(SEND).content.decode()
    people = options(client.get(SEND), "liable_person")
    assert people == [stranger.full_name]
    event = EventFactory.create(unit=desk.living.unit)
    refused = client.post(
        SEND,
        letter(desk, event=event.pk, section=desk.living.section.pk),
    )
    assert refused.status_code == 422
    assert NewsPage.objects.count() == 1


def test_an_item_goes_where_its_form_was_opened_for(
    writer: Client, desk: Board
) -> None:
    second = living_portal()
    grant_role(user=desk.writer, unit=second.unit, capability=Capability.CONTRIBUTOR)
    forms = {
        one.unit.pk: letter(desk, unit=one.unit.pk) for one in (desk.living, second)
    }
    for sent in forms.values():
        writer.post(SEND, sent)
    assert {one.item.unit_id for one in Sending.objects.all()} == set(forms)
    foreign = living_portal().unit
    assert writer.post(SEND, letter(desk, unit=foreign.pk)).status_code in {302, 403}
    assert writer.post(SEND, letter(desk, unit="9" * 30)).status_code in {302, 403}
    assert Sending.objects.count() == 2


def test_a_colleague_who_contributes_reads_only_what_they_sent(
    writer: Client, desk: Board
) -> None:
    writer.post(SEND, letter(desk))
    path = f"{SEND}{Sending.objects.get().pk}/"
    colleague = admin_client(person_of(desk.living.unit, Capability.CONTRIBUTOR))
    assert colleague.get(path).status_code == 404
    assert admin_client(desk.editor).get(path).status_code == 200


def test_the_menu_leads_there_for_whoever_writes(desk: Board) -> None:
    auditor = person_of(desk.living.unit, Capability.AUDITOR)
    assert SEND in admin_client(desk.writer).get("/admin/").content.decode()
    assert SEND not in admin_client(auditor).get("/admin/").content.decode()


def test_the_form_asks_a_bounded_number_of_questions(
    writer: Client, desk: Board, django_assert_max_num_queries: Any
) -> None:
    for _number in range(6):
        EventFactory.create(unit=desk.living.unit)
        writer.post(SEND, letter(desk))
    writer.get(SEND)
    with django_assert_max_num_queries(30):
        writer.get(SEND)
