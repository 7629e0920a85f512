"""Lists of pictures, documents and clips of the person's units."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.vary import vary_on_headers
from wagtail.admin.auth import permission_denied
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.paginator import WagtailPaginator
from wagtail.documents.views.documents import IndexView as DocumentIndexView
from wagtail.images.views.images import IndexView as ImageIndexView
from wagtail.permissions import policy_registry
from wagtailmedia.forms import get_media_form
from wagtailmedia.views.chooser import chooser_upload

from cms.tenancy.filters import TAGS, OwnDocumentsFilterSet, OwnImagesFilterSet
from cms.tenancy.reachable import reachable_tags
from media_library.models import Media
from sites.policies.files import VIEW

ORDERS = ("title", "-title", "created_at", "-created_at")
NEWEST = "-created_at"
PAGE_SIZE = 20
KINDS = ("audio", "video")
WORK = ("change", "delete")


class WithLookedAt:
    """Lists also what somebody who works for one unit may look at in another."""

    def get_base_queryset(self) -> Any:
        rows: Any = super().get_base_queryset()  # type: ignore[misc]
        user = self.request.user  # type: ignore[attr-defined]
        if user.is_superuser:
            return rows
        policy = self.permission_policy  # type: ignore[attr-defined]
        return rows | policy.instances_user_has_any_permission_for(user, (VIEW,))


class OwnImageIndexView(WithLookedAt, ImageIndexView):
    filterset_class = OwnImagesFilterSet


class OwnDocumentIndexView(WithLookedAt, DocumentIndexView):
    filterset_class = OwnDocumentsFilterSet


def _policy() -> Any:
    return policy_registry.get_by_type(Media)


def _found(
    request: HttpRequest, kind: str, actions: tuple[str, ...]
) -> tuple[Any, str]:
    """Return the clips that were asked for, and the words they were searched by."""
    clips: Any = _policy().instances_user_has_any_permission_for(request.user, actions)
    if kind:
        clips = clips.filter(type=kind)
    if request.GET.get("collection_id", "").isdecimal():
        clips = clips.filter(collection=request.GET["collection_id"])
    if request.GET.get("tag"):
        clips = clips.filter(tags__name=request.GET["tag"])
    order = request.GET.get("ordering", NEWEST)
    clips = clips.order_by(order if order in ORDERS else NEWEST)
    words = request.GET.get("q", "").strip()
    return (clips.search(words) if words else clips), words


def _listed(
    request: HttpRequest, kind: str = "", actions: tuple[str, ...] = WORK
) -> dict[str, Any]:
    clips, words = _found(request, kind, actions)
    page = WagtailPaginator(clips, PAGE_SIZE).get_page(request.GET.get("p"))
    shelves = _policy().collections_user_has_any_permission_for(
        request.user, ("add", "change")
    )
    return {
        "ordering": request.GET.get("ordering", NEWEST),
        "media_files": page,
        "elided_page_range": page.paginator.get_elided_page_range(page.number),
        "query_string": words,
        "is_searching": bool(words),
        "collections": shelves if len(shelves) > 1 else None,
        "popular_tags": reachable_tags(request.user, Media)[:TAGS],
        "current_tag": request.GET.get("tag"),
    }


@vary_on_headers("X-Requested-With")
def media_index(request: HttpRequest) -> HttpResponse:
    """List the clips that the person may change or look at."""
    policy = _policy()
    if not policy.user_has_any_permission(request.user, ("add", "change", "delete")):
        refusal: HttpResponse = permission_denied(request)
        return refusal
    listed = _listed(request, actions=(*WORK, VIEW))
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return render(request, "wagtailmedia/media/results.html", listed)
    shelf = request.GET.get("collection_id", "")
    shelves = listed["collections"] or []
    context = {
        **listed,
        "search_form": SearchForm(request.GET, placeholder=_("Search media")),
        "user_can_add": policy.user_has_permission(request.user, "add"),
        "current_collection": next((s for s in shelves if str(s.pk) == shelf), None),
    }
    return render(request, "wagtailmedia/media/index.html", context)


def media_chooser(request: HttpRequest, media_type: str = "") -> HttpResponse:
    """Let a clip be chosen, or a new one be added."""
    listed = {**_listed(request, media_type), "media_type": media_type or None}
    listed["chooser_url"] = (
        reverse("wagtailmedia:chooser_typed", args=[media_type])
        if media_type
        else reverse("wagtailmedia:chooser")
    )
    if {"q", "p", "tag", "collection_id"} & set(request.GET):
        return render(request, "wagtailmedia/chooser/results.html", listed)
    return _modal(request, listed, _upload_forms(request, media_type))


def media_chooser_upload(request: HttpRequest, media_type: str) -> HttpResponse:
    """Add a clip; what is wrong with it is shown in a chooser of the person's own."""
    forms = _upload_forms(request, media_type)
    if request.method == "POST" and forms:
        sent = _upload_form(request, media_type, request.POST, request.FILES)
        if sent.is_valid():
            added: HttpResponse = chooser_upload(request, media_type)
            return added
        forms = {media_type: sent}
    listed = {**_listed(request, media_type), "media_type": media_type}
    return _modal(request, listed, forms)


def _upload_forms(request: HttpRequest, media_type: str = "") -> dict[str, Any]:
    if not _policy().user_has_permission(request.user, "add"):
        return {}
    kinds = (media_type,) if media_type else KINDS
    return {kind: _upload_form(request, kind) for kind in kinds}


def _upload_form(request: HttpRequest, kind: str, *sent: Any) -> Any:
    clip = Media(uploaded_by_user=request.user, type=kind)  # type: ignore[misc]
    return get_media_form(Media)(
        *sent, user=request.user, instance=clip, prefix="media-chooser-upload"
    )


def _modal(
    request: HttpRequest, listed: dict[str, Any], forms: dict[str, Any]
) -> HttpResponse:
    context = {
        **listed,
        "searchform": SearchForm(),
        "uploadforms": forms,
        "title": _("Choose a media item"),
        "icon": "media",
    }
    told = {
        "step": "chooser",
        "tag_autocomplete_url": reverse("wagtailadmin_tag_autocomplete"),
    }
    modal: HttpResponse = render_modal_workflow(
        request, "wagtailmedia/chooser/chooser.html", None, context, json_data=told
    )
    return modal
