"""The administration's own API: files of the person's units only."""

from typing import Any

from rest_framework.authentication import SessionAuthentication
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from cms.tenancy.reachable import reachable


class OfOwnUnits:
    # The public API knows nobody, and so would these: Wagtail names it for pages alone.
    authentication_classes = (SessionAuthentication,)

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()  # type: ignore[misc]
        own = reachable(rows.model, self.request.user)  # type: ignore[attr-defined]
        return rows.filter(pk__in=own.values("pk"))


class OwnImages(OfOwnUnits, ImagesAdminAPIViewSet):
    pass


class OwnDocuments(OfOwnUnits, DocumentsAdminAPIViewSet):
    pass
