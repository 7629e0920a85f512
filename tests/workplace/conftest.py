"""A portal in full use, and a Chromium that is logged in."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings as django_settings
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from wagtail.models import Task, Workflow

from cms.audit.kinds import Kind
from cms.audit.services import record as record_entry
from cms.core.models import EditorialRecord
from cms.health.models import Check
from cms.health.states import Kind as HealthKind
from cms.jobs.services import enqueue
from cms.members.letters import token_of
from cms.news.models import NewsPage
from cms.users.models import User
from media_library.models import Image
from sites.models import Capability
from tests.admin import admin_client
from tests.factories.core import EventFactory, TopicFactory
from tests.factories.corrections import MistakeReportFactory
from tests.factories.events import EventPageFactory
from tests.factories.media import DocumentFactory, ImageFactory, MediaFactory
from tests.factories.news import NewsPageFactory
from tests.factories.people import UserFactory, person_of
from tests.factories.portals import Living, living_portal
from tests.factories.proposals import proposed
from tests.factories.publishing import mirror
from tests.plugins.kept import kept
from tests.tenancy.after import build_after
from tests.tenancy.alerts import build_warned
from tests.tenancy.desk import build_desk
from tests.tenancy.former import build_former
from tests.tenancy.goods import awaiting, change as plan_to_close, sending
from tests.tenancy.modes import build_modes
from tests.tenancy.planned import build_planned
from tests.tenancy.registers import build_registers
from tests.tenancy.remembered import build_remembered
from tests.tenancy.routes import build_routes
from tests.tenancy.staff import build_staff
from tests.tenancy.timed import build_deadlines

Enter = Callable[[BrowserContext, User | None, str], Page]


@pytest.fixture
@kept
def keeper(db: None) -> User:
    keeper: User = UserFactory.create(superuser=True, username="giu-nha")
    return keeper


@pytest.fixture
@kept
def living(db: None) -> Living:
    return living_portal("vi", "en")


# Parameters whose values are words.
WORDS = {
    **dict.fromkeys(["app_label", "app_name", "content_type_app_name"], "news"),
    **dict.fromkeys(["model_name", "content_type_model_name"], "newspage"),
    "wagtail_bulk_action app_label": "wagtailcore",
    "wagtail_bulk_action model_name": "page",
    "wagtailadmin_workflows:add_task app_label": "wagtailcore",
    "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
    "wagtailadmin_tag_model_autocomplete app_name": "taggit",
    "wagtailadmin_tag_model_autocomplete model_name": "tag",
    "tenancy:tags_of_model app_name": "taggit",
    "tenancy:tags_of_model model_name": "tag",
    "media_type": "video",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
    "action": "delete",
    "action_name": "publish",
    "filter_spec": "width-100",
}


@pytest.fixture
def known(living: Living, keeper: User) -> dict[str, Any]:
    """Return what the views' parameters stand for, by name."""
    person_of(living.unit, Capability.EDITOR)
    event = EventFactory.create(unit=living.unit)
    EventPageFactory.create(parent=living.section, event=event)
    TopicFactory.create()
    plan_to_close("trong-nha", living.unit, keeper)
    record_entry(kind=Kind.LOGGED_IN, actor=keeper, subject=keeper)
    files, people = _files(living), _people(living, keeper)
    former = build_former("cu", living, keeper)
    build_registers("trong-nha", living.unit, Image.objects.latest("pk"), keeper)
    pages = _pages(living, keeper)
    drawn = build_routes("trong-nha", living, keeper)
    warned = build_warned("trong-nha", living, keeper)
    return {
        **WORDS,
        "rule": "source_official",
        **pages,
        "routes:route pk": drawn.route.pk,
        **_special(living, keeper),
        "alerts:detail pk": warned.alert.pk,
        "alerts:send pk": warned.template.pk,
        "alert_templates pk": warned.template.pk,
        "routes:draft pk": drawn.draft.pk,
        "deadlines:rule pk": build_deadlines("han", living.unit, keeper).pk,
        "deadlines:item pk": pages["records pk"],
        **_planned(living, keeper),
        **files,
        **people,
        **_of_the_house(),
        "jobs pk": enqueue(topic="jobs.mail").pk,
        **_after(living, pages["item"]),
        **_at_desk(living, keeper),
        **_of_calendar(living, keeper),
        "addresses pk": former.rule.pk,
        **{f"addresses:{page} pk": former.sent.pk for page in ("report", "bad")},
        "addresses:release pk": former.retired.pk,
        "proposals:detail pk": proposed(living.portal, keeper, "Lời mới").pk,
    }


def _special(living: Living, keeper: User) -> dict[str, Any]:
    special = build_modes("trong-nha", living, keeper)
    return {
        "modes:detail pk": special.on.pk,
        "modes:end pk": special.on.pk,
        "modes:edit pk": special.planned.pk,
    }


def _planned(living: Living, keeper: User) -> dict[str, Any]:
    planned = build_planned("trong-nha", living, keeper)
    return {
        "assignments pk": planned.assignment.pk,
        "plans pk": planned.plan.pk,
        "campaigns pk": planned.campaign.pk,
        "orientations pk": planned.note.pk,
    }


def _of_calendar(living: Living, keeper: User) -> dict[str, Any]:
    kept = build_remembered("lich", living.unit, keeper)
    return {
        "agenda:day day": kept.planned.due_on.isoformat(),
        "agenda:move_planned pk": kept.planned.pk,
        "agenda:move_release pk": kept.release.pk,
        "occasions pk": kept.occasion.pk,
    }


def _after(living: Living, item: int) -> dict[str, Any]:
    head = person_of(living.unit, Capability.HEAD_OF_UNIT)
    colleague = person_of(living.unit, Capability.EDITOR)
    page = NewsPage.objects.get(pk=item)
    after = build_after("sau", living, head, colleague, page)
    return {
        "takedown pk": after.removal.pk,
        "takedown:file pk": after.stop.pk,
        "place": 0,
        "directives pk": after.directive.pk,
        "directives:finish pk": after.task.pk,
        "rumours pk": after.rebuttal.pk,
        "case": awaiting("trong-nha", page, living, head).pk,
    }


def _at_desk(living: Living, keeper: User) -> dict[str, Any]:
    at = build_desk("ban", living, keeper)
    page = NewsPageFactory.create(parent=living.section, title="Tin có lỗi gõ")
    page.title = "Tin có lỗi gỏ"
    page.save_revision(user=keeper)
    return {
        "outside:revoke pk": at.asked.pk,
        "bundles:dissolve pk": at.bundle.pk,
        "mending:mend page_id": page.pk,
    }


def _pages(living: Living, keeper: User) -> dict[str, Any]:
    item = NewsPageFactory.create(parent=living.section, title="Hội làng mở cửa")
    MistakeReportFactory.create(page=item)
    Check.objects.create(
        portal=living.portal, kind=HealthKind.LINK, address="https://a.vn/"
    )
    other = living.section.get_next_siblings().first()
    draft = NewsPageFactory.create(parent=living.section, draft=True)
    alias = mirror(item, parent=other, update_slug="bi-danh")
    record = EditorialRecord.objects.get(translation_key=item.translation_key)
    block = item.body.stream_block.child_blocks["text"]
    return {
        **dict.fromkeys(["page_id", "page_to_move_id", "item"], item.pk),
        **dict.fromkeys(
            [
                *("wagtailadmin_pages pk", "wagtailadmin_api:pages pk"),
                "tenancy:page_comparison pk",
            ],
            item.pk,
        ),
        **dict.fromkeys(["parent_page_id", "section"], living.section.pk),
        "wagtailadmin_pages:convert_alias page_id": alias.pk,
        "wagtailadmin_pages:delete page_id": draft.pk,
        "destination_id": other.pk,
        "records pk": record.pk,
        "intake pk": sending("trong-nha", item, keeper).pk,
        "revision_id": item.save_revision(user=keeper).pk,
        "block": block.definition_prefix,
    }


def _files(living: Living) -> dict[str, Any]:
    collection = living.portal.collection
    image = ImageFactory.create(collection=collection)
    document = DocumentFactory.create(collection=collection)
    of_image = ("image_id", "image", "wagtailimages_chooser pk")
    of_document = ("document_id", "doc_id", "wagtaildocs_chooser pk")
    return {
        **dict.fromkeys([*of_image, "wagtailadmin_api:images pk"], image.pk),
        **dict.fromkeys([*of_document, "wagtailadmin_api:documents pk"], document.pk),
        "media_id": MediaFactory.create(collection=collection).pk,
        "collection_id": collection.pk,
        "wagtailadmin_collections pk": collection.pk,
    }


def _people(living: Living, keeper: User) -> dict[str, Any]:
    staff = build_staff("trong-nha", living, keeper)
    one_role = ("change", "end", "delegate", "share")
    invited = ("invite_again", "withdraw")
    return {
        **{f"members:{page} pk": staff.colleague.pk for page in ("person", "grant")},
        "members:suspend pk": staff.colleague.pk,
        "unit": living.unit.pk,
        **{f"members:{page} pk": staff.role.pk for page in one_role},
        **{f"members:{page} pk": staff.invitation.pk for page in invited},
        "members:lift pk": staff.duty.pk,
        "members:restore pk": staff.suspension.pk,
        "members:minutes pk": staff.minutes.pk,
        "openings pk": staff.opening.pk,
        "openings:record pk": staff.opened.pk,
        "step": "people",
        "token": token_of(staff.invitation),
    }


def _of_the_house() -> dict[str, Any]:
    task = Task.objects.get(routetask=None)
    forms = ("edit_task", "disable_task", "enable_task")
    return {
        **{f"wagtailadmin_workflows:{form} pk": task.pk for form in forms},
        "wagtailadmin_workflows pk": Workflow.objects.get_or_create(name="Duyệt")[0].pk,
        "wagtailusers_groups pk": Group.objects.get_or_create(name="Nhóm")[0].pk,
    }


def proved_client(person: User | None) -> Client:
    """Return a browser of somebody who has just shown their password again."""
    client = admin_client(person)
    client.raise_request_exception = False  # a fault is an answer, and an odd one
    if person is not None:
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "username": person.username}
        ]
        session.save()
    return client


@pytest.fixture
def enter() -> Enter:
    """Return a function that opens a tab, in which somebody may be logged in."""

    def open_tab(context: BrowserContext, person: User | None, origin: str) -> Page:
        name = django_settings.SESSION_COOKIE_NAME
        cookie = proved_client(person).cookies.get(name)
        if cookie is not None:
            context.add_cookies([{"name": name, "value": cookie.value, "url": origin}])
        return context.new_page()

    return open_tab
