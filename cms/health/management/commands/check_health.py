"""Ask how it stands with hostnames and links, and tell whoever has to act."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.health.running import BusyError, check_health, configured
from cms.health.states import Kind, State
from sites.models import Portal, PortalHostname


class Command(BaseCommand):
    help = (
        "Asks name servers, certificates, registries and linked sites how they stand, "
        "each once a day, and writes to those who have to act. Run it every day; a "
        "second run goes on where the first was broken off."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--portal", help="only this portal: a hostname or unit code"
        )
        parser.add_argument(
            "--only", help=f"only these, by commas: {', '.join(Kind.values)}"
        )
        parser.add_argument(
            "--again", action="store_true", help="also what was asked today already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        run = configured(
            kinds=_kinds(options["only"]),
            portal_id=_portal(options["portal"]),
            again=options["again"],
        )
        try:
            summary = check_health(run)
        except BusyError as fault:
            raise CommandError("Another check is on its way.") from fault
        told = [
            f"{summary.states[state]} {state}"
            for state in State
            if state in summary.states
        ]
        self.stdout.write(f"Pages read: {summary.pages}")
        self.stdout.write(f"Asked: {summary.asked} ({', '.join(told) or 'nothing'})")
        self.stdout.write(f"Letters sent: {summary.letters}")


def _kinds(typed: str | None) -> tuple[Kind, ...]:
    if typed is None:
        return tuple(Kind)
    wanted = [word.strip() for word in typed.split(",") if word.strip()]
    strange = [word for word in wanted if word not in Kind.values]
    if strange or not wanted:
        known = ", ".join(Kind.values)
        raise CommandError(f"--only knows {known}; not “{', '.join(strange)}”.")
    return tuple(Kind(word) for word in wanted)


def _portal(typed: str | None) -> int | None:
    if typed is None:
        return None
    key = PortalHostname.objects.portal_at(typed)
    found = (
        key
        or Portal.objects.filter(unit__code=typed).values_list("pk", flat=True).first()
    )
    if found is None:
        raise CommandError(f"There is no portal “{typed}”.")
    return int(found)
