"""The archive: the list of versions, which one held on a day, and what changed between two."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.comparison.differences import compare_words
from home.comparison.sections import ADDED, CHANGED, REMOVED, RENUMBERED, UNCHANGED, SectionChange, compare
from home.core.clock import today
from home.public.common import Written, not_here, page, public_page, the_statement
from home.public.english import both
from home.text.rendering import Section
from home.versions.archive import Entry, archive_on, in_force
from home.versions.editions import editions_of
from sharing import public


@public_page
def versions(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """All public versions, latest first."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    context = {
        **_choices(entries),
        "canonical": of.addresses.whole("versions"),
        "alternates": both("versions", addresses=of.addresses) if editions_of(entries) else [],
        **of.context,
    }
    return page(request, "versions", context)


def _choices(entries: list[Entry]) -> dict[str, Any]:
    """What the list and the forms under it need; a comparison starts with the last change."""
    current = in_force(entries)
    chosen = current or (entries[0] if entries else None)
    return {
        "entries": entries,
        "current": current and current.version,
        "chosen": chosen and chosen.version.number,
        "compared": chosen and chosen.before and chosen.before.number,
    }


@public_page
def on_day(request: HttpRequest, day: str, of: Written | None = None) -> HttpResponse:
    """The version in force at the end of a day; of days to come, as far as readers may know."""
    of = of or the_statement()
    try:
        wanted = public.parse_day(day)
    except ValueError:
        return not_here(
            request,
            _("Deze dag herkennen wij niet"),
            _("“%(day)s” is geen dag die wij herkennen. Schrijf een dag als 2026-03-31: jaar, maand, dag.")
            % {"day": day[:40]},
            of=of,
        )
    known = of.versions.public_on(today())
    found = known.in_force_by(wanted).values_list("number", flat=True).first()
    if found is not None:
        return redirect(of.addresses.path("version", found))
    first = known.standing().values_list("effective_from", flat=True).last()
    if first is None:
        reason = _("Er is nog geen versie van kracht geworden.")
    elif first > today():
        reason = _("De eerste versie geldt vanaf %(first)s.") % {"first": date_format(first, "j F Y")}
    else:
        reason = _("De eerste versie geldt sinds %(first)s.") % {"first": date_format(first, "j F Y")}
    words = {"day": date_format(wanted, "j F Y"), "title": of.title}
    title = _("Op %(day)s gold er nog geen privacyverklaring") % words
    if of.title:
        title = _("Op %(day)s gold er nog geen versie van “%(title)s”") % words
    return not_here(request, title, reason, of=of)


@public_page
def find_day(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """The form "welke verklaring gold op …": a plain GET, so that it works without script."""
    of = of or the_statement()
    day = request.GET.get("datum", "").strip()
    if not day:
        return redirect(of.addresses.path("versions"))
    try:
        return redirect(of.addresses.path("on-day", public.read_day(day).isoformat()))
    except ValueError as error:
        title = _("Deze dag herkennen wij niet")
        return not_here(request, title, str(error), of=of, asked_day=day, day_error=True)


@public_page
def difference(request: HttpRequest, number: int, since: int, of: Written | None = None) -> HttpResponse:
    """What changed from version ``since`` to version ``number``, either of which may be the later one."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    places = {entry.version.number: entry for entry in entries}
    if missing := [str(one) for one in dict.fromkeys((since, number)) if one not in places]:
        return _not_there(request, of, missing, entries)
    texts = {one.number: one for one in of.versions.filter(number__in=(number, since))}
    changes = compare(*([Section(**section) for section in texts[one].sections] for one in (since, number)))
    old, new = places[since].version, places[number].version
    between = sorted((since, number))
    editions = editions_of([places[since], places[number]])
    context = {
        **_choices(entries),
        "old": old,
        "new": new,
        "pair": (places[since], places[number]),
        "differing": [change for change in changes if not change.is_folded],
        "backwards": since > number,
        "changes": changes,
        "title_change": compare_words(old.title, new.title) if old.title != new.title else "",
        "counts": counts_of(changes),
        "notes": [
            entry
            for entry in entries
            if between[0] < entry.version.number <= between[1]
            and (entry.withdrawal is None or entry.version.number in between)
        ],
        **({"chosen": number, "compared": since} if number != since else {}),
        "canonical": of.addresses.whole("difference", number, since),
        "alternates": both("difference", number, since, addresses=of.addresses)
        if {number, since} <= editions.keys()
        else [],
        **of.context,
    }
    return page(request, "difference", context)


def counts_of(changes: list[SectionChange]) -> list[str]:
    """How much changed, in words, as far as there is something to say."""
    count = Counter(UNCHANGED if change.status == RENUMBERED else change.status for change in changes)
    words = {
        CHANGED: ngettext("%(n)s paragraaf gewijzigd", "%(n)s paragrafen gewijzigd", count[CHANGED]),
        ADDED: ngettext("%(n)s paragraaf nieuw", "%(n)s paragrafen nieuw", count[ADDED]),
        REMOVED: ngettext("%(n)s paragraaf vervallen", "%(n)s paragrafen vervallen", count[REMOVED]),
        UNCHANGED: ngettext("%(n)s paragraaf ongewijzigd", "%(n)s paragrafen ongewijzigd", count[UNCHANGED]),
    }
    return [sentence % {"n": count[status]} for status, sentence in words.items() if count[status]]


def _not_there(request: HttpRequest, of: Written, missing: list[str], entries: list[Entry]) -> HttpResponse:
    if len(missing) == 2:
        title = _("Versies %(one)s en %(other)s zijn er niet") % {"one": missing[0], "other": missing[1]}
    else:
        title = _("Versie %(number)s is er niet") % {"number": missing[0]}
    return not_here(
        request,
        title,
        _("Wij kunnen alleen versies vergelijken die wij hebben gepubliceerd. Kies er hieronder twee."),
        of=of,
        **_choices(entries),
    )


@public_page
def find_difference(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """The form "vergelijk twee versies": a plain GET that leads to the comparison's own address."""
    of = of or the_statement()
    numbers = [request.GET.get(name, "").strip() for name in ("nieuw", "oud")]
    if not any(numbers):
        return redirect(of.addresses.path("versions"))
    if all(number.isascii() and number.isdecimal() and len(number) < 7 for number in numbers):
        return redirect(of.addresses.path("difference", *map(int, numbers)))
    return not_here(
        request,
        _("Kies twee versies"),
        _("Om te vergelijken hebben wij twee nummers van versies nodig. Kies ze hieronder."),
        of=of,
        **_choices(archive_on(today(), of.versions)),
    )
