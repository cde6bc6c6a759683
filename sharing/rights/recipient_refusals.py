"""What is wrong with what was typed about telling recipients of a decision (AVG art. 19), each at its field.

What is not known (None) is not judged. ``recipients`` are those that were chosen.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from sharing.core.dutch import day_in_words, enumerated
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.parties.models import Party
from sharing.rights.choices import NotTold
from sharing.rights.models import RightsRequest
from sharing.rights.recipients import Recipient, day_of_decision, recipients_of, unheard_of
from sharing.rights.refusals import why_not_yet, wrong


def received_by(request: RightsRequest, parties: Collection[Party], at: datetime) -> list[Recipient]:
    """These of the recipients, as the log has them now. Raises RefusedInput for who received nothing."""
    known = {one.party.pk: one for one in recipients_of(request, on=amsterdam_day(at))}
    if not parties:
        raise RefusedInput([wrong(_("Kies minstens één ontvanger."), "recipients")])
    strangers = [one.name for one in parties if one.pk not in known]
    if strangers:
        message = _("%(names)s kreeg deze gegevens niet, volgens het log.")
        raise RefusedInput([wrong(message % {"names": enumerated(strangers)}, "recipients")])
    return [known[one.pk] for one in parties]


def why_not_told(
    request: RightsRequest,
    recipients: Collection[Recipient],
    told_on: date | None,
    address: str | None,
    *,
    at: datetime,
) -> list[InputError]:
    """Of the day on which these were told, and where that went to."""
    errors = why_not_yet(told_on, "told_on", at=at)
    decided = day_of_decision(request)
    if told_on is not None and decided is not None and told_on < decided:
        message = _("Het besluit is van %(day)s; de ontvanger kan het niet eerder hebben gehoord.")
        errors.append(wrong(message % {"day": day_in_words(decided)}, "told_on"))
    errors += _why_not_again(recipients)
    nowhere = [one.party.name for one in recipients if not one.party.notice_address]
    if nowhere and address is not None and not address.strip():
        message = _("Van %(names)s is geen meldadres bekend. Vul in waar dit bericht naartoe ging.")
        errors.append(wrong(message % {"names": enumerated(nowhere)}, "address"))
    return errors


def why_not_excepted(recipients: Collection[Recipient], exception: str | None) -> list[InputError]:
    """Of why these need not be told."""
    errors = []
    told = [one.party.name for one in recipients if one.is_told]
    if told:
        errors.append(wrong(_("%(names)s weet het al.") % {"names": enumerated(told)}, "recipients"))
    others = [one.party.name for one in recipients if one.capacities != {"authority"}]
    if exception == NotTold.INQUIRY and others:
        message = _("%(names)s kreeg de gegevens niet als autoriteit; kies een andere reden.")
        errors.append(wrong(message % {"names": enumerated(others)}, "exception"))
    return errors


def why_not_acknowledged(
    recipients: Collection[Recipient], acknowledged_on: date | None, *, at: datetime
) -> list[InputError]:
    """Of the day on which these answered that they have it."""
    errors = why_not_yet(acknowledged_on, "acknowledged_on", at=at) + _why_not_again(recipients)
    for one in recipients:
        if one.notice is None or one.notice.told_on is None:
            errors.append(wrong(_("%(name)s is nog niets verteld.") % {"name": one.party.name}, "recipients"))
        elif acknowledged_on is not None and acknowledged_on < one.notice.told_on:
            message = _("%(name)s hoorde het pas op %(day)s; de bevestiging kan niet eerder zijn gekomen.")
            said = {"name": one.party.name, "day": day_in_words(one.notice.told_on)}
            errors.append(wrong(message % said, "acknowledged_on"))
    return errors


def why_not_heard(request: RightsRequest, told_on: date | None, *, at: datetime) -> list[InputError]:
    """Of the day on which the person heard who knows."""
    errors = why_not_yet(told_on, "told_on", at=at)
    if errors or told_on is None or known_by(request, told_on, at=at):
        return errors
    message = _("Op die dag wist nog geen ontvanger hiervan, of de betrokkene is al verteld wie het weet.")
    return [wrong(message, "told_on")]


def known_by(request: RightsRequest, on: date, *, at: datetime) -> list[Recipient]:
    """Those that were told or excepted by that day, of whom the person was not told yet."""
    found = []
    for one in unheard_of(recipients_of(request, on=amsterdam_day(at))):
        done = one.notice and (one.notice.told_on or one.notice.excepted_on)
        if done and done <= on:
            found.append(one)
    return found


def _why_not_again(recipients: Collection[Recipient]) -> list[InputError]:
    names = [one.party.name for one in recipients if one.notice and one.notice.acknowledged_on]
    message = _("%(names)s bevestigde dit al; dat verandert niet meer.")
    return [wrong(message % {"names": enumerated(names)}, "recipients")] if names else []
