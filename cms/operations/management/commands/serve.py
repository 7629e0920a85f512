"""``manage.py serve``: prepare the house and run everything the product has."""

import asyncio
import errno
import os
import sys
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, connections
from django.utils.translation import gettext as _

from cms.operations import first_start
from cms.operations.ports import bind_fault
from cms.operations.running import keep_open
from cms.operations.server import Address, capacity_for, server_command
from cms.operations.supervisor import GaveUpError, Worker
from cms.operations.welcome import account_lines, portal_lines, welcome
from sites.services import follow_port

WORK = (sys.executable, str(settings.BASE_DIR / "manage.py"), "work")
FAILED, PORT_TAKEN, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    help = "Prepare the house and run everything the product has, until Ctrl+C."
    requires_system_checks: list[str] = []  # they run in their turn, with a line

    def handle(self, *args: Any, **options: Any) -> None:
        address = Address(os.environ.get("HOST") or "127.0.0.1", settings.PORT)
        try:
            self._refuse_taken_port(address)
            self._prepare()
            self._run(address)
        except KeyboardInterrupt:
            self._end(_("Stopped."), INTERRUPTED)
        except OperationalError as fault:
            reason = {"reason": str(fault).strip()}
            self._end(_("The database does not answer: %(reason)s") % reason, FAILED)
        except GaveUpError as fault:
            self._end(self._why_given_up(fault), FAILED)

    def _refuse_taken_port(self, address: Address) -> None:
        fault = bind_fault(address.host, address.port)
        if fault is None:
            return
        if fault.errno == errno.EADDRINUSE:
            message = _(
                "Port %(port)s is in use by another program. Stop that program or "
                "choose another port, for example: make run PORT=%(other)s"
            )
        else:
            message = _("Can't listen on %(host)s, port %(port)s: %(reason)s")
        facts = {
            "host": address.host,
            "port": address.port,
            "other": address.port + 100,
            "reason": fault.strerror,
        }
        self._end(message % facts, PORT_TAKEN)

    def _prepare(self) -> None:
        self._say(_("Checking the installation"))
        self.check()
        if number := first_start.migrations_to_apply():
            steps = {"number": number}
            self._say(_("Preparing the database (%(number)s steps)") % steps)
            first_start.migrate()
        first_start.make_cache_table()
        follow_port(port=settings.PORTAL_SCHEME_PORT)
        if first_start.demo_is_wanted():
            self._say(_("Loading the demonstration (only this once)"))
            first_start.load_demo()
        if first_start.demo_is_loaded():
            first_start.refresh_demo()

    def _run(self, address: Address) -> None:
        self._say(_("Starting the web server"))
        portals, accounts = portal_lines(), account_lines()
        command = server_command(
            settings.WSGI_APPLICATION, address, capacity_for(connection.vendor)
        )
        server = Worker(_("web server"), command)
        working = Worker(_("work in the background"), WORK)
        connections.close_all()

        def greet(taken: list[int]) -> None:
            for line in welcome(portals, accounts, taken):
                self._say(line)

        asyncio.run(
            keep_open(
                address=address,
                house=(settings.HOUSE_HOSTS or [address.nearby])[0],
                workers=(server, working),
                folder=settings.BASE_DIR,
                ports=[line.port for line in portals if line.port],
                on_open=greet,
                on_restart=self._tell_restart,
            )
        )
        self._say(_("Stopped."))

    def _tell_restart(self, worker: Worker, status: int) -> None:
        facts = {"worker": worker.name, "status": status}
        text = _("The %(worker)s ended (status %(status)s) and is started again.")
        self.stderr.write(text % facts)

    def _why_given_up(self, fault: GaveUpError) -> str:
        facts = {"worker": fault.worker.name, "status": fault.status}
        return (
            _(
                "The %(worker)s ended again and again (status %(status)s), so the house "
                "is closed. The lines above say why."
            )
            % facts
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _end(self, message: str, status: int) -> NoReturn:
        self.stderr.write(message)
        sys.exit(status)
