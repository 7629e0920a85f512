"""What lists can be narrowed by: people, sites and tags of the person's own units."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import (
    GenericPageFilterSet,
    PageFilterSet,
)
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images.views.images import ImagesFilterSet
from wagtail.models import Page, PageLogEntry, Site

from cms.tenancy.reachable import reachable, reachable_tags

TAGS = 10  # as many as Wagtail offers of the house


def _people(keys: "QuerySet[Any]") -> "QuerySet[AbstractUser]":
    people: QuerySet[AbstractUser] = get_user_model().objects.filter(pk__in=keys)
    return people


def owners(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people who own a page that the person may see."""
    return _people(reachable(Page, request.user).order_by().values("owner"))


def editors(request: HttpRequest) -> "QuerySet[AbstractUser]":
    """Return the people who changed a page that the person may see."""
    seen = PageLogEntry.objects.viewable_by_user(request.user)
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


class OwnPageFilterSet(OfOwnUnits, PageFilterSet):
    pass


class OwnGenericPageFilterSet(OfOwnUnits, GenericPageFilterSet):
    pass


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
