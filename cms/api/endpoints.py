"""Pages as JSON, per portal, read-only: Wagtail's v2 endpoint kept inside one host."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework.fields import Field
from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.serializers import PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.core.issues import Issue
from cms.core.models import BasePage, EditorialRecord
from cms.core.restrictions import open_to_all
from cms.core.serving import issue_of
from sites.models import PortalStatus
from sites.requests import portal_or_none
from sites.snapshots import PortalSnapshot

OFFSET_DIGITS = 9


class Stretches(WagtailPagination):
    """Wagtail's, which hands the database any number a client thinks of."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        if len(request.GET.get("offset", "")) > OFFSET_DIGITS:
            raise BadRequestError(f"offset has more than {OFFSET_DIGITS} digits")
        return super().paginate_queryset(queryset, request, view)


class IssuerField(Field):
    """Who issued an item when it first went live; nothing before."""

    def get_attribute(self, instance: Page) -> Issue:
        facts = getattr(instance, "issue_facts", None)
        if facts:
            return Issue.told(facts)
        # What another page names, as its parent, comes as a row of the tree alone.
        return issue_of(instance) if isinstance(instance, BasePage) else Issue()

    def to_representation(self, value: Issue) -> dict[str, Any] | None:
        if value.unit_id is None:
            return None
        last_day = value.last_day
        until = last_day.isoformat() if last_day else None
        return {"name": value.name, "symbol": value.symbol, "until": until}


class PortalPageSerializer(PageSerializer):
    issuer = IssuerField(read_only=True)


class PortalPages(PagesAPIViewSet):
    """Live public pages of the portal whose host is asked.

    Never another's, never a draft, never what the desk keeps.
    """

    pagination_class = Stretches
    base_serializer_class = PortalPageSerializer
    meta_fields: ClassVar[list[str]] = [*PagesAPIViewSet.meta_fields, "issuer"]

    def get_queryset(self) -> PageQuerySet:
        pages = super().get_queryset()
        return pages.annotate(issue_facts=EditorialRecord.objects.issue_facts())

    def get_base_queryset(self, models: Any = None) -> PageQuerySet:
        portal: PortalSnapshot | None = portal_or_none(self.request)
        if portal is None or portal.status == PortalStatus.SUSPENDED:
            raise Http404
        pages = Page.objects.none()
        for facts in portal.languages:
            pages = pages | Page.objects.filter(
                url_path__startswith=facts.home_url_path
            )
        return open_to_all(pages.live())
