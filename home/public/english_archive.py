"""The archive in English: every version with its edition, what changed between two editions, and the edition as PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from home.comparison.differences import compare_words
from home.comparison.sections import compare
from home.core.clock import today
from home.core.languages import ENGLISH
from home.pdf import statement_pdf
from home.public.archive import counts_of
from home.public.common import Written, public_page, the_statement, with_links
from home.public.english import both, english_page, in_english, not_in_english
from home.text.rendering import Section
from home.versions.archive import Entry, archive_on, earlier_versions, in_force
from home.versions.bases import FrozenEdition
from home.versions.editions import editions_of
from sharing import public


@public_page
@in_english
def versions(request: HttpRequest, of: Written | None = None) -> HttpResponse:
    """All public versions, latest first; of one that nobody translated the Dutch text.

    Answers the forms on it as well: a day (``datum``) or two versions (``oud``, ``nieuw``) lead to their own address.
    """
    of = of or the_statement()
    if day := request.GET.get("datum", "").strip():
        return _on_day(request, of, day)
    numbers = [request.GET.get(name, "").strip() for name in ("nieuw", "oud")]
    if all(number.isascii() and number.isdecimal() and len(number) < 7 for number in numbers):
        return redirect(of.addresses.path("difference-en", *map(int, numbers)))
    return english_page(request, "english_versions", _shown(of, archive_on(today(), of.versions)))


def _shown(of: Written, entries: list[Entry]) -> dict[str, Any]:
    editions = editions_of(entries)
    translated = [entry for entry in entries if entry.version.number in editions]
    current = in_force(entries)
    chosen = next((one for one in translated if one.is_in_force), translated[0] if translated else None)
    return {
        "rows": [(one, editions.get(one.version.number), _compared_with(one, editions)) for one in entries],
        "entries": translated,  # of which the form lets two be compared
        "current": current and current.version,
        "chosen": chosen and chosen.version.number,
        "compared": chosen and _compared_with(chosen, editions),
        "canonical": of.addresses.whole("versions-en"),
        "alternates": both("versions", addresses=of.addresses),
        **of.context,
    }


def _compared_with(entry: Entry, editions: dict[int, FrozenEdition]) -> int | None:
    """The number of the version before it, when there are editions of both."""
    before = entry.before
    return before.number if before and {entry.version.number, before.number} <= editions.keys() else None


def _on_day(request: HttpRequest, of: Written, day: str) -> HttpResponse:
    """The edition of the version that held on a day, or why there is none."""
    context = _shown(of, archive_on(today(), of.versions)) | {"asked_day": day[:40], "day_error": True}
    try:
        wanted = public.read_day(day)
    except ValueError as error:
        return english_page(request, "english_versions", context | {"problem": str(error)}, status=404)
    held = of.versions.public_on(today()).in_force_by(wanted)
    number = held.values_list("number", flat=True).first()
    if number is None:
        problem = _("Op die dag gold er nog geen privacyverklaring.")
        if of.title:
            problem = _("Op die dag gold er nog geen versie van deze pagina.")
        return english_page(request, "english_versions", context | {"problem": problem}, status=404)
    return redirect(of.addresses.path("version-en", number))


@public_page
@in_english
def difference(request: HttpRequest, number: int, since: int, of: Written | None = None) -> HttpResponse:
    """What changed from the edition of version ``since`` to that of version ``number``."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    places = {entry.version.number: entry for entry in entries}
    asked = [places.get(one) for one in (since, number)]
    editions: list[Any] = [entry and entry.version.english for entry in asked]
    old, new = editions
    if old is None or new is None:
        untold = next((entry for entry, edition in zip(asked, editions, strict=True) if not edition), None)
        both_there = all(asked)
        compared = (number, since) if both_there else None
        return not_in_english(request, untold, of=of, compared=compared)
    changes = compare(*([Section(**section) for section in edition.sections] for edition in (old, new)))
    context = _shown(of, entries) | {
        "old": old,
        "new": new,
        "pair": [(places[since], since), (places[number], number)],
        "number": number,
        "since": since,
        "backwards": since > number,
        "changes": changes,
        "differing": [change for change in changes if not change.is_folded],
        "counts": counts_of(changes),
        "title_change": compare_words(old.title, new.title) if old.title != new.title else "",
        "chosen": number,
        "compared": since,
        "canonical": of.addresses.whole("difference-en", number, since),
        "alternates": both("difference", number, since, addresses=of.addresses),
    }
    return english_page(request, "english_difference", context)


@public_page
@in_english
def version_pdf(request: HttpRequest, number: int, of: Written | None = None) -> HttpResponse:
    """The edition of a version to keep and to print."""
    of = of or the_statement()
    entries = archive_on(today(), of.versions)
    entry = next((one for one in entries if one.version.number == number), None)
    edition = entry.version.english if entry else None
    if entry is None or edition is None:
        return not_in_english(request, entry, of=of)
    then = editions_of(entries, until=edition.published_at)
    notes = {one: known.change_note for one, known in then.items()}
    content = statement_pdf(edition, earlier=earlier_versions(entry.version, on=today()), notes=notes)
    name = of.addresses.english or "privacy-statement"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-version-{number}.pdf"'
    return with_links(response, entry.version, "application/pdf", language=ENGLISH)
