"""The addresses of the house, with one more that somebody wrote in a hurry."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access

from cms.core.models import Event
from cms.urls import handler404, handler500, urlpatterns as of_the_house

__all__ = ["handler404", "handler500", "urlpatterns"]


@require_admin_access
def every_event(request: HttpRequest) -> JsonResponse:
    return JsonResponse(list(Event.objects.values_list("name", flat=True)), safe=False)


@require_admin_access
def one_mystery(request: HttpRequest, mystery: int) -> JsonResponse:
    return JsonResponse({"mystery": mystery})


urlpatterns = [
    path("admin/every-event/", every_event, name="every_event"),
    path("admin/mystery/<int:mystery>/", one_mystery, name="one_mystery"),
    *of_the_house,
]
