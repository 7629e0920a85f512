"""Roles of people: given, changed, ended, delegated, shared out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from cms.core.models import Duty, DutyKind
from cms.members.forms import (
    DelegateForm,
    DutyForm,
    GrantForm,
    RoleForm,
    end_of,
    role_choices,
    start_of,
)
from cms.members.permissions import grantable, may_end, may_lend, units_run_by
from cms.members.selectors import colleagues_of
from cms.members.services.duties import assign_duty, lift_duty
from cms.members.services.roles import (
    change_role,
    delegate_role,
    give_role,
    take_role,
)
from cms.members.sharing import kinds_for, sections_in
from cms.members.views.actions import ActionView, Crumb, PersonAction, RoleAction
from cms.users.models import User
from sites.models import Capability, RoleAssignment, Unit
from sites.naming import capability_name, role_names


def choices_for(viewer: User, unit: Unit, *, besides: str = "") -> list[Any]:
    names = role_names([unit.pk])
    return role_choices(
        (one for one in grantable(viewer, unit) if one != besides), names, unit.pk
    )


class GrantView(PersonAction):
    form_class = GrantForm
    title = gettext_lazy("Give a role")
    submit = gettext_lazy("Give the role")
    done = gettext_lazy("The role has been given.")

    def intro(self) -> str:
        return _("%(person)s, in %(unit)s.") % {
            "person": self.person,
            "unit": self.unit.name,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        roles = choices_for(self.viewer, self.unit)
        return {**super().get_form_kwargs(), "roles": roles}

    def act(self, form: GrantForm) -> None:
        give_role(
            actor=self.viewer,
            person=self.person,
            unit=self.unit,
            capability=Capability(form.cleaned_data["capability"]),
            until=form.cleaned_data["until"],
            grounds=form.cleaned_data["grounds"],
        )


class ChangeView(RoleAction):
    form_class = RoleForm
    title = gettext_lazy("Change the role")
    submit = gettext_lazy("Change the role")
    done = gettext_lazy("The role has been changed.")

    def intro(self) -> str:
        return _(
            "%(person)s is “%(role)s” in %(unit)s. That ends now, and the new role "
            "begins. Duties are shared out anew."
        ) % {
            "person": self.person,
            "role": capability_name(self.unit.pk, self.role.capability),
            "unit": self.unit.name,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        roles = choices_for(self.viewer, self.unit, besides=self.role.capability)
        return {**super().get_form_kwargs(), "roles": roles}

    def act(self, form: RoleForm) -> None:
        change_role(
            actor=self.viewer,
            role=self.role,
            capability=Capability(form.cleaned_data["capability"]),
            grounds=form.cleaned_data["grounds"],
        )


class OwnOrRunView(ActionView):
    """About a role that the viewer holds, has lent, or runs; others don't exist."""

    def find(self, **kwargs: Any) -> None:
        roles = RoleAssignment.objects.select_related("user", "unit")
        mine = roles.filter(user=self.viewer) | roles.filter(delegated_by=self.viewer)
        run = roles.filter(unit__in=units_run_by(self.viewer))
        self.role = get_object_or_404((mine | run).distinct(), pk=kwargs["pk"])
        self.person: User = self.role.user
        self.is_run = units_run_by(self.viewer).filter(pk=self.role.unit_id).exists()

    def goal(self) -> str:
        if self.is_run:
            return reverse("members:person", args=[self.person.pk])
        return reverse("members:own")

    def crumbs(self) -> list[Crumb]:
        label = str(self.person) if self.is_run else _("My roles")
        return [{"url": self.goal(), "label": label}]

    def named(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "role": capability_name(self.role.unit_id, self.role.capability),
            "unit": self.role.unit.name,
        }


class EndView(OwnOrRunView):
    title = gettext_lazy("End the role")
    submit = gettext_lazy("End the role")
    done = gettext_lazy("The role has ended.")
    is_grave = True

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if not may_end(self.viewer, self.role):
            raise PermissionDenied

    def intro(self) -> str:
        return (
            _(
                "%(person)s is “%(role)s” in %(unit)s no longer, from this moment on. "
                "What was delegated of it ends as well. The role stays in the history."
            )
            % self.named()
        )

    def act(self, form: Any) -> None:
        take_role(actor=self.viewer, role=self.role)


class DelegateView(OwnOrRunView):
    form_class = DelegateForm
    title = gettext_lazy("Delegate the role")
    submit = gettext_lazy("Delegate")
    done = gettext_lazy("The role has been delegated.")

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if not may_lend(self.viewer, self.role):
            raise PermissionDenied

    def intro(self) -> str:
        return (
            _(
                "%(person)s, “%(role)s” in %(unit)s, keeps the role. A colleague holds it "
                "as well from the first day to the last, and can't delegate it on."
            )
            % self.named()
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        colleagues = colleagues_of(self.person, self.role.unit)
        return {**super().get_form_kwargs(), "colleagues": colleagues}

    def act(self, form: DelegateForm) -> None:
        facts = form.cleaned_data
        delegate_role(
            actor=self.viewer,
            role=self.role,
            to=facts["to"],
            begins=start_of(facts["first_day"]),
            ends=end_of(facts["last_day"]),
            grounds=facts["grounds"],
        )


class ShareView(RoleAction):
    form_class = DutyForm
    title = gettext_lazy("Share out a duty")
    submit = gettext_lazy("Assign")
    done = gettext_lazy("The duty has been assigned.")

    def intro(self) -> str:
        return _(
            "What %(person)s is charged with as “%(role)s”. A duty gives no rights and "
            "ends with the role."
        ) % {
            "person": self.person,
            "role": capability_name(self.unit.pk, self.role.capability),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "kinds": kinds_for(self.role.capability),
            "sections": sections_in(self.unit),
        }

    def act(self, form: DutyForm) -> None:
        assign_duty(
            actor=self.viewer,
            role=self.role,
            kind=DutyKind(form.cleaned_data["kind"]),
            section=form.cleaned_data["section"],
            topic=form.cleaned_data["topic"],
        )


class LiftView(ActionView):
    title = gettext_lazy("Take the duty away")
    submit = gettext_lazy("Take away")
    done = gettext_lazy("The duty has been taken away.")

    def find(self, **kwargs: Any) -> None:
        self.must_run()
        duties = Duty.objects.with_subjects().select_related(
            "assignment__user", "assignment__unit"
        )
        self.duty = get_object_or_404(
            duties, pk=kwargs["pk"], assignment__unit__in=units_run_by(self.viewer)
        )

    def goal(self) -> str:
        return reverse("members:person", args=[self.duty.assignment.user_id])

    def crumbs(self) -> list[Crumb]:
        return [{"url": self.goal(), "label": str(self.duty.assignment.user)}]

    def intro(self) -> str:
        return str(self.duty)

    def act(self, form: Any) -> None:
        lift_duty(actor=self.viewer, duty=self.duty)
