"""What an operation on a source or its tokens would refuse of what was typed: asked by screens and operations."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.access.choices import ProposalKind
from sharing.access.refusals import why_not_beside
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import InputError
from sharing.sources.choices import Scope
from sharing.sources.models import Source

LONGEST_NAME = 100
DAYS, LONGEST_DAYS = 365, 3650


def why_not_named(name: str | None) -> list[InputError]:
    """Of the name of a new source; of None nothing."""
    if name is None:
        return []
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return [InputError(_("De naam moet 1 tot en met %d gewone tekens tellen.") % LONGEST_NAME, "name")]
    return [taken(name)] if Source.objects.filter(name__iexact=name).exists() else []


def taken(name: str) -> InputError:
    """That another source has this name."""
    return InputError(_("Er is al een bron “%s”; kies een andere naam.") % name, "name")


def why_not_scoped(scopes: Collection[str], *, some: bool = True) -> list[InputError]:
    """Of what a token may do; with ``some`` at least one thing."""
    unknown = [scope for scope in scopes if scope not in Scope.values]
    if not unknown and (scopes or not some):
        return []
    given = _("“%s” is onbekend; ") % ", ".join(unknown) if unknown else ""
    return [InputError(given + _("kies uit %s.") % ", ".join(Scope.values), "scopes")]


def why_not_owned(owner: Any) -> list[InputError]:
    """Of who answers for a token; of None nothing."""
    if owner is None or owner.is_active:
        return []
    said = _("Het account “%s” is niet actief; kies een eigenaar die er nog is.") % owner.get_username()
    return [InputError(said, "owner")]


def why_not_valid_for(days: int) -> list[InputError]:
    """Of how many days a token is valid."""
    if 1 <= days <= LONGEST_DAYS:
        return []
    said = _("Een token geldt 1 tot en met %(most)d dagen (gegeven: %(given)d).")
    return [InputError(said % {"most": LONGEST_DAYS, "given": days}, "days")]


def why_not_kept_until(source: Source, until: datetime | None, *, at: datetime) -> list[InputError]:
    """Of until when the present token works beside a new one; of None nothing."""
    ends = source.expires_at
    if until is None:
        return []
    if ends is None or ends <= at:
        said = _("Het huidige token werkt al niet meer; laat dit leeg.")
    elif until <= at:
        words = _(
            "%s is voorbij. Kies een later moment, of laat het leeg als het oude token meteen mag stoppen."
        )
        said = words % instant_in_words(until)
    elif until > ends:
        said = _("Het huidige token verloopt zelf op %s; kies een moment daarvoor.") % instant_in_words(ends)
    else:
        return []
    return [InputError(said, "old_until")]


def why_not_asked(
    source: Source, scopes: Collection[str], *, all_entries: bool, active: bool
) -> list[InputError]:
    """Of rights that take two people: about a source one proposal waits at a time."""
    wakes = active and not source.active
    reads = Scope.READ in scopes and (wakes or Scope.READ not in source.scopes)
    more = reads or (all_entries and (wakes or not source.all_entries))
    waits = why_not_beside(ProposalKind.TOKEN, source.pk) if more else ""
    return [InputError(waits)] if waits else []


def why_not_revoked(source: Source, *, at: datetime) -> str:
    """Why there is nothing to revoke, in a sentence."""
    works = source.expires_at is not None and source.expires_at > at
    if works or source.has_old_token(at=at):
        return ""
    return _("Er is geen token dat nog werkt; er is niets gewijzigd.")
