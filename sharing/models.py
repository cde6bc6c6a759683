"""The capabilities' models, where Django looks for them."""

from sharing.access.models import AccessProposal, Role, RoleCollectionRight, RolePageRight, RoleRight
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementDocument,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
    SubProcessor,
)
from sharing.commitments.models import CommitmentSet
from sharing.consents.models import AuthorityRequest, Consent, Objection
from sharing.core.normalising.models import DossierNormalisation
from sharing.disclosures.models import Disclosure
from sharing.organisation.models import OrganisationSettings
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import (
    AdequacyDecision,
    Country,
    DataCategory,
    EeaMembership,
    Purpose,
    RetentionTerm,
    SubjectCategory,
)
from sharing.sources.models import Idempotency, Pace, Source
from sharing.transfers.models import Transfer

__all__ = [
    "AccessProposal",
    "AdequacyDecision",
    "Agreement",
    "AgreementDataCategory",
    "AgreementDocument",
    "AgreementPurpose",
    "AgreementSubjectCategory",
    "Article28Clause",
    "AuthorityRequest",
    "CommitmentSet",
    "Consent",
    "Country",
    "DataCategory",
    "Disclosure",
    "DossierNormalisation",
    "EeaMembership",
    "Idempotency",
    "Objection",
    "OrganisationSettings",
    "Pace",
    "Party",
    "PartyCapacity",
    "Purpose",
    "RetentionTerm",
    "Role",
    "RoleCollectionRight",
    "RolePageRight",
    "RoleRight",
    "Source",
    "SubProcessor",
    "SubjectCategory",
    "Transfer",
]
