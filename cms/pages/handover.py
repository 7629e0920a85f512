"""Sections that a person keeps pass to a colleague, in what is live and in drafts."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from cms.core.belongings import FOLDER, pages_of, title_of
from cms.core.handover import HandoverKind, register_handover
from cms.pages.models import SectionPage
from sites.models import Unit

FIELD = "responsible"


def kept_sections(person: AbstractUser, unit: Unit) -> "QuerySet[SectionPage]":
    """Return the unit's sections that name the person, live or in the newest draft."""
    sections: QuerySet[Any] = SectionPage.objects.filter(pk__in=pages_of(unit))
    named: QuerySet[SectionPage] = sections.filter(
        Q(responsible=person.pk)
        | Q(**{f"latest_revision__content__{FIELD}": person.pk})
    )
    return named


def unclaimed_sections() -> "QuerySet[SectionPage]":
    """Return the live sections that name the holder of a role."""
    sections: QuerySet[SectionPage] = SectionPage.objects.filter(
        responsible=OuterRef("user"), path__startswith=FOLDER
    )
    return sections


def pass_on_sections(sections: "QuerySet[SectionPage]", person: AbstractUser) -> None:
    """Name the colleague, also in the revisions that may still be published.

    Otherwise the next publication would bring back who left.
    """
    keys = list(sections.values_list("pk", flat=True))
    to_come = Revision.objects.page_revisions().filter(
        object_id__in=map(str, keys)
    ) & Revision.objects.filter(
        Q(approved_go_live_at__isnull=False)
        | Q(pk__in=sections.values("latest_revision"))
    )
    for revision in to_come:
        revision.content[FIELD] = person.pk
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
    SectionPage.objects.filter(pk__in=keys).update(responsible=person.pk)


def register() -> None:
    """Join the list of what passes on; called once when apps are ready."""
    register_handover(
        HandoverKind(
            "sections",
            _("Sections in charge of"),
            "pages.SectionPage.responsible",
            held=kept_sections,
            pass_on=pass_on_sections,
            title=title_of,
            unclaimed=unclaimed_sections,
        )
    )
