"""Making an answer, and marking words that no answer shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _

from sharing.answers.choices import AnswerFormat
from sharing.answers.letter import letter_of
from sharing.answers.models import AccessAnswer, BlackOut, private_storage
from sharing.answers.queries import Told, why_not_blacked_out
from sharing.answers.representations import json_of
from sharing.answers.rules import passages_in
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dossiers import unseal
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.looking.choices import LookAct
from sharing.core.looking.operations import record_look
from sharing.core.pdf.engine import typeset
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.sealing import keep_sealed
from sharing.core.seen import lock_as_seen
from sharing.disclosures.models import Disclosure

_IN_MEMORY = 1024 * 1024


def make_answer(
    *, seals: Sequence[bytes], form: AnswerFormat, reason: str, note: str, by: Actor, at: datetime
) -> AccessAnswer:
    """The answer to art. 15 for one dossier (its seals, that of the normal form first), as a file that is kept sealed.

    Written part by part; only sealed bytes touch a disk. Raises RefusedInput when the reason is none.
    """
    number, account = unseal(seals[0]), cast(int, by.pk)
    with acting(by=by, reason=note), translation.override("nl"):
        look = record_look(seals[0], act=LookAct.ANSWERED, reason=reason, note=note, by=by)
        told = Told(seals, day=amsterdam_day(at))
        parts = _parts(told, form, number, at)
        name, sha256, size = keep_sealed(parts, storage=private_storage(), folder=f"inzage/{at.year}")
        try:
            return AccessAnswer.objects.create(
                dossier=look.dossier,
                made_by_id=account,
                reason=reason,
                note=look.note,
                format=form,
                file=name,
                sha256=sha256,
                size=size,
                disclosures=told.seen.count,
                blacked_out=told.seen.blackened,
                withheld=[
                    {
                        "request": kept.request.reference,
                        "ground": kept.request.ground,
                        "until": kept.request.until.isoformat() if kept.request.until else None,
                        "count": kept.count,
                    }
                    for kept in told.kept
                ],
            )
        except BaseException:
            private_storage().delete(name)
            raise


def _parts(told: Told, form: AnswerFormat, number: str, at: datetime) -> Iterator[bytes]:
    if form == AnswerFormat.PDF:
        yield typeset(letter_of(told, number=number, made_at=at), remember=False)
    else:
        for text in json_of(told, number=number, made_at=at):
            yield text.encode()


def black_out(
    disclosure: Disclosure, *, passages: Sequence[str], ground: str, by: Actor, reason: str, seen: str
) -> list[BlackOut]:
    """Mark words of a description that answers show blacked out (AVG art. 15(4)).

    Raises RefusedInput at ``passages`` when some do not stand in the description, ChangedMeanwhile when the disclosure
    is not as it was ``seen``.
    """
    wanted = passages_in(passages)
    if not wanted:
        raise RefusedInput(
            [InputError(_("Typ of plak de woorden die zwart moeten worden."), "passages", "required")]
        )
    refuse_bsn(passages=" ".join(wanted))
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(disclosure, seen)
        if errors := why_not_blacked_out(disclosure, wanted):
            raise RefusedInput(errors)
        return [
            BlackOut.objects.create(disclosure=disclosure, passage=passage, ground=ground)
            for passage in wanted
        ]
