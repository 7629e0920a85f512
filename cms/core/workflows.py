"""Where pages learn how they are approved: the desk above answers (ADR 0043).

``BasePage`` asks here, because it lies below whoever knows routes.
"""

from typing import Any, Protocol

from django.contrib.auth.models import AbstractUser


class Desk(Protocol):
    """What pages and their forms ask."""

    def workflow_of(self, page: Any) -> Any:
        """Return the Wagtail workflow of the route that covers a page, or None."""

    def faults_of(self, page: Any, user: AbstractUser) -> list[str]:
        """Return in words what keeps a page from being submitted by a person."""


_desk: list[Desk] = []


def register_desk(desk: Desk) -> None:
    if _desk:
        raise RuntimeError("there is one desk")
    _desk.append(desk)


def workflow_of(page: Any) -> Any:
    return _desk[0].workflow_of(page) if _desk else None


def faults_of(page: Any, user: AbstractUser) -> list[str]:
    return _desk[0].faults_of(page, user) if _desk else []
