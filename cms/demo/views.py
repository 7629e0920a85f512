"""One click into a role. These addresses exist only with the demonstration settings."""

from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from sites.requests import portal_or_none

BACKEND = "sites.backends.RoleBackend"


@require_POST
def enter_role(request: HttpRequest) -> HttpResponse:
    """Log in as the demo person named in the form and open the administration."""
    if portal_or_none(request) is not None:
        raise Http404
    user = get_object_or_404(
        get_user_model(), username=request.POST.get("username", ""), is_active=True
    )
    login(request, user, backend=BACKEND)
    return redirect("wagtailadmin_home")
