"""One sending: a draft, its pictures, its record, once."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.core.models import EditorialRecord
from cms.intake import services
from cms.intake.models import Sending
from cms.intake.parts import Manuscript, Paragraph, Picture, Span
from cms.intake.permissions import sections_for
from cms.intake.pictures import embedded, taken
from cms.intake.querysets import SendingQuerySet
from cms.intake.services import Letter, send_in
from cms.moderation.models import Case, CaseState
from cms.moderation.services import retire
from cms.news.models import NewsPage
from cms.routes.models import Route
from media_library.models import Image
from sites.models import Unit
from tests.factories.moderation import Board
from tests.intake.conftest import photo
from tests.intake.ooxml import WordFile, jpeg, paragraph, run

pytestmark = pytest.mark.django_db


def letter_of(desk: Board, **changes: Any) -> Letter:
    unit = Unit.objects.select_related("portal").get(pk=desk.living.unit.pk)
    plain = Letter(
        key=uuid4(),
        title="Hội làng",
        manuscript=Manuscript((Paragraph((Span("Sáng 17/11."),)),)),
        section=sections_for(desk.writer, unit)[0],
        leaves_section=False,
        liable_person=desk.editor,
        text="Sáng 17/11.",
    )
    return replace(plain, **changes)


def stored_files() -> set[Path]:
    root = Path(settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file()}


def test_what_is_sent_is_a_draft_that_was_submitted(desk: Board) -> None:
    sending = send_in(
        actor=desk.writer, unit=desk.living.unit, letter=letter_of(desk, note="Gấp")
    )
    page = NewsPage.objects.get()
    assert (page.title, page.live, page.owner) == ("Hội làng", False, desk.writer)
    assert page.get_parent().pk == desk.living.section.pk
    assert page.body.raw_data[0]["value"] == "<p>Sáng 17/11.</p>"
    record = EditorialRecord.objects.get()
    assert sending.record == record
    assert record.liable_person == desk.editor
    assert record.liable_unit == desk.living.unit
    case = Case.objects.get()
    assert (case.page_id, case.state, case.note) == (
        page.pk,
        CaseState.RUNNING,
        "Gấp",
    )
    assert sending.refusals == []
    assert sending.section == desk.living.section.title


def test_sent_twice_it_is_one(desk: Board) -> None:
    letter = letter_of(desk, pictures=[taken(photo(), "Cổng làng")])
    first = send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    again = send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    assert first == again
    assert NewsPage.objects.count() == Image.objects.count() == 1
    assert Case.objects.count() == 1


def test_a_second_sending_that_came_at_the_same_moment_gets_the_first(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = letter_of(desk)
    first = send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    found = iter([Sending.objects.none(), Sending.objects.all()])
    # It looked before the first was committed, and waited at the index.
    monkeypatch.setattr(SendingQuerySet, "sent_once", lambda *_asked: next(found))
    again = send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    assert again == first
    assert NewsPage.objects.count() == Sending.objects.count() == 1


def test_the_same_key_of_another_person_is_another_item(desk: Board) -> None:
    letter = letter_of(desk)
    send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    send_in(actor=desk.editor, unit=desk.living.unit, letter=letter)
    assert {sending.sender for sending in Sending.objects.all()} == {
        desk.writer,
        desk.editor,
    }


def test_pictures_go_to_the_units_pool_and_into_the_item(desk: Board) -> None:
    inside = Picture("image1.jpeg", jpeg(colour="#aa0000"), "Trong tệp", "Cảnh chợ")
    manuscript = Manuscript((Paragraph((Span("Đoạn"),)), inside))
    added = [
        taken(photo("a.jpg", width=320), "Ảnh đầu"),
        taken(photo("b.jpg"), "Ảnh sau"),
    ]
    sending = send_in(
        actor=desk.writer,
        unit=desk.living.unit,
        letter=letter_of(
            desk,
            manuscript=manuscript,
            from_file=embedded([inside]),
            pictures=added,
        ),
    )
    page = NewsPage.objects.get()
    pool = Image.objects.order_by("pk")
    assert {image.collection for image in pool} == {desk.living.portal.collection}
    assert {image.uploaded_by_user for image in pool} == {desk.writer}
    assert page.lead_image.title == "Ảnh đầu"
    assert page.lead_caption == "Ảnh đầu"
    figures = [one["value"] for one in page.body.raw_data if one["type"] == "figure"]
    assert [one["caption"] for one in figures] == ["Trong tệp", "Ảnh sau"]
    assert figures[0]["alt_text"] == "Cảnh chợ"
    assert [one["sha256"] for one in sending.pictures] == [
        image.sha256 for image in pool
    ]
    assert all(image.file_size and image.file_hash for image in pool)


def test_the_word_file_is_kept_apart_as_it_came(desk: Board) -> None:
    data = WordFile(paragraph(run("x"))).stored().getvalue()
    file = SimpleUploadedFile("tin bài.docx", data)
    sending = send_in(
        actor=desk.writer, unit=desk.living.unit, letter=letter_of(desk, file=file)
    )
    sending.refresh_from_db()
    assert str(sending.file.name).startswith("private/")
    assert sending.file_name == "tin bài.docx"
    with sending.file.open() as kept:
        assert kept.read() == data


def test_what_cannot_be_submitted_stays_a_draft_and_says_why(desk: Board) -> None:
    retire(route=Route.objects.get())
    sending = send_in(actor=desk.writer, unit=desk.living.unit, letter=letter_of(desk))
    assert len(sending.refusals) == 1
    assert not Case.objects.exists()
    assert NewsPage.objects.get().live is False


def test_what_fails_on_the_way_leaves_nothing_behind(
    desk: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored_files()

    def broken(*args: object, **kwargs: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(services, "_keep_file", broken)
    letter = letter_of(desk, pictures=[taken(photo(), "Cổng làng")])
    with pytest.raises(OSError, match="disk"):
        send_in(actor=desk.writer, unit=desk.living.unit, letter=letter)
    assert stored_files() == before
    for model in (NewsPage, Image, Sending, Case, EditorialRecord):
        assert not model.objects.exists()
