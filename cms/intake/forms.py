"""“Gửi tin”: what a contributor sends in, with all faults told at once."""

import uuid
from datetime import timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from cms.core.models import Event
from cms.core.sections import SectionFacts
from cms.intake.docx import UnreadableFileError, read_docx
from cms.intake.models import LONGEST_NOTE
from cms.intake.old_text import plain_in_unicode
from cms.intake.parts import Manuscript
from cms.intake.pasted import read_markup, read_plain
from cms.intake.pictures import Upload, embedded, taken
from cms.users.models import User
from media_library.forms import MEGABYTE, refuse_too_large
from sites.models import Unit
from sites.selectors import people_serving

ROWS = 10  # a round-up has at most ten pictures (ED-13)
LONGEST_CAPTION = 400
RECENT = timedelta(days=60)
EVENTS = 100
LONGEST_TEXT = 500_000


class SendingForm(forms.Form):
    """Everything about one item. Whoever sends it knows no page tree."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Empty: the title of the Word file."),
    )
    file = forms.FileField(
        label=gettext_lazy("Word file (.docx)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text here"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    markup = forms.CharField(
        label=gettext_lazy("Or paste the text here"),
        required=False,
        max_length=2 * LONGEST_TEXT,
        widget=forms.HiddenInput,
    )
    event = forms.ModelChoiceField(
        label=gettext_lazy("Event"),
        queryset=Event.objects.none(),
        required=False,
        empty_label=gettext_lazy("None, or a new one"),
    )
    event_words = forms.CharField(
        label=gettext_lazy("New event"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("What, where and when, in your words."),
    )
    liable_person = forms.ModelChoiceField(
        label=gettext_lazy("Liable person"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Answers for the accuracy of what the item says."),
    )
    section = forms.TypedChoiceField(
        label=pgettext_lazy("of a portal", "Section"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note to the desk"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        user: AbstractUser,
        unit: Unit,
        sections: list[SectionFacts],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = {facts.id: facts for facts in sections}
        fields: dict[str, Any] = self.fields
        since = timezone.now() - RECENT
        events = Event.objects.filter(unit=unit, ends_at__gte=since)
        fields["event"].queryset = events.order_by("starts_at")
        fields["liable_person"].queryset = people_serving(
            Unit.objects.filter(pk=unit.pk)
        )
        left = pgettext_lazy("section", "Let the editorial board choose")
        fields["section"].choices = [
            ("", left),
            *((facts.id, facts.title) for facts in sections),
        ]
        self.initial.setdefault("key", uuid.uuid4())
        self.initial.setdefault("liable_person", user.pk)
        for row in range(ROWS):
            fields[f"picture_{row}"] = _picture_field()
            fields[f"caption_{row}"] = _caption_field()
        self.uploads: list[Upload] = []
        self.from_file: list[Upload] = []

    @cached_property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of pictures with those of their captions, to be drawn together."""
        return [(self[f"picture_{row}"], self[f"caption_{row}"]) for row in range(ROWS)]

    @property
    def limits(self) -> dict[str, int]:
        return {
            "file": settings.DOCUMENT_MAX_MB,
            "picture": settings.PICTURE_MAX_MB,
            "all": settings.SENDING_MAX_MB,
        }

    def clean_title(self) -> str:
        return plain_in_unicode(self.cleaned_data["title"])

    def clean_file(self) -> UploadedFile | None:
        """Read the Word file; what it says is kept in ``manuscript``."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if not file:
            return None
        refuse_too_large(file, settings.DOCUMENT_MAX_MB * MEGABYTE)
        try:
            self.manuscript = read_docx(file)
        except UnreadableFileError as fault:
            raise ValidationError(str(fault), code="unreadable") from fault
        self.from_file = embedded(self.manuscript.pictures)
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._look_at_pictures(cleaned)
        self._take_text(cleaned)
        if not self._refused("file", "title") and not self._title(cleaned):
            self.add_error("title", _("Give the item a title."))
        return cleaned

    def _take_text(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("file"):
            if cleaned.get("text"):
                self.add_error(
                    "text", _("There is a Word file and a text: send one of them.")
                )
        elif cleaned.get("markup"):
            self.manuscript = read_markup(cleaned["markup"])
        elif cleaned.get("text"):
            self.manuscript = read_plain(cleaned["text"])
        if not self._refused("file", "text") and not self.manuscript.parts:
            self.add_error("text", _("Send a Word file, or paste the text."))

    def _look_at_pictures(self, cleaned: dict[str, Any]) -> None:
        for row in range(ROWS):
            file, caption = cleaned.get(f"picture_{row}"), cleaned.get(f"caption_{row}")
            if not file:
                continue
            try:
                self.uploads.append(taken(file, caption or ""))
            except ValidationError as fault:
                self.add_error(f"picture_{row}", fault)

    def _title(self, cleaned: dict[str, Any]) -> str:
        title: str = cleaned.get("title") or self.manuscript.title
        cleaned["title"] = title[:255]
        return title

    def _refused(self, *names: str) -> bool:
        return any(name in self.errors for name in names)

    manuscript = Manuscript()


def _picture_field() -> forms.FileField:
    accepted = "image/jpeg,image/png,image/webp,image/gif,image/avif"
    return forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": accepted}),
    )


def _caption_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Caption"), required=False, max_length=LONGEST_CAPTION
    )
