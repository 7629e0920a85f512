"""Words about an asset, in every language of the house, as one part of a form."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Locale

# Key of a locale -> name of a column -> what stands there.
Texts = dict[int, dict[str, str]]
# What readers are told about an asset: by itself, and in their language.
WORDS = ("title", "credit")
TEXT_COLUMNS = ("title", "caption", "alt", "transcript")


def house_locales() -> list[Locale]:
    """Return the languages of the house, the one people work in first."""
    locales = Locale.objects.order_by("pk")
    return sorted(
        locales, key=lambda locale: locale.language_code != settings.LANGUAGE_CODE
    )


def words_of(asset: Any) -> dict[str, Any]:
    """Return the stored words about an asset as plain values, empty ones left out."""
    fresh = type(asset)._base_manager.get(pk=asset.pk)
    texts = {
        text.locale_id: {name: getattr(text, name, "") for name in TEXT_COLUMNS}
        for text in fresh.texts.all()
    }
    return plain_words({name: getattr(fresh, name) for name in WORDS}, texts)


def plain_words(words: Mapping[str, Any], texts: Mapping[int, Any]) -> dict[str, Any]:
    """Return words about an asset in the one form in which they are compared."""
    said = {
        str(key): {name: word for name, word in named.items() if word}
        for key, named in texts.items()
    }
    return {**words, "texts": {key: named for key, named in said.items() if named}}


class TextsWidget(forms.Widget):
    """Inputs per language; only the first language and those in use are unfolded."""

    template_name = "media_library/widgets/texts.html"

    def __init__(self, columns: list["Field[Any, Any]"], locales: list[Locale]) -> None:
        super().__init__()
        self.columns = columns
        self.locales = locales

    def id_for_label(self, id_: str | None) -> str:
        """Each input has its own label."""
        return ""

    def get_context(
        self, name: str, value: Texts | None, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        texts = value or {}
        context["widget"]["languages"] = [
            {
                "name": str(locale),
                "is_open": position == 0 or any(texts.get(locale.pk, {}).values()),
                "inputs": [
                    self._input(name, locale, column, texts.get(locale.pk, {}))
                    for column in self.columns
                ],
            }
            for position, locale in enumerate(self.locales)
        ]
        return context

    def _input(
        self,
        name: str,
        locale: Locale,
        column: "Field[Any, Any]",
        texts: Mapping[str, str],
    ) -> dict[str, Any]:
        key = _key(name, locale, column)
        attrs = {"id": f"id_{key}", "lang": locale.language_code}
        if column.max_length:
            attrs["maxlength"] = str(column.max_length)
        if column.help_text:
            attrs["aria-describedby"] = f"id_{key}-help"
        is_long = isinstance(column, TextField)
        widget = AdminAutoHeightTextInput() if is_long else forms.TextInput()
        return {
            "id": f"id_{key}",
            "label": capfirst(column.verbose_name),
            "help": column.help_text,
            "html": widget.render(key, texts.get(column.name, ""), attrs),
        }

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Texts:
        """Return what was sent; languages that were not in the form are left out."""
        return {
            locale.pk: {
                column.name: str(data[_key(name, locale, column)]).strip()
                for column in self.columns
            }
            for locale in self.locales
            if all(_key(name, locale, column) in data for column in self.columns)
        }

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not self.value_from_datadict(data, files, name)


def _key(name: str, locale: Locale, column: "Field[Any, Any]") -> str:
    return f"{name}-{locale.language_code}-{column.name}"


class TextsField(forms.Field):
    """Holds :data:`Texts`. ``columns`` names the fields of a text model to write."""

    default_error_messages = {
        "too_long": _("%(label)s (%(language)s) is longer than %(limit)d characters.")
    }

    def __init__(
        self, *, model: type[Model], columns: Iterable[str], **kwargs: Any
    ) -> None:
        self.columns = [model._meta.get_field(name) for name in columns]
        self.locales = house_locales()
        widget = TextsWidget(self.columns, self.locales)  # type: ignore[arg-type]
        super().__init__(required=False, widget=widget, **kwargs)

    def validate(self, value: Texts) -> None:
        """Collect every text that does not fit its column."""
        faults = [
            self._fault(column, locale)
            for locale in self.locales
            for column in self.columns
            if self._is_too_long(column, value.get(locale.pk, {}))
        ]
        if faults:
            raise ValidationError(faults)

    def _is_too_long(self, column: Any, texts: Mapping[str, str]) -> bool:
        limit = column.max_length
        return bool(limit and len(texts.get(column.name, "")) > limit)

    def _fault(self, column: Any, locale: Locale) -> ValidationError:
        return ValidationError(
            self.error_messages["too_long"],
            code="too_long",
            params={
                "label": capfirst(column.verbose_name),
                "language": locale,
                "limit": column.max_length,
            },
        )

    def has_changed(self, initial: Texts | None, data: Texts | None) -> bool:
        before = initial or {}
        return any(
            text != before.get(key, {}).get(name, "")
            for key, texts in (data or {}).items()
            for name, text in texts.items()
        )
