"""What the list of jobs can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from cms.jobs.models import Job, JobState
from cms.jobs.selectors import topics_known


def topics() -> list[tuple[str, str]]:
    return [(topic, topic) for topic in topics_known()]


class JobFilterSet(WagtailFilterSet):
    topic: Any = django_filters.ChoiceFilter(
        label=pgettext_lazy("job", "Topic"), choices=topics, empty_label=_("All")
    )
    state: Any = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("job", "State"),
        choices=JobState.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Job
        fields: list[str] = []
