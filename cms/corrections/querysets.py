"""Questions about reported mistakes."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class MistakeReportQuerySet(models.QuerySet):
    def unfinished(self) -> Self:
        """Return the reports that nobody has decided yet."""
        return self.filter(closed_at__isnull=True)

    def of_portal(self, portal_id: int) -> Self:
        return self.filter(portal=portal_id)

    def received_since(self, moment: datetime) -> Self:
        return self.filter(received_at__gte=moment)

    def closed_before(self, moment: datetime) -> Self:
        return self.filter(closed_at__lt=moment)

    def naming_somebody(self) -> Self:
        """Return the reports that hold anything of the person who sent them."""
        nobody = Q(reporter_name="", reporter_email="", reporter_phone="")
        return self.exclude(nobody)
