"""Keeping filters under a name and the choice of columns: each for whoever made it."""

from collections.abc import Iterable

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused
from sharing.log.filters import WORDS_ASKED, DisclosureFilterSet, holds_number, not_understood, shareable
from sharing.log.models import LONGEST_QUERY, ChosenColumns, SavedFilter

MOST_SAVED = 50


def save_filter(*, name: str, query: str, by: Actor) -> SavedFilter:
    """Keep the filters of an address under a name; a filter of theirs with that name is replaced.

    Raises Refused when the address narrows nothing or has a value that cannot be, when a dossier number stands in the
    name or among the words, and when they have too many.
    """
    refuse_bsn(name=name)
    kept = shareable(QueryDict(query))
    if any(holds_number(text) for text in (name, *QueryDict(kept).getlist(WORDS_ASKED))):
        raise Refused(
            _(
                "Er staat een dossiernummer in de naam of bij de woorden. Een filter gaat over niemand in het "
                "bijzonder; haal het nummer weg."
            )
        )
    # Kept, it would find nothing every time, and replace one of that name that did.
    if wrong := not_understood(DisclosureFilterSet(QueryDict(kept))):
        raise Refused(_("Het filter is niet bewaard. %s") % wrong)
    if not kept:
        raise Refused(_("Er staat geen filter aan. Kies eerst waarop u wilt filteren."))
    if len(kept) > LONGEST_QUERY:
        raise Refused(_("Dit filter is te lang om te bewaren. Gebruik een kortere omschrijving."))
    with transaction.atomic():
        mine = SavedFilter.objects.filter(owner_id=by.pk)
        if not mine.filter(name=name).exists() and mine.count() >= MOST_SAVED:
            raise Refused(_("U hebt al %d filters bewaard. Verwijder er eerst een.") % MOST_SAVED)
        saved, _made = SavedFilter.objects.update_or_create(
            owner_id=by.pk, name=name, defaults={"query": kept}
        )
    return saved


def drop_filter(*, key: int, by: Actor) -> str:
    """Remove one of their own filters; its name, empty when they had none with that key."""
    saved = SavedFilter.objects.filter(owner_id=by.pk, pk=key).first()
    if saved is None:
        return ""
    saved.delete()
    return saved.name


def choose_columns(*, names: Iterable[str], by: Actor) -> None:
    """Show these columns to this person from now on; none at all means those that everybody begins with."""
    chosen = list(names)
    if chosen:
        ChosenColumns.objects.update_or_create(owner_id=by.pk, defaults={"names": chosen})
    else:
        ChosenColumns.objects.filter(owner_id=by.pk).delete()
