"""The administration's own API: files of the person's units only, deeds whole or not at all."""

from typing import Any

from django.db import transaction
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.models import Page

from cms.tenancy.reachable import reachable


class OfOwnUnits:
    # The public API knows nobody, and so would these: Wagtail names it for pages alone.
    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()  # type: ignore[misc]
        own = reachable(rows.model, self.request.user)  # type: ignore[attr-defined]
        return rows.filter(pk__in=own.values("pk"))


class DraftCopy(CopyPageAPIAction):
    """Copies are drafts here as they are in the form, whatever was asked for."""

    def _action_from_data(self, instance: Page, data: dict[str, Any]) -> Any:
        return super()._action_from_data(instance, {**data, "keep_live": False})


class PagesInOneGo(PagesAdminAPIViewSet):
    """What the gate refuses in the middle of a deed leaves nothing of it behind."""

    actions = {**PagesAdminAPIViewSet.actions, "copy": DraftCopy}

    @transaction.atomic
    def action_view(self, request: Request, pk: int, action_name: str) -> Response:
        response: Response = super().action_view(request, pk, action_name)
        return response


class OwnImages(OfOwnUnits, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OfOwnUnits, DocumentsAdminAPIViewSet):
    pass
