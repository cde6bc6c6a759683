"""The chain of sub-processors of an agreement, entered as a whole."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.chain_refusals import Link, why_not_linked
from sharing.agreements.models import Agreement
from sharing.agreements.queries import refuse_circles
from sharing.agreements.rules import objection_until
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import ChangedMeanwhile, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen

_ENTERED = (
    *("party", "service", "country", "announced_on", "approved_on", "first_day", "last_day", "flow_down"),
)


def enter_chain(
    agreement: Agreement, *, links: Sequence[Link], by: Actor, reason: str, seen: str | None = None
) -> list[SubProcessor]:
    """Add and change links, those above first; what is not in the list stays as it is. They come back in that order.

    A link that was announced gets the agreement's own term to object, unless another one is filled in already. The
    links make no circle by their places (``rules.on_a_circle``). Raises ChangedMeanwhile, Refused, RefusedInput (with
    the place) and ValidationError; then nothing is stored.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(agreement, seen)
        stored = {one.pk: one for one in SubProcessor.objects.filter(agreement=agreement)}
        if wrong := why_not_linked(agreement, dict(enumerate(links))):
            raise RefusedInput(wrong)
        made: dict[int, SubProcessor] = {}
        waiting = dict(enumerate(links))
        while waiting:
            ready = [
                place for place, link in waiting.items() if link.engaged_by is None or link.engaged_by in made
            ]
            for place in ready:
                link = waiting.pop(place)
                above = made[link.engaged_by] if link.engaged_by is not None else None
                made[place] = _entered(agreement, link, above, stored)
        refuse_circles(agreement)
        connection.check_constraints()
    return [made[place] for place in range(len(links))]


def _entered(
    agreement: Agreement, link: Link, above: SubProcessor | None, stored: dict[int, SubProcessor]
) -> SubProcessor:
    if link.id is None:
        record = SubProcessor(agreement=agreement)
    elif link.id in stored:
        record = stored[link.id]
    else:
        raise ChangedMeanwhile(_("Iemand anders heeft dit intussen verwijderd; er is niets opgeslagen."))
    wanted = {name: getattr(link, name) for name in _ENTERED} | {"parent": above}
    if link.announced_on is not None and _follows(record, link.announced_on, agreement):
        wanted["objection_until"] = _term(link.announced_on, agreement)
    if link.id is None or any(getattr(record, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(record, name, value)
        record.full_clean()
        record.save()
    return record


def _term(announced_on: date, agreement: Agreement) -> date | None:
    return objection_until(
        announced_on,
        authorisation=agreement.sub_processor_authorisation,
        objection_days=agreement.objection_days,
    )


def _follows(record: SubProcessor, announced_on: date, agreement: Agreement) -> bool:
    """Whether the term to object follows from the announcement: nobody filled in another one, or it was over by then.

    An announcement whose day was mistyped takes its term along when it is mended.
    """
    if record.objection_until is None or record.objection_until < announced_on:
        return True
    return record.announced_on is not None and record.objection_until == _term(record.announced_on, agreement)
