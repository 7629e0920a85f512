"""Tells people that what they saved waits for a second person."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages as wagtail_messages

from cms.proposals.telling import gathering

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class TellOfProposals:
    """Stands inside the middleware of messages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with gathering() as made:
            response = self.get_response(request)
        for proposal in made:
            words = _(
                "What readers see of “%(about)s” stays as it was: a second person has "
                "to agree to the change first."
            ) % {"about": proposal.subject_name}
            address = reverse("proposals:detail", args=[proposal.pk])
            button = wagtail_messages.button(address, _("Show the proposed change"))
            rendered = wagtail_messages.render(words, [button])
            messages.warning(request, rendered)
        return response
