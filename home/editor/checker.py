"""What Wagtail's checker looks at in the preview beside the form, and what it says about it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class StatementChecker(ContentCheckerItem):
    """Headings, links, lists and tables of a text; nothing about pictures or search engines, which it has not."""

    axe_include = ["main"]
    axe_run_only = [
        "empty-heading",
        "heading-order",
        "p-as-heading",
        "link-name",
        "list",
        "listitem",
        "definition-list",
        "empty-table-header",
        "td-has-header",
        "duplicate-id",
    ]
    axe_custom_rules: list[Any] = []
    axe_custom_checks: list[Any] = []
    axe_messages = {
        "empty-heading": {
            "error_name": _("Een kop is leeg"),
            "help_text": _("Geef de paragraaf een kop die zegt waar zij over gaat."),
        },
        "heading-order": {
            "error_name": _("Een kop slaat een niveau over"),
            "help_text": _("Laat koppen elkaar opvolgen, zodat wie luistert de indeling hoort."),
        },
        "p-as-heading": {
            "error_name": _("Een vetgedrukte alinea staat als kop in de tekst"),
            "help_text": _("Maak er een eigen paragraaf met een kop van, of haal het vet weg."),
        },
        "link-name": {
            "error_name": _("Een link heeft geen tekst"),
            "help_text": _("Zet de link op woorden die zeggen waar zij heen gaat."),
        },
        "list": {
            "error_name": _("Een lijst bevat iets wat geen lijstpunt is"),
            "help_text": _("Maak er een lijstpunt van, of zet het buiten de lijst."),
        },
        "listitem": {
            "error_name": _("Een lijstpunt staat buiten een lijst"),
            "help_text": _("Zet het punt in een lijst."),
        },
        "definition-list": {
            "error_name": _("Een begrippenlijst is niet goed opgebouwd"),
            "help_text": _("Geef elk begrip een uitleg."),
        },
        "empty-table-header": {
            "error_name": _("Een kop in een tabel is leeg"),
            "help_text": _("Zet boven elke kolom wat erin staat."),
        },
        "td-has-header": {
            "error_name": _("Een cel in een tabel heeft geen kop"),
            "help_text": _("Geef elke kolom of elke rij van de tabel een kop."),
        },
        "duplicate-id": {
            "error_name": _("Twee onderdelen hebben hetzelfde vaste adres"),
            "help_text": _("Geef een van de paragrafen een ander vast adres."),
        },
    }


def check_the_text(request: HttpRequest, items: Any, page: Any) -> None:
    """Put our checker in the place of Wagtail's: every page and every preview, also that of a setting, is for readers.

    The form and the page that it shows must have the same one, or a rule of the one is unknown in the other.
    """
    items[:] = [
        StatementChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
