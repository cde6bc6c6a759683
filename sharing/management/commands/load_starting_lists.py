from typing import Any

from sharing.core.actor import system_user
from sharing.core.commands import RegisterCommand
from sharing.grounds.operations import load_starting_lists


class Command(RegisterCommand):
    help = (
        "Laadt de startlijst: wettelijke bepalingen en gronden voor gevoelige gegevens die bijna elke werkgever en elk "
        "re-integratiebedrijf nodig heeft. Elk krijgt de zekerheid “nog te controleren” en zijn bron. Wat er al staat, "
        "wordt niet gewijzigd; wat iemand verwijderde, blijft weg; beide worden genoemd. Herhalen voegt niets toe. "
        "Zonder deze opdracht (of de knop “Startlijst laden”) begint een installatie zonder bepalingen en gronden."
    )

    def perform(self, **options: Any) -> dict[str, Any]:
        loaded = load_starting_lists(by=system_user(), reason="Opdrachtregel: load_starting_lists")
        added = f"{loaded.provisions} bepalingen en {loaded.grounds} gronden"
        self.say(f"Startlijst: {added} toegevoegd, alle nog te controleren.")
        for sentence in loaded.left:
            self.say(sentence)
        return {"provisions": loaded.provisions, "grounds": loaded.grounds, "left": list(loaded.left)}
