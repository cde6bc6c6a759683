"""Letters of a request: made and kept as they were, and noted when they went out. The only writers of them."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.letters.choices import LetterKind, LetterWay
from sharing.letters.letter import Draft, refuse_unfitting
from sharing.letters.operations import keep_letter, note_sent
from sharing.parties.models import Party
from sharing.rights.choices import AS_WAY
from sharing.rights.informing import told_by_letter
from sharing.rights.letter import fitting
from sharing.rights.letter_models import RightsLetter
from sharing.rights.models import RightsRequest
from sharing.rights.recipient_letters import notice_to
from sharing.rights.recipient_refusals import received_by
from sharing.rights.refusals import why_not_written


def make_request_letter(
    request: RightsRequest, *, draft: Draft, seen: str, by: Actor, at: datetime
) -> RightsLetter:
    """Write a letter about the request as it was ``seen`` and keep it sealed; the draft says which and in which words.

    Raises ChangedMeanwhile, Refused when this letter does not fit where the request stands, and RefusedInput at what
    is not known or may not stand there.
    """
    reason = _("Brief gemaakt: %(what)s") % {"what": LetterKind(draft.kind).label}
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(request, seen)
        current = RightsRequest.objects.get(pk=request.pk)
        refuse_unfitting(draft.kind, fitting(current))
        if errors := why_not_written(current, **draft.values):
            raise RefusedInput(errors)
        return keep_letter(RightsLetter(request=current), draft=draft, by=by, at=at, reason=reason)


def make_recipient_letters(
    request: RightsRequest,
    *,
    recipients: Collection[Party],
    language: str,
    seen: str,
    by: Actor,
    at: datetime,
) -> list[RightsLetter]:
    """Write each of these recipients what was decided and keep it sealed, by the request as it was ``seen``.

    Raises ChangedMeanwhile, and RefusedInput at what is not known and for who received nothing.
    """
    reason = _("Brief gemaakt: %(what)s") % {"what": LetterKind.RECIPIENT.label}
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(request, seen)
        current = RightsRequest.objects.get(pk=request.pk)
        made = []
        for one in received_by(current, recipients, at):
            letter = RightsLetter(request=current, recipient=one.party)
            draft = notice_to(current, one, language=language, at=at)
            made.append(keep_letter(letter, draft=draft, by=by, at=at, reason=reason))
    return made


def note_request_letter_sent(
    letter: RightsLetter, *, on: date, way: str, seen: str, by: Actor, at: datetime
) -> RightsLetter:
    """Record when and how (of ``LetterWay``) a letter went out; of a recipient, that it was told so.

    Raises RefusedInput for a day that cannot be.
    """
    reason = _("Brief verstuurd: %(way)s") % {"way": LetterWay(way).label}
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(letter.request, seen)
        current = RightsLetter.objects.select_for_update().get(pk=letter.pk)
        note_sent(current, on=on, way=way, by=by, at=at, reason=reason)
        if current.recipient is not None:
            told_by_letter(
                current.request,
                party=current.recipient,
                on=on,
                way=AS_WAY[LetterWay(way)],
                by=by,
                at=at,
                reason=reason,
            )
    return current
