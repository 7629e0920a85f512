"""System checks: what would otherwise fail at night, said at the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register()
def environment_is_readable(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.E001: a setting of the environment is missing or malformed."""
    return [
        Error(
            f"{variable} {problem}.",
            hint=f"Set {variable}; docs/reference/settings.md tells its form.",
            id="dinh.E001",
        )
        for variable, problem in settings.SETTINGS_FAULTS
    ]


@register(Tags.security)
def demo_stays_at_home(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.E002: the demonstration's log-in must not exist on a real installation."""
    demo = settings.DEMO_LOGIN or "cms.demo" in settings.INSTALLED_APPS
    if settings.DEMO_ALLOWED or not demo:
        return []
    return [
        Error(
            "The demonstration's log-in is switched on.",
            hint="Unset DEMO_LOGIN and leave cms.demo out of INSTALLED_APPS.",
            id="dinh.E002",
        )
    ]


@register()
def no_swapped_page(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.E003: wagtail-localize doesn't support a swapped page model (ADR 0003)."""
    if getattr(settings, "WAGTAIL_PAGE_MODEL", None) in {None, "wagtailcore.Page"}:
        return []
    return [
        Error(
            "WAGTAIL_PAGE_MODEL is set.",
            hint="Remove it: our base page is abstract, see docs/adr/0003.",
            id="dinh.E003",
        )
    ]


@register(Tags.security, deploy=True)
def house_has_a_host(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """dinh.E004: without a house host nobody can log in."""
    if settings.HOUSE_HOSTS:
        return []
    return [
        Error(
            "HOUSE_HOSTS is empty: no host serves the administration.",
            hint="Set HOUSE_HOSTS to the administration's hostname.",
            id="dinh.E004",
        )
    ]
