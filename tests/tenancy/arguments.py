"""What stands in the places of each address: Beta's things, one line per kind of address.

An address that is in none of these tables, and whose view names no model that is, fails
the matrix until somebody says here what it is about.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction, TaskState, WorkflowState

from cms.addresses.models import AddressRule
from cms.alerts.models import AlertTemplate
from cms.almanac.models import Occasion
from cms.audit.models import SecurityEntry
from cms.core.models import EditorialRecord, Event, Topic
from cms.corrections.models import MistakeReport
from cms.deadlines.models import DeadlineRule
from cms.directives.models import Directive, Rebuttal
from cms.health.models import Check
from cms.jobs.models import Job
from cms.planning.models import Assignment, Campaign, Orientation, WritingPlan
from cms.quality.models import Leader, LegalText, OfficialSource, RuleSetting
from cms.reorganisation.models import Change
from cms.takedown.models import Removal
from media_library.models import Document, Image, Media
from sites.models import Portal, RoleAssignment, Unit
from tests.tenancy.surfaces import Surface, UndescribedError, combinations
from tests.tenancy.world import Side

Case = dict[str, Any]
Cases = Callable[[Side], Iterable[Case]]

# By the model of the view an address belongs to.
MODELS: dict[type[Any], Callable[[Side], Any]] = {
    Removal: lambda side: side.after.removal.pk,
    Directive: lambda side: side.after.directive.pk,
    Rebuttal: lambda side: side.after.rebuttal.pk,
    AlertTemplate: lambda side: side.warned.template.pk,
    Change: lambda side: side.change.pk,
    DeadlineRule: lambda side: side.timed.pk,
    Occasion: lambda side: side.remembered.occasion.pk,
    Assignment: lambda side: side.planned.assignment.pk,
    WritingPlan: lambda side: side.planned.plan.pk,
    Campaign: lambda side: side.planned.campaign.pk,
    Orientation: lambda side: side.planned.note.pk,
    Check: lambda side: side.watched.pk,
    Job: lambda side: side.letter.pk,
    AddressRule: lambda side: side.former.rule.pk,
    RuleSetting: lambda side: side.registers.rule.pk,
    OfficialSource: lambda side: side.registers.source.pk,
    LegalText: lambda side: side.registers.text.pk,
    Leader: lambda side: side.registers.leader.pk,
    Document: lambda side: side.document.pk,
    EditorialRecord: lambda side: side.record.pk,
    Event: lambda side: side.event.pk,
    Group: lambda side: 1,  # the house has groups of Wagtail's that say nothing
    Image: lambda side: side.image.pk,
    Media: lambda side: side.media.pk,
    MistakeReport: lambda side: side.report.pk,
    Portal: lambda side: side.living.portal.pk,
    RoleAssignment: lambda side: side.role.pk,
    SecurityEntry: lambda side: side.entry.pk,
    Topic: lambda side: Topic.objects.get().pk,
    Unit: lambda side: side.unit.pk,
    get_user_model(): lambda side: side.person.pk,
}

# What is live and what is not yet; the editor is asked for every kind.
EVERY_PAGE = ("news", "draft", "sketch")
# By the name of the argument, wherever it stands.
NAMES: dict[str, Callable[[Side], list[Any]]] = {
    "page_id": lambda side: [side.pages[kind].pk for kind in EVERY_PAGE],
    "parent_page_id": lambda side: [
        side.pages[kind].pk for kind in ("folder", "section")
    ],
    "page_to_move_id": lambda side: [side.pages["draft"].pk, side.section.pk],
    "destination_id": lambda side: [side.section.pk],
    "collection_id": lambda side: [side.shelf.pk],
    "image_id": lambda side: [side.image.pk, side.spare.pk],
    "document_id": lambda side: [side.document.pk],
    "doc_id": lambda side: [side.document.pk],
    "media_id": lambda side: [side.media.pk],
    "uploaded_file_id": lambda side: [side.upload.pk],
    "media_type": lambda side: ["video"],
    "filter_spec": lambda side: ["max-165x165"],
    "provider_id": lambda side: ["so-noi-vu"],
    "code": lambda side: [side.record.code],
    "slug": lambda side: ["di-san"],
    "kind": lambda side: ["atom"],
    "language": lambda side: ["en"],
    "number": lambda side: [1],
    "unit": lambda side: [side.unit.pk],
    "case": lambda side: [side.desk.case.pk, side.case.pk],
    "receipt": lambda side: [side.report.receipt],
    "path": lambda side: [
        asset.file.name
        for asset in (side.document, side.secret, side.image, side.media)
    ],
}

NEWS_TYPE = {"content_type_app_name": "news", "content_type_model_name": "newspage"}
TYPES = (("news", "newspage"), ("pages", "standardpage"), ("pages", "sectionpage"))
BULK = {
    ("wagtailcore", "page"): ("delete", "move", "publish", "unpublish"),
    ("media_library", "image"): ("delete", "add_tags", "add_to_collection"),
    ("media_library", "document"): ("delete", "add_tags", "add_to_collection"),
    ("users", "user"): ("delete", "set_active_state", "assign_role"),
}
API_ACTIONS = (
    *("convert_alias", "copy", "delete", "publish", "unpublish", "move"),
    *("copy_for_translation", "create_alias", "revert_to_page_revision"),
)


def _of_types(**names: str) -> Cases:
    app, model = names["app"], names["model"]
    return lambda side: [{app: label, model: name} for label, name in TYPES]


def _revisions(side: Side) -> list[Case]:
    return [
        {"page_id": side.news.pk, "revision_id": revision.pk}
        for revision in side.revisions()
    ]


def _comparisons(side: Side) -> list[Case]:
    first, *_between, last = (revision.pk for revision in side.revisions())
    pairs = ((first, last), ("earliest", "latest"), ("live", last))
    return [
        {"pk": side.news.pk, "revision_id_a": old, "revision_id_b": new}
        for old, new in pairs
    ]


def _route_of(side: Side) -> WorkflowState:
    return WorkflowState.objects.for_instance(side.pages["routed"])[0]


def _step_of(side: Side) -> TaskState:
    step: TaskState = TaskState.objects.get(workflow_state=_route_of(side))
    return step


def _acts(side: Side) -> list[Case]:
    step = {"page_id": side.pages["routed"].pk, "task_state_id": _step_of(side).pk}
    return [{**step, "action_name": name} for name in ("approve", "reject")]


def _states(side: Side) -> list[Case]:
    page = side.pages["routed"]
    return [{"page_id": page.pk, "workflow_state_id": _route_of(side).pk}]


def _bulk(side: Side) -> list[Case]:
    return [
        {"app_label": app, "model_name": model, "action": action}
        for (app, model), actions in BULK.items()
        for action in actions
    ]


def _api_acts(side: Side) -> list[Case]:
    about = {"convert_alias": ("alias",)}
    return [
        {"pk": side.pages[kind].pk, "action_name": name}
        for name in API_ACTIONS
        for kind in about.get(name, ("news", "sketch"))
    ]


def _pages(*kinds: str, name: str = "pk") -> Cases:
    return lambda side: [{name: side.pages[kind].pk} for kind in kinds]


def _one(name: str, value: Callable[[Side], Any]) -> Cases:
    return lambda side: [{name: value(side)}]


def _workflow(side: Side) -> Any:
    return _route_of(side).workflow_id


def _task(side: Side) -> Any:
    return _step_of(side).task_id


def _colleague_in_unit(side: Side) -> list[Case]:
    return [{"pk": side.staff.colleague.pk, "unit": side.unit.pk}]


def _sitting(side: Side) -> list[Case]:
    session = side.editing
    label = {"app_label": "news", "model_name": "newspage"}
    return [{**label, "object_id": side.news.pk, "session_id": session.pk}]


def _restriction(side: Side) -> list[Case]:
    restriction = PageViewRestriction.objects.get(page=side.pages["private"])
    page = side.pages["private"]
    return [{"page_view_restriction_id": restriction.pk, "page_id": page.pk}]


def _addresses(side: Side) -> list[Case]:
    root = side.living.home.url_path
    kinds = (
        *("home", "section", "news", "standard", "special", "occasion", "alias"),
        *("draft", "scheduled", "routed", "locked", "private"),
    )
    return [{"_0": side.pages[kind].url_path.removeprefix(root)} for kind in kinds]


CHOSEN = {
    "wagtailimages_chooser": lambda side: side.image.pk,
    "wagtaildocs_chooser": lambda side: side.document.pk,
    "event_chooser": lambda side: side.event.pk,
    "person_chooser": lambda side: side.person.pk,
}
STEPS = ("unit", "address", "look", "owner", "people")
API = {"pages": ("news", "draft", "sketch", "private", "folder")}

# By the whole name of the address.
ADDRESSES: dict[str, Cases] = {
    "wagtailadmin_pages:add": lambda side: [
        {**NEWS_TYPE, "parent_page_id": side.section.pk}
    ],
    "wagtailadmin_pages:preview_on_add": lambda side: [
        {**NEWS_TYPE, "parent_page_id": side.section.pk}
    ],
    "wagtailadmin_pages:type_use": _of_types(
        app="content_type_app_name", model="content_type_model_name"
    ),
    "wagtailadmin_pages:type_use_results": _of_types(
        app="content_type_app_name", model="content_type_model_name"
    ),
    "wagtailadmin_pages:choose_parent": _of_types(app="app_label", model="model_name"),
    "wagtailadmin_pages:edit": _pages(
        *EVERY_PAGE, "private", "alias", "section", "folder", "occasion", name="page_id"
    ),
    "wagtailadmin_pages:unlock": _pages("locked", name="page_id"),
    "wagtailadmin_pages:convert_alias": _pages("alias", name="page_id"),
    "tenancy:page_version": _revisions,
    "wagtailadmin_pages:revisions_revert": _revisions,
    "wagtailadmin_pages:revisions_unschedule": lambda side: [
        {"page_id": page.pk, "revision_id": side.revisions(page)[-1].pk}
        for page in [side.pages["scheduled"]]
    ],
    "tenancy:page_comparison": _comparisons,
    "wagtailadmin_pages:workflow_action": _acts,
    "wagtailadmin_pages:collect_workflow_action_data": _acts,
    "wagtailadmin_pages:workflow_preview": lambda side: [
        {"page_id": side.pages["routed"].pk, "task_id": _task(side)}
    ],
    "wagtailadmin_pages:workflow_history_detail": _states,
    "wagtailadmin_api:pages:detail": _pages(*API["pages"]),
    "wagtailadmin_api:pages:action": _api_acts,
    "wagtailadmin_api:images:detail": _one("pk", lambda side: side.image.pk),
    "wagtailadmin_api:documents:detail": _one("pk", lambda side: side.document.pk),
    "portal_api:pages:detail": _pages(*API["pages"]),
    "wagtail_bulk_action": _bulk,
    "wagtailadmin_tag_model_autocomplete": lambda side: [
        {"app_name": "taggit", "model_name": "tag"}
    ],
    "tenancy:tags_of_model": lambda side: [{"app_name": "taggit", "model_name": "tag"}],
    "wagtailadmin_collections:edit": _one("pk", lambda side: side.shelf.pk),
    "wagtailadmin_collections:delete": _one("pk", lambda side: side.shelf.pk),
    "wagtailadmin_editing_sessions:ping": _sitting,
    "wagtailadmin_editing_sessions:release": _one(
        "session_id", lambda side: side.editing.pk
    ),
    "wagtailimages:preview": lambda side: [
        {"image_id": side.image.pk, "filter_spec": "max-165x165"}
    ],
    "wagtaildocs_serve": lambda side: [
        {"_0": asset.pk, "_1": asset.filename} for asset in (side.document, side.secret)
    ],
    "private_file": lambda side: [
        dict(zip(("asset", "name"), file.url.split("/")[-2:], strict=True))
        for file in side.vault.files()
    ],
    "wagtaildocs_authenticate_with_password": _one(
        "restriction_id", lambda side: side.shelf.view_restrictions.get().pk
    ),
    "wagtailcore_authenticate_with_password": _restriction,
    "wagtail_serve": _addresses,
    **{f"{space}:chosen": _one("pk", value) for space, value in CHOSEN.items()},
    "wagtailadmin_workflows:add_task": lambda side: [
        {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    ],
    **{
        f"wagtailadmin_workflows:{name}": _one("pk", _workflow)
        for name in ("enable", "disable", "edit", "usage", "usage_results")
    },
    **{
        f"wagtailadmin_workflows:{name}": _one("pk", _task)
        for name in ("edit_task", "disable_task", "enable_task")
    },
    "wagtailadmin_workflows:task_chosen": _one("task_id", _task),
    "wagtailadmin_workflows:remove": lambda side: [
        {"page_pk": side.pages["routed"].pk, "workflow_pk": _workflow(side)}
    ],
    "wagtailadmin_password_reset_confirm": lambda side: [
        {"uidb64": "Nw", "token": "c-x"}
    ],
    "account_end_session": _one("pk", lambda side: side.staff.sitting.pk),
    "mfa_remove_webauthn": _one("pk", lambda side: side.staff.passkey.pk),
    "mfa_edit_webauthn": _one("pk", lambda side: side.staff.passkey.pk),
    "members_accept": _one("token", lambda side: "nobody-signed-this"),
    "members:person": _one("pk", lambda side: side.staff.colleague.pk),
    **{f"members:{name}": _colleague_in_unit for name in ("grant", "suspend")},
    **{
        f"members:{name}": _one("pk", lambda side: side.staff.role.pk)
        for name in ("change", "end", "delegate", "share")
    },
    "agenda:day": _one("day", lambda side: side.remembered.planned.due_on.isoformat()),
    "agenda:move_planned": _one("pk", lambda side: side.remembered.planned.pk),
    "agenda:move_release": _one("pk", lambda side: side.remembered.release.pk),
    "proposals:detail": _one("pk", lambda side: side.proposal.pk),
    "outside:revoke": _one("pk", lambda side: side.desk.asked.pk),
    "outside_review": _one("token", lambda side: "nobody-signed-this"),
    "outside_reading": _one("token", lambda side: "nobody-signed-this"),
    "bundles:dissolve": _one("pk", lambda side: side.desk.bundle.pk),
    "openings:check": _one("pk", lambda side: side.staff.opening.pk),
    "openings:record": _one("pk", lambda side: side.staff.opened.pk),
    "openings:step": lambda side: [
        {"pk": side.staff.opening.pk, "step": step} for step in STEPS
    ],
    "intake:sent": _one("pk", lambda side: side.sending.pk),
    "intake:file": _one("pk", lambda side: side.sending.pk),
    "members:lift": _one("pk", lambda side: side.staff.duty.pk),
    "members:restore": _one("pk", lambda side: side.staff.suspension.pk),
    "members:minutes": _one("pk", lambda side: side.staff.minutes.pk),
    "members:invite_again": _one("pk", lambda side: side.staff.invitation.pk),
    "members:withdraw": _one("pk", lambda side: side.staff.invitation.pk),
    "quality:live_new": lambda side: [
        {
            "app_label": "news",
            "model_name": "newspage",
            "parent_page_id": side.section.pk,
        }
    ],
    "quality:explain": lambda side: [
        {"page_id": side.pages[kind].pk, "rule": "source_official"}
        for kind in EVERY_PAGE
    ],
    "alerts:detail": _one("pk", lambda side: side.warned.alert.pk),
    "alerts:send": _one("pk", lambda side: side.warned.template.pk),
    "takedown:file": lambda side: [{"pk": side.after.stop.pk, "place": 0}],
    "directives:finish": _one("pk", lambda side: side.after.task.pk),
    "addresses:report": _one("pk", lambda side: side.former.sent.pk),
    "addresses:bad": _one("pk", lambda side: side.former.sent.pk),
    "addresses:release": _one("pk", lambda side: side.former.retired.pk),
    "routes:route": _one("pk", lambda side: side.drawn.route.pk),
    "routes:draft": _one("pk", lambda side: side.drawn.draft.pk),
    "account_reset_password_from_key": lambda side: [{"uidb36": "7", "key": "c-x"}],
}


def cases(surface: Surface, side: Side) -> list[Case]:
    """Return the arguments of an address when it is asked about one side's things."""
    if surface.name in ADDRESSES:
        return list(ADDRESSES[surface.name](side))
    found = {name: _values(surface, name, side) for name in surface.arguments}
    return list(combinations(surface, found))


def _values(surface: Surface, name: str, side: Side) -> list[Any]:
    if name in NAMES:
        return NAMES[name](side)
    if name == "pk" and surface.model in MODELS:
        return [MODELS[surface.model](side)]
    raise UndescribedError(
        f"“{surface.name}” ({surface.template}): say in tests/tenancy/arguments.py"
        f" what “{name}” is"
    )
