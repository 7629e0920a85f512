"""The list of old addresses and its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.widgets.button import Button

from cms.addresses.checks import hidden, in_words, moved_page_at
from cms.addresses.faults import AddressError
from cms.addresses.models import AddressRule
from cms.addresses.permissions import RETIRED, RULES
from cms.addresses.refusals import snapshot_of
from cms.addresses.services import delete_rule, save_rule
from cms.core.views import OwnUnitsDeleteView, OwnUnitsEditView, OwnUnitsIndexView
from sites.views import CreateView

HEADINGS = {
    "old_address": "địa chỉ cũ",
    "new_address": "địa chỉ mới",
    "code": "mã",
    "hits": "lượt mở",
    "last_hit_on": "lần cuối",
}


class RuleIndexView(OwnUnitsIndexView):
    list_help = gettext_lazy(
        "Addresses that readers, search engines and printed matter still know: each leads "
        "to where its content is now, or says that it was withdrawn."
    )
    list_empty = gettext_lazy("Your portals have no old address yet.")

    def get_base_queryset(self) -> "QuerySet[Any]":
        return super().get_base_queryset().select_related("portal__unit", "page")

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = list(super().header_more_buttons)
        if RULES.user_has_permission(self.request.user, "add"):
            url = reverse("addresses:import")
            label = _("Bring in a list")
            buttons.append(Button(label, url, icon_name="upload", priority=4))
        url = reverse("addresses:try")
        buttons.append(Button(_("Try an address"), url, icon_name="search", priority=5))
        if RETIRED.user_has_any_permission(self.request.user, ["view", "change"]):
            url = reverse("addresses:retired")
            label = _("Retired hostnames")
            buttons.append(Button(label, url, icon_name="site", priority=6))
        return buttons


class Checked:
    """Saves by the service; what it refuses stands above the form."""

    request: Any
    form: Any

    def save_instance(self) -> AddressRule:
        rule: AddressRule = self.form.save(commit=False)
        straight = save_rule(
            rule=rule,
            actor=self.request.user,
            straightens=self.form.cleaned_data["straightens"],
        )
        for one in straight.rules:
            words = _("“%(address)s” is led straight to “%(end)s”.")
            messages.info(self.request, words % {"address": one, "end": one.where()})
        self._tell_hidden(rule)
        return rule

    def _tell_hidden(self, rule: AddressRule) -> None:
        portal = snapshot_of(rule.portal)
        for finding in hidden(portal, [rule]):
            messages.warning(self.request, in_words(finding))
            return
        now = moved_page_at(portal, rule)
        if now:
            words = _("“%(address)s” is never reached: a moved page is found there, at “%(now)s”.")  # fmt: skip
            messages.warning(self.request, words % {"address": rule, "now": now})

    def form_valid(self, form: Any) -> HttpResponseBase:
        valid: Callable[[Any], HttpResponseBase] = super().form_valid  # type: ignore[misc]
        try:
            return valid(form)
        except AddressError as refusal:
            form.add_error(None, list(refusal.reasons))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            refused: HttpResponseBase = self.form_invalid(form)  # type: ignore[attr-defined]
            return refused


class RuleCreateView(Checked, CreateView):
    pass


class RuleEditView(Checked, OwnUnitsEditView):
    pass


class RuleDeleteView(OwnUnitsDeleteView):
    def delete_action(self) -> None:
        delete_rule(rule=self.object, actor=self.request.user)
