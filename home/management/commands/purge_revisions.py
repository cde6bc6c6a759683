from typing import Any

from django.core.management import CommandError
from wagtail.management.commands.purge_revisions import Command as WagtailPurgeRevisions


class Command(WagtailPurgeRevisions):
    help = "Doet hier niets: bewaarde concepten tonen wie wat schreef, en blijven."

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            "Bewaarde concepten worden niet verwijderd: zij tonen wie welke woorden schreef. Daarop rust dat niemand "
            "zijn eigen tekst goedkeurt. Er is niets gewist."
        )
