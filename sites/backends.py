"""Django's permissions, answered from the roles a person holds now."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from sites.reach import reach_of


class RoleBackend(ModelBackend):
    """Knows passwords as Django does, and rights only from role assignments.

    Groups and permissions given to a person by hand say nothing here (T5).
    """

    def get_user(self, user_id: Any) -> Any:
        """Return the person with their profile, which every screen of Wagtail's asks for."""
        people = get_user_model()._default_manager.select_related("wagtail_userprofile")
        person = people.filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return self.get_all_permissions(user_obj, obj)

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set() if obj is not None else set(reach_of(user_obj).permissions)
