from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "cms.quality"
    label = "quality"
    verbose_name = _("Checks of content")
