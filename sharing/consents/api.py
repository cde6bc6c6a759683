"""`POST consents`, `POST consents/ID/withdrawal` and `POST objections`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sharing.api.envelope import Answer, Call
from sharing.api.fields import Fields
from sharing.api.problems import Problem
from sharing.commitments.models import CommitmentSet
from sharing.consents.choices import GivenBy, ObjectionDecision, ObjectionKind, RestrictionGround
from sharing.consents.models import Consent
from sharing.consents.operations import decide_objection, give_consent, withdraw_consent
from sharing.core.dossiers import normal_number
from sharing.core.exceptions import NotUnderstood
from sharing.core.keys import key_in
from sharing.core.periods import TOLERANCE
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose

_LARGEST = 2**31


class _DossierFields(Fields):
    """Fields that several calls about a dossier have in common."""

    def dossier(self) -> str:
        number = self._given("dossier", str, "een dossiernummer", True)
        if number is None:
            return ""
        try:
            return normal_number(number)
        except NotUnderstood as error:
            self.refuse("dossier", error.code, str(error))
            return ""

    def record(self, name: str, model: type[Party | Purpose]) -> Any:
        """The party or purpose with this code, or None when absent."""
        code = self.text(name, longest=64)
        row = model._default_manager.filter(code=code).first() if code else None
        if row is None and self.values.get(name) is not None and not self._refused(name):
            self.refuse(
                name, "unknown-code", f"Deze code staat niet in het register ({model._meta.verbose_name})."
            )
        return row

    def categories(self) -> list[DataCategory]:
        codes = self.codes("data_categories")
        known = {row.code: row for row in DataCategory.objects.all()}
        for code in sorted(set(codes) - known.keys()):
            self.refuse(
                "data_categories", "unknown-code", f"“{code[:60]}” is geen bekende gegevenscategorie."
            )
        return [known[code] for code in codes if code in known]

    def version(self, name: str) -> CommitmentSet | None:
        """The promises of a published version by its number, or None when absent."""
        number = self._given(name, int, "het nummer van een versie van de verklaring", False)
        if number is None:
            return None
        row = CommitmentSet.objects.filter(version=number).first() if 0 < number < _LARGEST else None
        if row is None:
            self.refuse(name, "unknown-code", f"Er is geen versie {number} van de verklaring gepubliceerd.")
        return row

    def past(self, name: str, now: datetime, *, required: bool = True) -> datetime | None:
        instant = self.instant(name, required=required)
        if instant and instant > now + TOLERANCE:
            self.refuse(name, "too-far-ahead", "Dit tijdstip ligt in de toekomst; leg vast wat is gebeurd.")
        return instant

    def _refused(self, name: str) -> bool:
        return any(error.field == name for error in self.errors)


def _known(values: Mapping[str, Any], names: Iterable[str]) -> _DossierFields:
    return _DossierFields(values, tuple(names))


def post_consent(call: Call) -> Answer:
    """Record a consent of a person."""
    fields = _known(
        call.body(),
        (
            *("external_id", "dossier", "recipient", "purpose", "data_categories", "explicit"),
            *("given_at", "evidence", "given_by", "refused", "statement_version"),
        ),
    )
    values = {
        "external_id": fields.text("external_id", required=True),
        "dossier": fields.dossier(),
        "recipient": fields.record("recipient", Party),
        "purpose": fields.record("purpose", Purpose),
        "data_categories": fields.categories(),
        "explicit": fields.flag("explicit", required=True),
        "given_at": fields.past("given_at", call.at),
        "evidence": fields.text("evidence", longest=2000, free=True),
        "given_by": fields.choice("given_by", GivenBy.values) or GivenBy.PERSON,
        "refused": fields.flag("refused"),
        "statement_version": fields.version("statement_version"),
    }
    if fields.values.get("recipient") is None and fields.values.get("purpose") is None:
        fields.refuse("recipient", "required", "Noem een ontvanger, een doeleinde of beide.")
    fields.finish()
    source = call.source
    consent = give_consent(**values, source=source, by=source.user, reason=f"Gemeld door {source}")
    return Answer({"id": consent.pk}, 201)


def post_withdrawal(call: Call) -> dict[str, Any]:
    """Record that a consent was withdrawn; to the source that brought it, that is as easy as giving it (art. 7(3)).

    A consent of another source is not there for who may not read what others recorded: it was never told its number.
    """
    consent = _consent(call)
    fields = _known(call.body(), ("withdrawn_at",))
    withdrawn_at: Any = fields.past("withdrawn_at", call.at)
    fields.finish()  # ends it here when there is no moment
    source = call.source
    withdraw_consent(consent, withdrawn_at=withdrawn_at, by=source.user, reason=f"Gemeld door {source}")
    return {"id": consent.pk}


def _consent(call: Call) -> Consent:
    key = key_in(call.place["key"])
    known = Consent.objects.all() if call.caller.all_entries else Consent.objects.filter(source=call.source)
    consent = known.filter(pk=key).first()
    if consent is None:
        raise Problem(404, "Er is geen toestemming met dit nummer.")
    return consent


def _decision(fields: Fields) -> str:
    """The decision by its name, or as the flag that came before it; the name goes first."""
    named = fields.values.get("decision") is not None
    upheld = fields.flag("upheld", required=not named)
    if named:
        return fields.choice("decision", ObjectionDecision.values)
    return str(ObjectionDecision.UPHELD if upheld else ObjectionDecision.REJECTED)


def post_objection(call: Call) -> Answer:
    """Record an objection or a restriction with its decision."""
    fields = _known(
        call.body(),
        (
            *(
                "external_id",
                "dossier",
                "kind",
                "recipient",
                "purpose",
                "decision",
                "upheld",
                "from",
                "until",
            ),
            *("received_at", "restriction_ground"),
        ),
    )
    values = {
        "external_id": fields.text("external_id", required=True),
        "dossier": fields.dossier(),
        "kind": fields.choice("kind", ObjectionKind.values, required=True),
        "recipient": fields.record("recipient", Party),
        "purpose": fields.record("purpose", Purpose),
        "decision": _decision(fields),
        "in_force_from": fields.instant("from", required=True, day=True),
        "in_force_until": fields.instant("until", day=True, through=True),
        "received_at": fields.past("received_at", call.at, required=False),
        "restriction_ground": fields.choice("restriction_ground", RestrictionGround.values),
    }
    named = fields.values.get("recipient") is not None or fields.values.get("purpose") is not None
    if values["kind"] == ObjectionKind.OBJECTION and not named:
        fields.refuse("recipient", "required", "Noem bij een bezwaar een ontvanger of een doeleinde.")
    if values["kind"] == ObjectionKind.RESTRICTION and named:
        fields.refuse("recipient", "invalid", "Een beperking geldt voor het hele dossier; noem er geen.")
    if values["kind"] == ObjectionKind.OBJECTION and values["restriction_ground"]:
        message = "Alleen een beperking heeft een grond van artikel 18, lid 1; laat dit bij een bezwaar weg."
        fields.refuse("restriction_ground", "invalid", message)
    start, until = values["in_force_from"], values["in_force_until"]
    if start and until and until <= start:
        fields.refuse("until", "invalid", "Het einde ligt voor het begin.")
    fields.finish()
    source = call.source
    objection = decide_objection(**values, source=source, by=source.user, reason=f"Gemeld door {source}")
    return Answer({"id": objection.pk}, 201)
