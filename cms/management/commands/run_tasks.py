import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from cms.running.jobs import stop_on_signals
from cms.running.tasks import do_all, work_until
from sharing.public import settle


class Command(BaseCommand):
    help = (
        "Maakt in de achtergrond wat te lang duurt om op te wachten (exports van de verstrekkingen) en blijft draaien "
        "tot Ctrl-C. bin/start doet dit al; in productie is het een eigen dienst (docs/operations.md). Er mogen er "
        "meer tegelijk draaien, ook op meer machines."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="doe wat er nu te doen is en stop, voor cron of een timer"
        )

    def handle(self, **options: Any) -> None:
        if options["once"]:
            do_all()
            return
        stopped = threading.Event()
        stop_on_signals(stopped)
        settle()
        work_until(stopped)
