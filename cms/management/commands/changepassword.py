from typing import Any

from django.core.management import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Bestaat hier niet: niemand kiest het wachtwoord van een ander. Gebruik password_link."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("username", nargs="?", metavar="NAAM")

    def handle(self, *args: Any, username: str | None = None, **options: Any) -> None:
        raise CommandError(
            "Niemand kiest het wachtwoord van een ander. Maak een link waarmee deze persoon zelf kiest: "
            f"bin/manage password_link {username or 'NAAM'}"
        )
