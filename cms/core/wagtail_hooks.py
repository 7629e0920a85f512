"""What the admin shows of events, people and topics."""

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path
from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from cms.core.choosers import EventChooserViewSet, PersonChooserViewSet
from cms.core.gate import check_removal
from cms.core.models import Event
from cms.core.notices import heed_roles
from cms.core.topics import topics_field
from cms.core.views import topic_suggestions
from cms.core.viewsets import EventViewSet, TopicViewSet
from cms.core.words import check_file, check_words
from sites.policies import UnitPolicy

register_permission_policy(Event, UnitPolicy(Event))
register_form_field_override(ParentalManyToManyField, override=topics_field)


@hooks.register("register_admin_viewset")
def screens() -> list[object]:
    return [
        EventViewSet(),
        TopicViewSet(),
        EventChooserViewSet("event_chooser"),
        PersonChooserViewSet("person_chooser"),
    ]


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("topic-suggestions/", topic_suggestions, name="topic_suggestions")]


@hooks.register("words_saved")
def words_outside_pages(row: Model) -> None:
    """Ask where the lower layers store what readers see at once."""
    check_words(row)


@hooks.register("file_deleted")
def files_in_use(file: Model) -> None:
    """Ask before a file goes; whole lists of them are asked about by a signal."""
    check_file(file)


@hooks.register("before_delete_page")
def only_what_readers_do_not_see(request: HttpRequest, page: Page) -> None:
    """Say at once, not after a confirmation, that a live page can't be deleted."""
    for live in page.get_descendants(inclusive=True).live()[:1]:
        check_removal(live)


heed_roles()
