import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cms.running.jobs import run_due, stop_on_signals, work_until
from sharing.public import settle


class Command(BaseCommand):
    help = (
        "Doet wat vanzelf moet gebeuren (geplande teksten publiceren, elke dag vanaf 8 uur herinneringen mailen) en "
        "blijft draaien tot Ctrl-C. bin/start doet dit al; in productie is het een eigen dienst (docs/operations.md). "
        "Draait het op meer machines, dan werkt er steeds één."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="doe het één keer en stop, voor cron of een timer"
        )

    def handle(self, **options: Any) -> None:
        if options["once"]:
            run_due({}, now=timezone.localtime())
            return
        stopped = threading.Event()
        stop_on_signals(stopped)
        settle()
        work_until(stopped)
