"""What authorities ask about persons: registered, assessed by one person, confirmed by another. The only writers."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.consents.choices import Assessment
from sharing.consents.queries import came_after_assessment, why_not_asked
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument, RequestedDossier
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.dossiers import normal_number, seal
from sharing.core.exceptions import InputError, NotUnderstood, Refused, RefusedInput
from sharing.core.operations import save_record
from sharing.core.seen import check_seen, lock_as_seen
from sharing.documents.operations import keep_documents
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import of_organisation
from sharing.reference.models import DataCategory
from sharing.reference.queries import provision_that_holds


def register_authority_request(
    *,
    reference: str,
    authority: Party,
    legal_provision: str,
    asked: str,
    received_on: date,
    data_categories: Collection[DataCategory] = (),
    dossiers: Collection[str] = (),
    period_from: date | None = None,
    period_until: date | None = None,
    answer_by: date | None = None,
    secret: bool = False,
    secrecy_ground: str = "",
    secret_until: date | None = None,
    documents: Collection[AuthorityRequestDocument] = (),
    by: Actor,
    reason: str,
) -> AuthorityRequest:
    """Record what an authority asks, still to be assessed.

    ``legal_provision`` is the code or citation of a provision in the list; it is kept as it is cited there.
    ``dossiers`` are numbers as they were typed (none: not limited to persons), ``documents`` are new ones. Raises
    RefusedInput when that provision does not oblige or did not hold on the day of receipt, the party never held the
    capacity of authority, the reference is taken, or a dossier number stands in ``asked``.
    """
    request = AuthorityRequest(
        reference=reference,
        authority=authority,
        legal_provision=_cited(legal_provision, received_on),
        asked=asked,
        received_on=received_on,
        data_categories=sorted({category.pk for category in data_categories}),
        period_from=period_from,
        period_until=period_until,
        answer_by=answer_by,
        secret=secret,
        secrecy_ground=secrecy_ground,
        secret_until=secret_until,
    )
    wanted = _sealed_dossiers(dossiers)
    if errors := why_not_asked(asked, wanted):
        raise RefusedInput(errors)
    whose = of_organisation("party", authority.pk)
    if not PartyCapacity.objects.filter(whose, capacity=Capacity.AUTHORITY).exists():
        message = f"{authority} staat niet als autoriteit in het register; leg die hoedanigheid eerst vast."
        raise RefusedInput([InputError(message, "authority")])
    with acting(by=by, reason=reason):
        check_record(request)
        request.save()
        _set_dossiers(request, wanted)
        keep_documents(request, documents=documents)
    return request


def change_authority_request(
    *, form: Any, by: Actor, reason: str, seen: str | None = None
) -> AuthorityRequest:
    """Save a valid form on what an authority asks, as long as nobody assessed it.

    ``seen`` is the ``version_of`` the request when it was opened. Raises ChangedMeanwhile, RefusedInput when the
    provision does not oblige or a dossier number stands in what is asked, and Refused after the assessment: that is
    about these words.
    """
    form.instance.legal_provision = _cited(form.instance.legal_provision, form.cleaned_data["received_on"])
    wanted = _sealed_dossiers(form.cleaned_data["dossiers"])
    if errors := why_not_asked(form.cleaned_data["asked"], wanted):
        raise RefusedInput(errors)
    with acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(form.instance, seen)
        current = AuthorityRequest.objects.select_for_update().get(pk=form.instance.pk)
        if current.assessed_by_id is not None:
            raise Refused(
                _("Dit verzoek is al beoordeeld en verandert niet meer. Leg een nieuw verzoek vast.")
            )
        _set_dossiers(current, wanted)
        saved: Any = save_record(form=form, by=by, reason=reason)
        return saved  # type: ignore[no-any-return]  # the form is of this model


def assess_request(
    request: AuthorityRequest,
    *,
    assessment: str,
    note: str = "",
    seen: str,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> AuthorityRequest:
    """The first person's conclusion (a code of ``Assessment``); may be changed until the second confirms.

    ``seen`` is the ``version_of`` the request that was judged. Raises ChangedMeanwhile when it is another by now,
    RefusedInput for a refusal without its reasons, Refused after the confirmation.
    """
    if assessment not in Assessment.values:
        raise Refused("Kies of aan het verzoek wordt voldaan of dat het wordt afgewezen.")
    refuse_bsn(note=note)
    with acting(by=by, reason=reason or note):
        current = AuthorityRequest.objects.select_for_update().get(pk=request.pk)
        if current.confirmed_by_id is not None:
            raise Refused(
                "Deze beoordeling is al bevestigd en verandert niet meer; leg een nieuw verzoek vast."
            )
        if assessment == Assessment.REFUSED and not note.strip():
            message = _(
                "Schrijf op waarom het verzoek wordt afgewezen; dat staat ook in het antwoord aan de autoriteit."
            )
            raise RefusedInput([InputError(message, "note", "required")])
        check_seen(current, seen)
        current.assessment, current.assessment_note = assessment, note
        current.assessed_by_id, current.assessed_at = by.pk, at
        current.save()
    return current


def confirm_request(
    request: AuthorityRequest, *, seen: str, by: Actor, at: datetime, reason: str = ""
) -> AuthorityRequest:
    """The second person's confirmation of exactly what he saw; from then on the request can be relied on.

    ``seen`` is the ``version_of`` the request on his screen. Raises ChangedMeanwhile with what changed since,
    Refused without an assessment, by the assessor, or when it was confirmed already.
    """
    with acting(by=by, reason=reason):
        current = AuthorityRequest.objects.select_for_update().get(pk=request.pk)
        if current.assessed_by_id is None:
            raise Refused("Dit verzoek is nog niet beoordeeld; laat eerst iemand anders het beoordelen.")
        if current.assessed_by_id == by.pk:
            raise Refused("U hebt dit verzoek zelf beoordeeld; bevestigen doet een ander.")
        if current.confirmed_by_id is not None:
            raise Refused("Dit verzoek is al bevestigd.")
        check_seen(current, seen)
        if current.assessment == Assessment.GRANTED and not current.data_categories:
            message = _(
                "Dit verzoek noemt geen gegevens, dus niemand weet wat er mag worden verstrekt. Beoordeel het opnieuw "
                "als “afwijzen” en leg een nieuw verzoek vast dat de gegevens noemt."
            )
            raise RefusedInput([InputError(message, "reason", "required")])
        if came_after_assessment(current):
            message = _(
                "Na de beoordeling is er een document bijgekomen. De beoordeling gaat daar niet over; laat het verzoek "
                "opnieuw beoordelen."
            )
            raise Refused(message)
        current.confirmed_by_id, current.confirmed_at = by.pk, at
        current.save()
    return current


def _cited(provision: str, received_on: date) -> str:
    """The provision as the list cites it; RefusedInput unless it is of Union or Dutch law and held that day."""
    found = provision_that_holds(provision, on=received_on)
    if found is None:
        message = _(
            "“%(provision)s” staat niet in de lijst van wettelijke bepalingen als Nederlands recht of recht van de "
            "Unie, of gold niet op de dag waarop het verzoek is ontvangen. Alleen zo’n bepaling verplicht."
        )
        raise RefusedInput(
            [InputError(message % {"provision": provision}, "legal_provision", "unknown-code")]
        )
    return found.citation


def _sealed_dossiers(numbers: Collection[str]) -> list[bytes]:
    """The stored form of each number once, in their order; RefusedInput names the line of each that is none."""
    errors: list[InputError] = []
    found: dict[bytes, None] = {}
    for line, number in enumerate(numbers, start=1):
        try:
            found[seal(normal_number(number))] = None
        except NotUnderstood as error:
            message = _("Regel %(line)d: %(error)s") % {"line": line, "error": error}
            errors.append(InputError(message, "dossiers", error.code))
    if errors:
        raise RefusedInput(errors)
    return list(found)


def _set_dossiers(request: AuthorityRequest, wanted: Collection[bytes]) -> None:
    """Make these the dossiers of the request; only before it is assessed."""
    present = {bytes(row.dossier): row for row in RequestedDossier.objects.filter(request=request)}
    for dossier, row in present.items():
        if dossier not in wanted:
            row.delete()
    RequestedDossier.objects.bulk_create(
        RequestedDossier(request=request, dossier=dossier) for dossier in wanted if dossier not in present
    )
