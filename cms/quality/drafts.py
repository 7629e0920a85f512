"""The page that a form in the editor describes, saved or not."""

from typing import Any

from django.apps import apps
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest
from wagtail.models import Page

from cms.core.models import BasePage


def newest(page: Page) -> BasePage:
    """Return a page as its newest draft says. Raises ``Http404`` for other pages."""
    found = page.specific.get_latest_revision_as_object()
    if not isinstance(found, BasePage):
        raise Http404
    return found


def new_page(app_label: str, model_name: str, parent: Page) -> BasePage:
    """Return an empty page of a type, standing where it would stand."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as fault:
        raise Http404 from fault
    if not issubclass(model, BasePage) or not model.can_create_at(parent.specific):
        raise PermissionDenied
    page = model(locale=parent.locale)
    page.url_path = f"{parent.url_path}-/"
    return page


def filled_in(
    request: HttpRequest, page: BasePage, parent: Page
) -> tuple[BasePage, Any]:
    """Put what was sent into a page; return it with its form.

    A form with faults fills in all that it could read.
    """
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(
        request.POST, instance=page, parent_page=parent, for_user=request.user
    )
    form.defer_required_fields()
    url_path = page.url_path
    try:
        is_valid = form.is_valid()
    except (KeyError, ValueError) as fault:  # blocks that no editor sends
        raise BadRequest from fault
    filled: BasePage = form.save(commit=False) if is_valid else form.instance
    filled.url_path = url_path
    return filled, form
