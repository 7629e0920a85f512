"""What the admin shows of events, people and topics."""

from django.urls import URLPattern, path
from modelcluster.fields import ParentalManyToManyField
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.permissions import register_permission_policy

from cms.core.choosers import EventChooserViewSet, PersonChooserViewSet
from cms.core.models import Event
from cms.core.notices import heed_roles
from cms.core.topics import topics_field
from cms.core.views import topic_suggestions
from cms.core.viewsets import EventViewSet, TopicViewSet
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


heed_roles()
