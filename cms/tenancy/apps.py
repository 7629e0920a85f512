from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenancyConfig(AppConfig):
    """The last of all apps: its policies take the place of those of Wagtail's apps."""

    name = "cms.tenancy"
    label = "tenancy"
    verbose_name = _("Walls between units")

    def ready(self) -> None:
        from cms.tenancy import policies

        policies.register()
