from typing import Any

from sharing.access.mail import password_link
from sharing.core.commands import RegisterCommand, user_named


class Command(RegisterCommand):
    help = "Toont een link waarmee iemand zelf een nieuw wachtwoord kiest; voor als de e-mail niet werkt."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", metavar="NAAM", help="Gebruikersnaam van een actief account.")

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, name: str, **options: Any
    ) -> dict[str, Any]:
        user = user_named(name, flag="NAAM")
        link = password_link(user)
        self.say(f"Met deze link kiest “{user}” een wachtwoord. Hij werkt één keer:\n{link}")
        return {"name": user.get_username(), "link": link}
