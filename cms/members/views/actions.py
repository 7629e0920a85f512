"""What the pages with a form have in common: rights first, refusals in words."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.members.forms import ConfirmForm
from cms.members.permissions import PEOPLE, units_run_by, units_shown_to
from cms.members.selectors import people_of
from cms.users.models import User
from sites.models import RoleAssignment, Unit

Crumb = dict[str, Any]


def viewer_of(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment] # the administration asks first
    return user


def person_page(person: User) -> str:
    return reverse("members:person", args=[person.pk])


def shown_person(viewer: User, pk: int) -> User:
    """Return one of the people whom somebody may see; anybody else does not exist."""
    return get_object_or_404(people_of(units_shown_to(viewer)), pk=pk)


def run_unit(viewer: User, pk: int) -> Unit:
    """Return one of the units that somebody runs; any other does not exist."""
    unit: Unit = get_object_or_404(units_run_by(viewer).select_related("parent"), pk=pk)
    return unit


def run_role(viewer: User, pk: int) -> RoleAssignment:
    """Return a role in one of the units that somebody runs."""
    roles = RoleAssignment.objects.select_related("user", "unit")
    return get_object_or_404(roles, pk=pk, unit__in=units_run_by(viewer))


class ActionView(WagtailAdminTemplateMixin, FormView):
    """One form, one service; what the service refuses stands above the form."""

    template_name = "admin/members/form.html"
    form_class: Any = ConfirmForm
    title: ClassVar[str | Promise] = ""
    submit: ClassVar[str | Promise] = ""
    done: ClassVar[str | Promise] = ""
    is_grave: ClassVar[bool] = False
    header_icon = "group"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        self.viewer = viewer_of(request)
        self.find(**kwargs)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def find(self, **kwargs: Any) -> None:
        """Find what the page is about, or raise ``PermissionDenied`` or ``Http404``."""
        self.must_run()

    def must_run(self) -> None:
        if not PEOPLE.user_has_permission(self.viewer, "change"):
            raise PermissionDenied

    def act(self, form: Any) -> None:
        """Call the service. It raises ``ValidationError`` where it refuses."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.act(form)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
            refused: HttpResponse = self.form_invalid(form)
            return refused
        messages.success(self.request, str(self.done))
        return HttpResponseRedirect(self.goal())

    def goal(self) -> str:
        return reverse("members:index")

    def crumbs(self) -> list[Crumb]:
        return []

    def get_page_title(self) -> str:
        return str(self.title)

    def intro(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[Crumb]:
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("members:index"), "label": _("Personnel")},
            *self.crumbs(),
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "intro": self.intro(),
            "submit": self.submit,
            "is_grave": self.is_grave,
            "back_url": self.goal(),
        }


class PersonAction(ActionView):
    """About one person in one unit that the viewer runs."""

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        self.person = shown_person(self.viewer, kwargs["pk"])
        self.unit = run_unit(self.viewer, kwargs["unit"])

    def goal(self) -> str:
        return person_page(self.person)

    def crumbs(self) -> list[Crumb]:
        return [{"url": person_page(self.person), "label": str(self.person)}]


class RoleAction(ActionView):
    """About one role in a unit that the viewer runs."""

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        self.role = run_role(self.viewer, kwargs["pk"])
        self.person: User = self.role.user
        self.unit: Unit = self.role.unit

    def goal(self) -> str:
        return person_page(self.person)

    def crumbs(self) -> list[Crumb]:
        return [{"url": person_page(self.person), "label": str(self.person)}]
