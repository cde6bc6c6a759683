"""The front page and the statement: today's, an earlier one, and one that is announced."""

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.completeness.panels import Shown, shown
from home.completeness.queries import completeness_of_version
from home.core.clock import today
from home.models import HomePage
from home.public import english
from home.public.common import Written, address, not_here, page, public_page, the_statement, wishes
from home.text.rendering import Section
from home.versions.addresses import TEXT
from home.versions.archive import Entry, announced, archive_on, in_force, news
from home.versions.models import StatementVersion
from home.versions.permalinks import with_permalinks
from home.versions.queries import AnyVersion
from home.versions.since import changes_since


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The front page."""
    entries = archive_on(today())
    current = in_force(entries)
    home = HomePage.objects.source().live().first()
    context = {
        "home": home,
        "version": current and current.version,
        "upcoming": news(entries),
        "canonical": address("index"),
        "alternates": english.alternates_of_home(home),
    }
    return page(request, "index", context)


@public_page
def statement(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """The version in force."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    if current := in_force(entries):
        return _show(request, of, current, entries, compare_with_register=True)
    upcoming = announced(entries)
    if of.title:
        return not_here(
            request,
            _("“%(title)s” geldt nog niet") % {"title": of.title},
            _("Wat wij er al over kunnen zeggen, staat hieronder."),
            of=of,
            upcoming=news(entries),
        )
    if upcoming:
        day = date_format(upcoming[0].version.effective_from, "j F Y")
        explanation = _("Onze eerste privacyverklaring geldt vanaf %(day)s.") % {"day": day}
    else:
        explanation = _(
            "Wij hebben nog geen privacyverklaring gepubliceerd. Zodra die er is, staat zij hier."
        )
    return not_here(request, _("Er is nog geen privacyverklaring"), explanation, upcoming=news(entries))


@public_page
def version(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """One version as it stood, or as it will be."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    found = next((entry for entry in entries if entry.version.number == number), None)
    if found is None:
        return not_here(
            request,
            _("Versie %(number)s is er niet") % {"number": number},
            _("Wij hebben geen versie met dit nummer gepubliceerd. In de lijst staan alle versies."),
            of=of,
        )
    return _show(request, of, found, entries)


def _show(
    request: HttpRequest,
    of: Written,
    entry: Entry,
    entries: list[Entry],
    *,
    compare_with_register: bool = False,
) -> HttpResponse:
    found = of.versions.get(pk=entry.version.pk)
    current = in_force(entries)
    sections = [Section(**section) for section in found.sections]
    since = changes_since(found, on=today()) if compare_with_register else []
    context = {
        "version": found,
        "entry": entry,
        "current": current and current.version,
        "upcoming": news(entries) if entry.is_in_force else [],
        "sections": sections,
        "completeness": _told(found),
        "text": with_permalinks(found),
        "since": since,
        "since_added": sum(len(change.added) for change in since),
        "since_gone": sum(len(change.gone) for change in since),
        "wishes": wishes(found, sections, language=found.language) if entry.is_in_force else [],
        "replaced_on": entry.replaced_on,
        "front": address("index"),
        "permanent": of.addresses.whole("version", found.number),
        # The version in force is known by the address that always has it; the others by their own.
        "canonical": of.addresses.whole(TEXT)
        if entry.is_in_force
        else of.addresses.whole("version", found.number),
        **of.context,
        "alternates": english.alternates(entry),
    }
    return page(request, "statement", context)


def _told(version: AnyVersion) -> list[Shown]:
    """Where a version of the statement tells what the law asks, as it was kept; nothing of one from before that."""
    if not isinstance(version, StatementVersion) or version.completeness is None:
        return []
    found = completeness_of_version(version)
    return [shown(one, f"#{one.section.anchor}" if one.section else "") for one in found]
