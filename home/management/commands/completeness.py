"""Report which paragraph of a text of the statement tells what AVG art. 13 and 14 ask, and what is missing."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from home.completeness.panels import shown
from home.completeness.queries import completeness_of_page, completeness_of_version
from home.completeness.rules import Judged, State, gaps
from home.conflicts.queries import day_to_compare
from home.models import StatementPage
from home.versions.models import StatementVersion
from home.versions.queries import version_in_force
from sharing import public


class Command(public.RegisterCommand):
    help = (
        "Toont per onderdeel van artikel 13 en 14 AVG welke paragraaf het vertelt, of dat het ontbreekt. Zonder keuze "
        "gaat het om de versie die nu van kracht is. Van een versie is dit wat bij publicatie is bewaard. De uitkomst "
        "is 0, ook als er iets ontbreekt, 1 als die versie of dat concept er niet is en 2 bij verkeerd gebruik."
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
        for one in found:
            self._show(one)
        missing = len(gaps(found))
        self.say("")
        told = _("Onderdelen die ontbreken: %(count)s.") if missing else _("Er ontbreekt niets.")
        self.say(told % {"count": missing})
        return {"version": number, "items": [one.as_json() for one in found]}

    def _version(self, number: int | None) -> tuple[int, list[Judged]]:
        if number is None:
            version = version_in_force(timezone.now())
            missing = _("Er is nog geen versie van kracht. Met --draft beoordeelt u het concept.")
        else:
            version = StatementVersion.objects.filter(number=number).first()
            missing = _("Er is geen versie %(number)s.") % {"number": number}
        if version is None:
            raise public.Refused(missing)
        self.say(_("Versie %(number)s") % {"number": version.number})
        return version.number, completeness_of_version(version)

    def _draft(self) -> tuple[None, list[Judged]]:
        page = StatementPage.objects.source().first()
        if page is None or not page.latest_revision_id:
            raise public.Refused(_("Er is geen concept: er is nog niets geschreven of ingelezen."))
        draft = page.get_latest_revision_as_object()
        self.say(_("Het concept"))
        return None, completeness_of_page(draft, on=day_to_compare(draft.effective_from))

    def _show(self, found: Judged) -> None:
        item = shown(found)
        states = {
            State.COVERED: _("paragraaf %(place)s") % {"place": item.section},
            State.GAP: _("ontbreekt"),
            State.NOT_APPLICABLE: _("hoeft niet"),
        }
        self.say(f"{item.title} ({public.cited(found.item.article)}): {states[found.state]}")
        if item.filled_by:
            self.say(_("  Vul aan met het onderdeel “%(block)s”.") % {"block": item.filled_by})
