"""Forms whose rows a service stores; what it refuses stands beside the fields."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponseBase
from django.urls import reverse

from cms.core.views import OwnUnitsEditView
from sites.views import CreateView


class Stored:
    """Mixed into a form view: ``store`` calls the service, a refusal loses nothing."""

    form: Any
    object: Any
    room = ""  # the name of the screens, one of which shows what was stored

    def store(self, row: Any) -> Any:
        raise NotImplementedError

    def save_instance(self) -> Any:
        return self.store(self.form.save(commit=False))

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = super().form_valid(form)  # type: ignore[misc]
        except ValidationError as refusal:
            form.add_error(None, refusal)
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            answer = self.form_invalid(form)  # type: ignore[attr-defined]
        return answer


class StoredCreateView(Stored, CreateView):
    # What another screen may fill in: a calendar's day, a campaign's assignment.
    prefilled: tuple[str, ...] = ()

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        asked = self.request.GET
        told = {name: asked[name] for name in self.prefilled if asked.get(name)}
        return {**kwargs, "initial": {**(kwargs.get("initial") or {}), **told}}

    def get_success_url(self) -> str:
        return reverse(f"{self.room}:inspect", args=[self.object.pk])


class StoredEditView(Stored, OwnUnitsEditView):
    def get_success_url(self) -> str:
        return reverse(f"{self.room}:inspect", args=[self.object.pk])
