import dataclasses
from typing import Any

from sharing.core.commands import RegisterCommand
from sharing.log.worded import take_words


class Command(RegisterCommand):
    help = (
        "Maakt de omschrijvingen van nieuwe verstrekkingen snel doorzoekbaar. `run_jobs` doet dit elke minuut. Wat nog "
        "niet aan de beurt was, wordt ook gevonden; zoeken duurt dan langer. Na een grote invoer of een nieuwe versie "
        "van Verantwoord kunt u het zelf meteen laten doen."
    )

    def perform(self, **options: Any) -> dict[str, Any]:
        done = take_words(longest=float("inf"))
        if done.seen:
            self.say(f"Bekeken verstrekkingen: {done.seen}.")
        if done.waits:
            self.say(
                "Er wordt nu iets vastgelegd of gewijzigd; de rest volgt vanzelf, binnen enkele minuten."
            )
        return dataclasses.asdict(done)
