"""Pages about one thing on which something can be done: refusals are told, nothing is lost.

The button that was pressed is sent as ``deed``; what is not offered to somebody is
answered with 403.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

UNPROCESSABLE = 422


class Deeds:
    """Mixed into a page with several small forms, each with its own faults.

    ``do_<name>`` acts with the form of its name, and may return where to go on.
    """

    deed_forms: ClassVar[dict[str, type[forms.Form]]] = {}
    request: HttpRequest

    @property
    def person(self) -> Any:
        return self.request.user

    def may(self, deed: str) -> bool:
        raise NotImplementedError

    def told(self) -> dict[str, Any]:
        """Return what the forms are told beside who fills them in."""
        raise NotImplementedError

    @cached_property
    def deed(self) -> str:
        return self.request.POST.get("deed", "")

    @cached_property
    def forms(self) -> dict[str, forms.Form]:
        """Return the forms of what the person may do; what was sent stands in its own."""
        sent = {self.deed: self.request.POST}
        told = {"user": self.person, **self.told()}
        return {
            name: form(sent.get(name), **told)
            for name, form in self.deed_forms.items()
            if self.may(name)
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.forms.get(self.deed)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                url = getattr(self, f"do_{self.deed}")(form)
            except ValidationError as refusal:
                form.add_error(None, refusal.messages)
            else:
                if not messages.get_messages(request):
                    messages.success(request, _("Saved."))
                return HttpResponseRedirect(url or request.path)
        context = self.get_context_data()  # type: ignore[attr-defined]
        answer: HttpResponseBase = self.render_to_response(  # type: ignore[attr-defined]
            context, status=UNPROCESSABLE
        )
        return answer


class PlainDeeds:
    """Mixed into a page whose buttons ask nothing: each does it and says what was done."""

    request: HttpRequest

    @property
    def person(self) -> Any:
        return self.request.user

    def deeds(self) -> dict[str, Callable[[], str]]:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        deed = self.deeds().get(request.POST.get("deed", ""))
        if deed is None:
            raise PermissionDenied
        try:
            messages.success(request, deed())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return HttpResponseRedirect(self.back_to())

    def back_to(self) -> str:
        raise NotImplementedError
