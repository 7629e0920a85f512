"""The forms content takes (CT-01 to CT-05) and where it comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentForm(models.TextChoices):
    NEWS = "tin", _("News")
    FEATURE = "phan_anh", _("Feature")
    REPORT = "tuong_thuat", _("Report from an event")
    ROUND_UP = "tong_hop", _("Round-up")
    PHOTO_REPORT = "phong_su_anh", _("Photo report")
    VIDEO = "video", _("Video or clip")
    GRAPHICS = "do_hoa", _("Graphics")
    REBUTTAL = "phan_bac", _("Rebuttal and clarification")


class Origin(models.TextChoices):
    """NĐ 147/2024: what was first published elsewhere names source and time."""

    OWN = "own", _("The unit's own")
    REPUBLISHED = "republished", _("Re-published")
