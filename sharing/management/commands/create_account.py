from argparse import ArgumentTypeError
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from sharing.access.accounts import change_account, make_account
from sharing.access.mail import password_link
from sharing.core.actor import system_user
from sharing.core.commands import RegisterCommand
from sharing.roles import ACCOUNTS, roles


def role(text: str) -> str:
    """An argument that names a role, by its own name or that of its sample account; otherwise wrong usage."""
    known = {name.casefold(): name for name in roles()} | ACCOUNTS
    found = known.get(text.strip().casefold())
    if found is None:
        raise ArgumentTypeError(f"rol “{text}” is onbekend; kies uit {', '.join(roles())}.")
    return found


class Command(RegisterCommand):
    help = (
        "Maakt een account in een rol en toont een link om een wachtwoord te kiezen. De opdrachtregel is de beheerder "
        "van de server: dit gebeurt meteen, en staat zo in de historie."
    )

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", metavar="NAAM", help="Gebruikersnaam; die verandert daarna niet meer.")
        parser.add_argument(
            "--role", required=True, type=role, metavar="ROL", help=f"Een van: {', '.join(roles())}."
        )
        parser.add_argument("--email", required=True, metavar="ADRES", help="E-mailadres van deze persoon.")
        parser.add_argument(
            "--first-name", default="", metavar="VOORNAAM", help="Zo staat iemand in de historie."
        )
        parser.add_argument("--last-name", default="", metavar="ACHTERNAAM", help="Idem.")

    def perform(  # type: ignore[override]  # each command has options of its own
        self, *, name: str, role: str, email: str, first_name: str, last_name: str, **options: Any
    ) -> dict[str, Any]:
        by, reason = system_user(), "Opdrachtregel: create_account"
        with transaction.atomic():
            user = make_account(
                username=name, email=email, first_name=first_name, last_name=last_name, by=by, reason=reason
            )
            change_account(user, roles=[Group.objects.get(name=role)], by=by, reason=reason)
        link = password_link(user)
        self.say(f"Account “{user}” is gemaakt in de rol {role}. Kies hier een wachtwoord:\n{link}")
        return {"name": user.get_username(), "role": role, "email": user.email, "link": link}
