"""A small register in which one entry is permitted, and what changes about it makes the gate speak."""

from datetime import date

from django.utils import timezone

from sharing.core.actor import system_user
from sharing.disclosures.intake.channels import CSV, Raw
from sharing.sources.operations import create_source
from tests import factories as make

DOSSIER = "d-2026-0001"
# Nine digits that pass the 11-test.
BSN = "111222333"


def small_register() -> None:
    """A client with an agreement, a partner, another third party, an authority, a processor abroad."""
    purpose = make.PurposeFactory(code="re-integratie")
    make.PurposeFactory(code="plaatsing", parent=purpose)
    make.PurposeFactory(code="reclame")
    naw, contact = make.DataCategoryFactory(code="naw"), make.DataCategoryFactory(code="contact")
    make.DataCategoryFactory(code="gezondheid", special=True)
    make.SubjectCategoryFactory(code="deelnemer")
    make.LegalProvisionFactory(code="artikel-1", citation="artikel 1")
    make.EeaMembershipFactory(country=make.CountryFactory(code="NL"))
    client = make.PartyFactory(code="gemeente-a", name="Gemeente A", client=True)
    make.AgreementFactory(
        reference="OV-A",
        party=client,
        covers=[purpose],
        data=[naw, contact],
        first_day=date(2020, 1, 1),
        notice_days=None,
    )
    make.PartyFactory(code="partner-b", partner=True)
    make.PartyFactory(code="derde-c", other=True)
    make.PartyFactory(code="dienst-d", authority=True)
    make.PartyFactory(code="cloud-e", processor=True, abroad=True)
    make.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1), purposes=["re-integratie"])


def entry(**changes) -> dict:
    """A permitted disclosure as JSON; None leaves a field out."""
    values = {
        "external_id": "E-1",
        "disclosed_at": "2026-03-31T14:05:00+02:00",
        "recipient": "gemeente-a",
        "capacity": "client",
        "dossier": DOSSIER,
        "subject_category": "deelnemer",
        "purpose": "re-integratie",
        "data_categories": ["naw"],
        "legal_basis": "public_task",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def raw(**changes) -> Raw:
    """A permitted disclosure as an operation takes it."""
    values = entry(**changes)
    return Raw(**{**values, "data_categories": tuple(values.get("data_categories", ()))})


def row(**changes) -> dict[str, str]:
    """A permitted disclosure as a row of a CSV file, by column."""
    values = {
        "external_id": "E-1",
        "disclosed_at": "2026-03-31T14:05:00+02:00",
        "recipient": "gemeente-a",
        "capacity": "opdrachtgever",
        "dossier": DOSSIER,
        "subject_category": "deelnemer",
        "purpose": "re-integratie",
        "data_categories": "naw contact",
        "legal_basis": "taak_algemeen_belang",
        **changes,
    }
    return {CSV.name(name): value for name, value in values.items()}


def token_for(*scopes: str, name: str = "Dossierportaal") -> str:
    """The token of a new source."""
    return create_source(
        name=name,
        scopes=scopes or ["check", "record", "read"],
        all_entries="read" in (scopes or ["read"]),
        by=system_user(),
        at=timezone.now(),
        reason="Test",
    ).token
