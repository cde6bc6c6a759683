import dataclasses
import json
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from sharing.core.commands import RegisterCommand, day_argument
from sharing.core.dutch import day_in_words, enumerated
from sharing.core.periods import amsterdam_day
from sharing.reminders.operations import Sent, send_reminders
from sharing.reminders.queries import uncertain_mails


class Command(RegisterCommand):
    help = (
        "Mailt beheerders over overeenkomsten die aflopen of opgezegd moeten worden en doorgiften waarvan de grond "
        "eindigt: 90, 30 en 7 dagen voor de laatste dag waarop zij iets kunnen doen, en als het te laat is. Alleen op "
        "werkdagen, één bericht per persoon per dag, en nooit twee keer over hetzelfde. Wat door een storing niet is "
        "verstuurd, gaat met de volgende keer mee. `run_jobs` doet dit elke dag vanaf 8 uur."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--today",
            type=day_argument,
            metavar="JJJJ-MM-DD",
            help="De dag waarop gerekend wordt; zonder dit vandaag.",
        )

    def perform(self, *, today: date | None, **options: Any) -> dict[str, Any]:  # type: ignore[override]  # own options
        now = timezone.now()
        day = today or amsterdam_day(now)
        done = send_reminders(today=day, at=now)
        outcome = {"today": day.isoformat(), **dataclasses.asdict(done)}
        for line in self.lines(done, day):
            self.say(line)
        for mail in uncertain_mails(at=now).select_related("person"):
            self.say(
                f"Of het bericht van {day_in_words(mail.day)} aan {mail.person.get_username()} is aangekomen, is niet "
                "bekend; het wordt niet herhaald. Wat erin stond, staat op de startpagina van die persoon."
            )
        if done.server_away:
            if options["json"]:
                self.stdout.write(json.dumps(outcome | {"ok": False}, ensure_ascii=False))
            raise CommandError(
                "De mailserver is niet bereikbaar. Wie nog geen herinnering kreeg, krijgt haar bij een volgende "
                "poging. Controleer EMAIL_URL.",
                returncode=1,
            )
        return outcome

    def lines(self, done: Sent, day: date) -> list[str]:
        """What was done, in sentences."""
        if not done.working_day:
            return [f"{day_in_words(day)} is geen werkdag; er is niets verstuurd."]
        said = [f"{done.mails} berichten verstuurd, over {done.reminders} punten."]
        if done.without_address:
            said.append(f"Zonder e-mailadres, en dus niet gemaild: {enumerated(done.without_address)}.")
        if done.uncertain:
            said.append(f"Niet bekend of het is aangekomen: {enumerated(done.uncertain)}.")
        said += [
            f"Geweigerd door de mailserver ({why}): {name}." for name, why in sorted(done.refused.items())
        ]
        return said
