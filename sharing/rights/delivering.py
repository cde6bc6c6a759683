"""Making the file with data that a person takes along, and noting to whom it went (AVG art. 20). The only writers."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.answers.models import private_storage
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dossiers import unseal
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.operations import record_look
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.sealing import keep_sealed
from sharing.core.seen import lock_as_seen
from sharing.disclosures.intake.channels import FORM, Raw
from sharing.disclosures.recording import record_entries
from sharing.parties.models import Party
from sharing.reference.models import DataCategory
from sharing.rights.choices import IN_FAVOUR, DeliveredTo, RightKind
from sharing.rights.models import RightsRequest
from sharing.rights.portability import Processed, conditions_of
from sharing.rights.portability_models import PortableFile
from sharing.rights.portable import contents_of, processed_of
from sharing.rights.refusals import why_not_handed_over, why_not_written, wrong
from sharing.sources.operations import BY_HAND, built_in_source


def make_portable_file(
    request: RightsRequest, *, chosen: Collection[str], note: str, seen: str, by: Actor, at: datetime
) -> PortableFile:
    """Make the file of what was chosen (keys of ``Processed``) and keep it sealed; ``note`` is why it is these.

    What the register says against is kept with the choice. That somebody looked at the dossier is recorded.
    Raises ChangedMeanwhile, Refused when the request was not granted, RefusedInput when nothing was chosen
    or what is not there.
    """
    with readable_refusals(), acting(by=by, reason=note):
        current = _granted(request, seen, note)
        known = {one.key: one for one in processed_of(current, on=amsterdam_day(at))}
        if not chosen or not set(chosen) <= set(known):
            raise RefusedInput([wrong(_("Kies minstens één soort gegevens uit de lijst."), "chosen")])
        picked = [known[key] for key in known if key in set(chosen)]
        about = _("Verzoek %(number)s") % {"number": current.pk}
        record_look(
            bytes(current.dossier or b""), act=LookAct.ANSWERED, reason=LookReason.ACCESS, note=about, by=by
        )
        told, records = contents_of(current, picked, at=at)
        account: Any = by.pk
        made = PortableFile(
            request=current,
            chosen=[_kept(one) for one in picked],
            note=note,
            records=records,
            made_by_id=account,
        )
        content = json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
        folder = f"{made.folder}/{amsterdam_day(at).year}"
        made.file, made.sha256, made.size = keep_sealed([content], storage=private_storage(), folder=folder)
        try:
            made.full_clean(exclude=["request"])
            made.save()
        except BaseException:
            private_storage().delete(str(made.file))
            raise
    return made


def _kept(one: Processed) -> dict[str, Any]:
    said = conditions_of(one)
    return {
        "activity": one.activity,
        "activity_name": one.activity_name,
        "category": one.category,
        "category_name": one.category_name,
        "given": said.given,
        "digital": said.digital,
        "ground": said.ground,
    }


def deliver_to_person(
    file: PortableFile, *, on: date, way: str, note: str, seen: str, by: Actor, at: datetime
) -> PortableFile:
    """Record that the person got the file on that day; ``way`` is a code of ``Way``.

    Raises RefusedInput for a day before it was made or to come, Refused when it was delivered already.
    """
    with _delivery(file, seen, note, by) as current:
        if errors := why_not_handed_over(current, on, at=at):
            raise RefusedInput(errors)
        current.delivered_to, current.delivered_on, current.delivered_way = DeliveredTo.PERSON, on, way
    return current


def deliver_to_party(
    file: PortableFile, *, entry: Raw, recipient: Party, note: str, seen: str, by: Actor, at: datetime
) -> PortableFile:
    """Send the file to another organisation, which is a disclosure: recorded through the gate, or refused by it.

    ``entry`` says to whom, for what and how; of whom and which data the file says. Raises RefusedInput with what the
    gate finds: then nothing was delivered.
    """
    with _delivery(file, seen, note, by) as current:
        codes = DataCategory.objects.filter(pk__in=[one["category"] for one in current.chosen])
        entry = entry._replace(
            external_id=f"overdracht-{current.pk}",
            dossier=unseal(bytes(current.request.dossier or b"")),
            data_categories=tuple(sorted(codes.values_list("code", flat=True))),
        )
        [stored] = record_entries(
            [entry], source=built_in_source(BY_HAND), by=by, at=at, reason=note, words=FORM
        )
        current.delivered_to, current.recipient = DeliveredTo.PARTY, recipient
        current.delivered_on, current.disclosure_number = amsterdam_day(at), stored.id
    return current


@contextmanager
def _delivery(file: PortableFile, seen: str, note: str, by: Actor) -> Iterator[PortableFile]:
    """The file, locked, while it was not delivered; stored when the block ends."""
    with readable_refusals(), acting(by=by, reason=note):
        _granted(file.request, seen, note)
        current = PortableFile.objects.select_for_update().get(pk=file.pk)
        if current.delivered_to:
            raise Refused(_("Dit bestand is al overgedragen; maak zo nodig een nieuw bestand."))
        yield current
        current.full_clean(exclude=["request"])
        current.save()


def _granted(request: RightsRequest, seen: str, note: str) -> RightsRequest:
    """The request as it was seen, locked, when data can be taken along with it."""
    refuse_bsn(note=note)
    lock_as_seen(request, seen)
    current = RightsRequest.objects.get(pk=request.pk)
    if current.kind != RightKind.PORTABILITY or current.decision not in IN_FAVOUR:
        raise Refused(_("Gegevens meegeven kan bij een toegewezen verzoek om overdracht."))
    if current.dossier is None:
        raise Refused(_("Van dit verzoek is geen dossiernummer (meer) bekend."))
    if errors := why_not_written(current, note=note):
        raise RefusedInput(errors)
    return current
