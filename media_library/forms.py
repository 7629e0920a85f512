"""Forms of pictures, documents and clips, with their words in every language.

Wagtail builds its upload, edit and chooser forms on these (``WAGTAILIMAGES_IMAGE_FORM_BASE``
and its siblings).
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from media_library.models import Document, DocumentText, ImageText, MediaText
from media_library.models.assets import AssetText
from media_library.services import forget_file, place_files, write_texts
from media_library.texts import WORDS, Texts, TextsField, plain_words

MEGABYTE = 1024 * 1024
FIRST_FIELDS = ["title", "file", "texts", "source", "credit", "rights"]


class WithTexts:
    """Adds the field ``texts`` and writes it into the asset's rows per language."""

    text_model: type[AssetText]
    text_columns: tuple[str, ...]

    fields: dict[str, Any]
    instance: Any
    cleaned_data: dict[str, Any]
    changed_data: list[str]
    initial: dict[str, Any]
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")  # whom Wagtail only asks for their collections
        super().__init__(*args, **kwargs)
        self.fields["texts"] = TextsField(
            model=self.text_model,
            columns=self.text_columns,
            label=_("Words in each language"),
        )
        self.initial["texts"] = self.stored_texts()
        self.order_fields(FIRST_FIELDS)  # type: ignore[attr-defined]

    def stored_texts(self) -> Texts:
        if self.instance.pk is None:
            return {}
        return {
            text.locale_id: {name: getattr(text, name) for name in self.text_columns}
            for text in self.instance.texts.all()
        }

    def clean(self) -> Any:
        """Refuse other bytes under a name that readers know."""
        cleaned = super().clean()  # type: ignore[misc]
        if self.instance.pk and "file" in self.changed_data:
            for refuses in hooks.get_hooks("refuse_new_file"):
                for words in refuses(self.instance):
                    self.add_error("file", words)  # type: ignore[attr-defined]
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        held = commit and self.instance.pk is not None and self._hold_back()
        asset = super().save(commit)  # type: ignore[misc]
        if commit:
            write_texts(asset=asset, texts={} if held else self.cleaned_data["texts"])
            asset.file.close()  # Wagtail opened it to measure it
            if not isinstance(asset, Document):  # whose address always asks
                place_files(asset=asset)
        return asset

    def _hold_back(self) -> bool:
        """Leave words that readers see as they are where somebody else has to agree.

        Who says so joins by Wagtail's hook ``hold_back_words``: the library knows no desk.
        """
        known = [name for name in WORDS if name in self.fields]
        before = {name: self.initial[name] for name in known}
        after = {name: self.cleaned_data[name] for name in known}
        said = plain_words(after, self.cleaned_data["texts"])
        if said == plain_words(before, self.initial["texts"]):
            return False
        holders = hooks.get_hooks("hold_back_words")
        held = any(holds(self.instance, said, self.user) for holds in holders)
        for name in known if held else ():
            setattr(self.instance, name, before[name])
        return held


class ImageForm(WithTexts, BaseImageForm):
    """Has one place for what a picture shows.

    Wagtail's description, which knows no language, is read as the alternative text of
    the first one until that is written.
    """

    text_model = ImageText
    text_columns = ("alt", "caption")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("description", None)

    def stored_texts(self) -> Texts:
        texts = super().stored_texts()
        first = self.fields["texts"].locales[0].pk
        described = texts.setdefault(first, dict.fromkeys(self.text_columns, ""))
        described["alt"] = described["alt"] or self.instance.description
        return texts


class DocumentForm(WithTexts, BaseDocumentForm):
    text_model = DocumentText
    text_columns = ("title", "caption")


class MediaForm(WithTexts, BaseMediaForm):
    """Has a largest size for clips: wagtailmedia, other than Wagtail, knows none."""

    text_model = MediaText
    text_columns = ("title", "caption", "transcript")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Forget a thumbnail that was replaced: wagtailmedia leaves it to lie."""
        asset = super().save(commit)
        former = self.initial.get("thumbnail")
        if commit and former and "thumbnail" in self.changed_data:
            forget_file(name=former.name)
        return asset

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            refuse_too_large(file, settings.CLIP_MAX_MB * MEGABYTE)
        return file


def refuse_too_large(file: File, limit: int) -> None:
    """Raise ``ValidationError`` for a file of more bytes than the limit."""
    if file.size > limit:
        raise ValidationError(
            _("This file is too large (%(size)s): at most %(limit)s are taken."),
            code="file_too_large",
            params={
                "size": filesizeformat(file.size),
                "limit": filesizeformat(limit),
            },
        )
