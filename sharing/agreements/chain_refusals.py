"""What is wrong with sub-processors as they were entered, row by row: asked by the screen and by the operation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.parties.merger_triggers import why_not_chosen
from sharing.parties.models import Party
from sharing.reference.models import Country


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was entered. ``id`` is the key of a stored one; ``engaged_by`` the place in the list of who engaged
    it (None: the processor itself).
    """

    party: Party
    service: str
    country: Country
    engaged_by: int | None = None
    announced_on: date | None = None
    approved_on: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    flow_down: str = ""
    id: int | None = None


def why_not_linked(
    agreement: Agreement, links: Mapping[int, Link], *, shown: Collection[int] = ()
) -> list[InputError]:
    """Of these links by their places, each error with its place as ``index``.

    ``shown`` are keys of stored links that are entered as well, but of which something could not be read.
    """
    stored = {one.pk: one for one in SubProcessor.objects.filter(agreement=agreement).select_related("party")}
    entered = {link.id for link in links.values()} | set(shown)
    taken = {(one.party_id, one.service): str(one.party) for key, one in stored.items() if key not in entered}
    rows: dict[tuple[int, str], int] = {}
    errors = []
    for place, link in sorted(links.items()):
        key, words = (link.party.pk, link.service), {"party": link.party, "service": link.service}
        before = stored.get(link.id or 0)
        if key in rows:
            words["row"] = rows[key] + 1
            message = _(
                "%(party)s staat voor deze dienst al bij de overeenkomst, in rij %(row)d. Laat er één staan, of noem "
                "een andere dienst dan “%(service)s”."
            )
            errors.append(InputError(message % words, "service", index=place))
        elif key in taken:
            message = _(
                "%(party)s staat voor deze dienst al bij de overeenkomst. Noem een andere dienst dan “%(service)s”."
            )
            errors.append(InputError(message % words, "service", index=place))
        rows.setdefault(key, place)
        is_new = before is None or before.party_id != link.party.pk
        if is_new and (said := why_not_chosen(link.party)):
            errors.append(InputError(said, "party", index=place))
        objected = before.objected_on if before is not None else None
        if objected is not None and link.announced_on is not None and objected < link.announced_on:
            message = _(
                "Tegen %(party)s is bezwaar gemaakt op %(day)s; zij is dus niet later aangekondigd. Controleer deze "
                "dag, of wijzig bij de overeenkomst eerst de dag van het bezwaar."
            )
            errors.append(
                InputError(message % {**words, "day": day_in_words(objected)}, "announced_on", index=place)
            )
    return errors
