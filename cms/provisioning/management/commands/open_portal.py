"""``manage.py open_portal SPEC.yaml``: open a portal, or see what that would do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.provisioning.faults import SpecError
from cms.provisioning.parse import parse
from cms.provisioning.services import open_portal
from cms.provisioning.services.drafts import keep_record
from sites.models import Portal


class Command(BaseCommand):
    help = "Open a portal from a specification, or bring it in line with one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("specs", nargs="+", type=Path, metavar="SPEC.yaml")
        parser.add_argument("--dry-run", action="store_true", help="only show the plan")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["specs"]:
            self._open(path, dry_run=options["dry_run"])

    def _open(self, path: Path, *, dry_run: bool) -> None:
        try:
            spec = parse(path.read_text(encoding="utf-8"))
            lines = open_portal(spec=spec, source=path.name, dry_run=dry_run)
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(
                _("%(path)s can't be read: %(fault)s") % {"path": path, "fault": fault}
            ) from fault
        except SpecError as found:
            raise CommandError(_report(path, found)) from found
        except ValidationError as fault:
            raise CommandError(f"{path}: {'; '.join(fault.messages)}") from fault
        if not dry_run:
            portal = Portal.objects.select_related("unit__parent")
            keep_record(portal=portal.get(unit__code=spec.unit.code), source=path.name)
        self._tell(path, spec.unit.name, lines, dry_run=dry_run)

    def _tell(self, path: Path, name: str, lines: list[str], *, dry_run: bool) -> None:
        self.stdout.write(f"{path.name} · {name}")
        for line in lines:
            self.stdout.write(f"  {line}")
        if not lines:
            self.stdout.write(_("  Nothing to change: everything is so already."))
        elif dry_run:
            self.stdout.write(_("  This is the plan; nothing was changed."))


def _report(path: Path, found: SpecError) -> str:
    head = _("%(path)s: %(number)s fault(s), nothing was created.") % {
        "path": path,
        "number": len(found.faults),
    }
    lines = [
        _("line %(line)s, %(place)s: %(message)s")
        % {"line": fault.line, "place": fault.place, "message": fault.message}
        for fault in found.faults
    ]
    return "\n  ".join([head, *lines])
