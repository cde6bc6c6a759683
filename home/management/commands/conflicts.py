"""Report where a text of the statement and the register disagree."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.conflicts.queries import Conflict, conflicts_of_page, conflicts_of_version, day_to_compare
from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.versions.models import StatementVersion
from home.versions.queries import version_in_force
from sharing import public


class Command(public.RegisterCommand):
    help = (
        "Toont waar de privacyverklaring en het register van elkaar verschillen: wat de tekst belooft, wat er in "
        "het register staat, en waar u beide vindt. Zonder keuze gaat het om de versie die nu van kracht is. De "
        "uitkomst is 0, met of zonder verschillen, 1 als die versie of dat concept er niet is en 2 bij verkeerd "
        "gebruik."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version would tell the version of Django.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--version", metavar="N", type=int, dest="number", help="Het nummer van een gepubliceerde versie."
        )
        which.add_argument("--draft", action="store_true", help="Het concept waaraan nu wordt gewerkt.")
        super().add_arguments(parser)

    def perform(self, **options: Any) -> dict[str, Any]:
        number, found = self._draft() if options["draft"] else self._version(options["number"])
        if not found:
            self.say(_("Geen verschillen: wat de tekst belooft, staat zo ook in het register."))
        for conflict in found:
            self._show(conflict)
        return {"version": number, "conflicts": [_addressed(conflict) for conflict in found]}

    def _version(self, number: int | None) -> tuple[int, list[Conflict]]:
        if number is None:
            version = version_in_force(timezone.now())
            missing = _("Er is nog geen versie van kracht. Met --draft vergelijkt u het concept.")
        else:
            version = StatementVersion.objects.filter(number=number).first()
            missing = _("Er is geen versie %(number)s.") % {"number": number}
        if version is None:
            raise public.Refused(missing)
        on = day_to_compare(version.effective_from)
        self._say_title(_("Versie %(number)s") % {"number": version.number}, on)
        return version.number, conflicts_of_version(version, on=on)

    def _draft(self) -> tuple[None, list[Conflict]]:
        page = StatementPage.objects.source().first()
        if page is None or not page.latest_revision_id:
            raise public.Refused(_("Er is geen concept: er is nog niets geschreven of ingelezen."))
        draft = page.get_latest_revision_as_object()
        on = day_to_compare(draft.effective_from)
        self._say_title(_("Het concept"), on)
        try:
            return None, conflicts_of_page(draft, on=on)
        except PublicationRefused as refusal:
            raise public.Refused(str(refusal)) from refusal

    def _say_title(self, what: str, on: date) -> None:
        words = {"what": what, "day": date_format(on, "j F Y")}
        self.say(_("%(what)s, vergeleken met het register op %(day)s.") % words)

    def _show(self, conflict: Conflict) -> None:
        label = public.Weight(conflict.severity).label
        where = _("paragraaf %(place)s") % {"place": conflict.section} if conflict.section else ""
        self.say("")
        self.say(f"{label} [{conflict.code}]" + (f", {where}" if where else ""))
        self.say(_("  Tekst:    %(promise)s") % {"promise": conflict.promise})
        fact = _("  Wet:      %(fact)s") if conflict.about_law else _("  Register: %(fact)s")
        self.say(fact % {"fact": conflict.fact})
        for address in filter(None, (conflict.text_url, conflict.register_url)):
            self.say(f"  {_whole(address)}")


def _whole(address: str) -> str:
    return f"{settings.BASE_URL}{address}"


def _addressed(conflict: Conflict) -> dict[str, Any]:
    found = conflict.as_json()
    addresses = {name: _whole(found[name]) for name in ("text_url", "register_url") if found[name]}
    return found | addresses
