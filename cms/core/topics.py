"""Choosing topics by typing: a thousand topics are no list to scroll through."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.widgets import AdminTagWidget

from cms.core.models import Topic
from search.lookups import Fold
from search.text import fold, tokens

SUGGESTIONS = 10
# Names may hold commas, so the input separates them by what no name holds.
BETWEEN = ";"


def suggested(term: str) -> list[str]:
    """Return the names of topics in which a word begins with what was typed.

    Marks don't matter; those that begin with it themselves come first.
    """
    typed = " ".join(tokens(term))
    if not typed:
        return []
    names = Topic.objects.alias(folded=Fold("name")).values_list("name", flat=True)
    begins = names.filter(folded__startswith=typed)[:SUGGESTIONS]
    inside = names.filter(folded__contains=f" {typed}")[:SUGGESTIONS]
    return list(dict.fromkeys([*begins, *inside]))[:SUGGESTIONS]


def names_in(text: str) -> list[str]:
    """Return the names in what the input sends."""
    return [name.strip() for name in text.split(BETWEEN) if name.strip()]


class TopicsWidget(AdminTagWidget):
    """Wagtail's tag input, fed with topics; what isn't a topic can't be entered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, tag_model=Topic, free_tagging=False, **kwargs)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = _(
            "Type a part of the name and choose from the list; marks may be left out."
        )
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse(
            "topic_suggestions"
        )
        context["widget"]["attrs"]["data-w-tag-options-value"] = json.dumps(
            {
                "allowSpaces": True,
                "autocompleteOnly": True,
                "preprocessTag": None,  # or every second name stands in quotes
                "singleFieldDelimiter": BETWEEN,
            }
        )
        return context


class TopicsField(forms.ModelMultipleChoiceField):
    widget = TopicsWidget
    default_error_messages = {
        "unknown": gettext_lazy(
            "There is no topic “%(names)s”. Choose from the list, or add it to the"
            " topics first."
        )
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return BETWEEN.join(topic.name for topic in self._topics(value))

    def clean(self, value: Any) -> "QuerySet[Topic]":
        """Return the topics named; “Di san” is found to be “Di sản”."""
        names = {fold(name): name for name in names_in(value or "")}
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], code="required")
        known = Topic.objects.alias(folded=Fold("name"))
        topics: QuerySet[Topic] = known.filter(folded__in=names)
        unknown = set(names) - {fold(topic.name) for topic in topics}
        if unknown:
            raise ValidationError(
                self.error_messages["unknown"],
                code="unknown",
                params={"names": ", ".join(sorted(names[key] for key in unknown))},
            )
        return topics

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = {fold(topic.name) for topic in self._topics(initial or [])}
        return before != {fold(name) for name in names_in(data or "")}

    def _topics(self, values: Iterable[Any]) -> list[Topic]:
        values = list(values)
        if all(isinstance(value, Topic) for value in values):
            return values
        return list(Topic.objects.filter(pk__in=values))


def topics_field(db_field: Any) -> dict[str, Any]:
    """Return how Wagtail builds the form field of a relation to many topics."""
    return {"form_class": TopicsField} if db_field.related_model is Topic else {}
