"""What becomes of routes when units change: they go with their portal."""

from cms.core.lifecycle import follows, stays


def register() -> None:
    follows("routes.Route.portal")
    stays("routes.StepParty.unit")  # a version stays as it was decided
