"""Counters that tell every process when what it remembers has changed."""

from django.db import models


class Stamp(models.Model):
    """A counter under a name; ``sites.stamps`` reads and raises it."""

    name = models.CharField(max_length=64, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
