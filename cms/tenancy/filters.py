"""What lists can be narrowed by: people, sites and tags of the person's own units."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import BaseMediaFilterSet, LocaleFilter
from wagtail.admin.views.pages.listing import (
    GenericPageFilterSet,
    PageFilterSet,
)
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images.views.images import ImagesFilterSet
from wagtail.models import Page, PageLogEntry, Site, get_page_models
from wagtail.permissions import policy_registry

from cms.tenancy.reachable import reachable, reachable_tags
from media_library.models import Media
from search.text import sort_key
from sites.reach import reach_of

TAGS = 10  # as many as Wagtail offers of the house
SEVERAL = 2


def _people(keys: "QuerySet[Any]") -> "QuerySet[AbstractUser]":
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(pk__in=keys)
    return people


def owners(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people who own a page that the person may see."""
    return _people(reachable(Page, request.user).order_by().values("owner"))


def editors(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people who changed a page that the person may see."""
    seen = PageLogEntry.objects.filter(page__in=reachable(Page, request.user))
    return _people(seen.filter(action="wagtail.edit").order_by().values("user"))


def lockers(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people who locked a page that the person may see."""
    return _people(reachable(Page, request.user).order_by().values("locked_by"))


def own_sites(request: HttpRequest) -> "QuerySet[Site]":
    return reachable(Site, request.user).select_related("root_page")


class OfOwnUnits:
    """Gives filters that ask for rows the rows of the person's units."""

    narrowed: dict[str, Any] = {
        "owner": owners,
        "edited_by": editors,
        "locked_by": lockers,
        "site": own_sites,
    }
    filters: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in self.narrowed.items():
            if name in self.filters:
                self.filters[name].queryset = rows


def page_types() -> list[tuple[int, str]]:
    """Return the types of pages there are, by name; remembered by the process."""
    models = [model for model in get_page_models() if model is not Page]
    types = ContentType.objects.get_for_models(*models)
    names = {types[model].pk: str(model._meta.verbose_name) for model in models}
    return sorted(names.items(), key=lambda pair: sort_key(pair[1]))


class OwnPageFilterSet(OfOwnUnits, PageFilterSet):
    """Offers what is there to choose from without asking the database for all of it.

    A site is offered where there are several, languages as the house knows them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.request.user
        if not person.is_superuser and len(reach_of(person).places) < SEVERAL:
            del self.filters["site"]

    def _add_locale_filter(self) -> None:
        self.filters["locale"] = LocaleFilter(
            label=_("Language"),
            choices=list(get_content_languages().items()),
            empty_label=None,
            null_label=_("All"),
            null_value=None,
            widget=forms.RadioSelect,
        )


class OwnGenericPageFilterSet(OwnPageFilterSet, GenericPageFilterSet):
    content_type = django_filters.MultipleChoiceFilter(
        label=_("Page type"), choices=page_types, widget=forms.CheckboxSelectMultiple
    )


class OwnLockedPagesFilterSet(OfOwnUnits, LockedPagesReportFilterSet):
    pass


class OwnTags:
    """Offers the tags of the person's units instead of the house's most used ones."""

    filters: dict[str, Any]
    request: HttpRequest

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = self._meta.model  # type: ignore[attr-defined]
        names = [tag.name for tag in reachable_tags(self.request.user, model)[:TAGS]]
        offered: django_filters.MultipleChoiceFilter | None = self.filters.pop(
            "tag", None
        )
        if offered is not None and names:
            offered.extra["choices"] = [(name, name) for name in names]
            self.filters["tag"] = offered


class OwnImagesFilterSet(OwnTags, ImagesFilterSet):
    class Meta(ImagesFilterSet.Meta):
        pass


class OwnDocumentsFilterSet(OwnTags, DocumentsFilterSet):
    class Meta(DocumentsFilterSet.Meta):
        pass


class OwnMediaFilterSet(OwnTags, BaseMediaFilterSet):
    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Media)

    class Meta:
        model = Media
        fields: list[str] = []
