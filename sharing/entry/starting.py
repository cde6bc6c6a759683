"""What the form of a disclosure begins with when it is started from an authority's request."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sharing.consents.choices import RequestState
from sharing.consents.queries import entries_on, state_of
from sharing.consents.request_models import AuthorityRequest, RequestedDossier
from sharing.core.dossiers import unseal
from sharing.core.keys import key_in
from sharing.core.normalising.queries import seals_of
from sharing.disclosures.models import Disclosure
from sharing.parties.choices import Capacity
from sharing.parties.queries import of_organisation
from sharing.reference.choices import LegalBasis
from sharing.reference.models import DataCategory

REQUEST, PERSON = "verzoek", "persoon"  # keys in the address: a dossier number never stands there


class Begun(NamedTuple):
    """What the fields start with, and the dossier whose number is among it."""

    values: dict[str, Any]
    person: RequestedDossier | None


def answering(asked: Mapping[str, str]) -> Begun | None:
    """The fields of the form by what an address asks for: the request, and which of its dossiers.

    None for what is no granted request. Purpose and subject category are those of the last time, the category that
    of the person where something was disclosed before.
    """
    request = (
        AuthorityRequest.objects.select_related("authority").filter(pk=key_in(asked.get(REQUEST, ""))).first()
    )
    if request is None or state_of(request) != RequestState.GRANTED:
        return None
    categories = DataCategory.objects.filter(pk__in=request.data_categories)
    values: dict[str, Any] = {
        "recipient": request.authority.code,
        "capacity": Capacity.AUTHORITY,
        "data_categories": list(categories.values_list("code", flat=True)),
        "legal_basis": LegalBasis.LEGAL_OBLIGATION,
        "legal_provision": request.legal_provision,
        "authority_request": request.reference,
    }
    among = RequestedDossier.objects.filter(request=request).select_related("request")
    persons = (among.filter(pk=key_in(asked[PERSON])) if PERSON in asked else among)[:2]
    person = persons[0] if len(persons) == 1 else None
    if person is not None:
        values["dossier"] = unseal(person.dossier)
    last = _last_time(request)
    if last is not None:
        values |= {"purpose": last.purpose.code, "subject_category": last.subject_category.code}
    if person is not None and (known := _newest_of(values["dossier"])) is not None:
        values["subject_category"] = known.subject_category.code
    return Begun(values, person)


def _newest_of(number: str) -> Disclosure | None:
    """The newest entry of this person: which group he is of, it tells better than another's."""
    mine: Any = Disclosure.objects.counting().filter(dossier__in=seals_of(number))
    return mine.select_related("subject_category").order_by("-disclosed_at", "-id").first()  # type: ignore[no-any-return]  # an entry of the log, or none


def _last_time(request: AuthorityRequest) -> Disclosure | None:
    """The newest entry on this request, else the newest of what this authority received."""
    newest = ("-disclosed_at", "-id")
    related = ("purpose", "subject_category")
    earlier: Any = entries_on(request).counting().select_related(*related).order_by(*newest).first()
    if earlier is None:
        same = Disclosure.objects.counting().filter(
            of_organisation("recipient", request.authority_id), capacity=Capacity.AUTHORITY
        )
        earlier = same.select_related(*related).order_by(*newest).first()
    return earlier  # type: ignore[no-any-return]  # an entry of the log, or none
