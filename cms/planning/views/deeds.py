"""Pages about one thing with several small forms: each its own faults, nothing lost."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.planning.forms import ForUser
from cms.users.models import User

UNPROCESSABLE = 422


class Deeds:
    """Mixed into a page about one thing: ``do_<name>`` acts with the form of its name."""

    deed_forms: ClassVar[dict[str, type[ForUser]]] = {}
    request: HttpRequest
    object: Any

    @property
    def person(self) -> User:
        person: Any = self.request.user
        return person  # type: ignore[no-any-return]

    def may(self, deed: str) -> bool:
        raise NotImplementedError

    @cached_property
    def deed(self) -> str:
        return self.request.POST.get("deed", "")

    @cached_property
    def forms(self) -> dict[str, ForUser]:
        """Return the forms of what the person may do; what was sent stands in its own."""
        sent = {self.deed: self.request.POST}
        return {
            name: form(sent.get(name), user=self.person, subject=self.object)
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
