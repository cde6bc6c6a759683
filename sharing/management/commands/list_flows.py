import dataclasses
from typing import Any

from sharing.core.commands import RegisterCommand
from sharing.log.known import list_flows


class Command(RegisterCommand):
    help = (
        "Houdt bij welke stromen van gegevens er in de verstrekkingen staan, zodat filteren snel gaat. `run_jobs` doet "
        "dit elke minuut. Wat er nog niet bij staat, wordt ook gevonden; filteren duurt dan langer. Na een grote "
        "invoer of een nieuwe versie van Verantwoord kunt u het zelf meteen laten doen."
    )

    def perform(self, **options: Any) -> dict[str, Any]:
        done = list_flows()
        if done.waits:
            self.say(
                "Er wordt nu iets vastgelegd of bijgehouden; de rest volgt vanzelf, binnen enkele minuten."
            )
        elif done.flows is None:
            self.say("Er zijn te veel verschillende stromen om bij te houden; filteren duurt langer.")
        return dataclasses.asdict(done)
