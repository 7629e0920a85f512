"""The screen of bundles."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.desk.approval.crumbs import crumbs
from cms.desk.bundles.forms import BundleForm
from cms.desk.bundles.selectors import bound_for, own_bundles, own_cases
from cms.moderation.refusals import RefusedError
from cms.moderation.services import dissolve_bundle, leave_bundle, make_bundle
from cms.users.models import User
from sites.models import Portal


@require_http_methods(["GET", "POST"])
def bundles(request: HttpRequest) -> HttpResponse:
    """List what waits for each other, and bind something together."""
    form = BundleForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            return _bound(request, form)
        except RefusedError as refusal:
            for fault in refusal.faults:
                form.add_error(None, fault)
    context = {
        "form": form,
        "bundles": bound_for(request.user),
        "header_title": _("Items published together"),
        "header_icon": "folder-inverse",
        "breadcrumbs_items": crumbs(_("Items published together")),
    }
    status = 422 if form.is_bound else 200
    return render(request, "admin/desk/bundles/list.html", context, status=status)


def _bound(request: HttpRequest, form: BundleForm) -> HttpResponse:
    said = form.cleaned_data
    chosen = list(said["cases"])
    bundle = make_bundle(
        portal=Portal.objects.get(unit=chosen[0].unit_id),
        name=said["name"],
        cases=chosen,
        made_by=cast("User", request.user),
        release_at=said["release_at"],
    )
    words = _("“%(name)s” goes out when all of its items are approved.")
    messages.success(request, words % {"name": bundle.name})
    return redirect("bundles:index")


@require_POST
def leave(request: HttpRequest, case: int) -> HttpResponse:
    """Let one item go out by itself."""
    found = get_object_or_404(own_cases(request.user), pk=case)
    leave_bundle(case=found)
    messages.success(request, _("“%(item)s” goes out by itself.") % {"item": found})
    return redirect("bundles:index")


@require_POST
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let all items of a bundle go out by themselves."""
    bundle = get_object_or_404(own_bundles(request.user), pk=pk)
    try:
        dissolve_bundle(bundle=bundle)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = _("The items of “%(name)s” go out by themselves.")
        messages.success(request, words % {"name": bundle.name})
    return redirect("bundles:index")
