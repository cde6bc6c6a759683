"""The capabilities' models, where Django looks for them."""

from sharing.access.models import AccessProposal, Role, RoleCollectionRight, RolePageRight, RoleRight
from sharing.access.review_models import RoleReview
from sharing.activities.models import (
    ActivityDataCategory,
    ActivityPurpose,
    ActivityRecipient,
    ActivityRetentionTerm,
    ActivitySubjectCategory,
    ProcessingActivity,
)
from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementDocument,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
)
from sharing.answers.models import AccessAnswer, BlackOut
from sharing.background.models import BackgroundWork
from sharing.breaches.models import (
    Breach,
    BreachAnswer,
    BreachDisclosure,
    BreachDocument,
    BreachRecords,
    BreachSubjects,
)
from sharing.breaches.notice_models import BreachLetter
from sharing.breaches.report_models import BreachNotification
from sharing.commitments.models import CommitmentSet, CommitmentWithdrawal
from sharing.consents.models import Consent, ConsentDocument, Objection, ObjectionDocument
from sharing.consents.request_models import (
    AuthorityRequest,
    AuthorityRequestDocument,
    RequestedDossier,
    SecrecyDecision,
)
from sharing.core.looking.models import Look
from sharing.core.normalising.models import DossierNormalisation
from sharing.disclosures.models import Disclosure
from sharing.entry.models import EntryTemplate
from sharing.grounds.models import GroundsIntroduction, SensitiveGround
from sharing.letters.models import LetterTemplate
from sharing.log.models import (
    ChosenColumns,
    DescriptionWords,
    Emitted,
    FlowsListed,
    LogFlow,
    SavedFilter,
    WordsTaken,
)
from sharing.measures.models import (
    Confidentiality,
    ConfidentialityCheck,
    MeasureActivity,
    MeasureCheck,
    MeasureDataCategory,
    SecurityMeasure,
)
from sharing.organisation.models import OrganisationSettings
from sharing.parties.merger_models import PartyMerger
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import (
    AdequacyDecision,
    Country,
    DataCategory,
    EeaMembership,
    LegalProvision,
    Purpose,
    SubjectCategory,
)
from sharing.reference.procedures import ComplaintProcedure
from sharing.reference.terms import RetentionTerm, RetentionTermDataCategory, RetentionTermPurpose
from sharing.reminders.models import CalendarFeed, Reminder, ReminderMail
from sharing.retention.models import (
    Destruction,
    DestructionItem,
    ErasureEntry,
    FileToRemove,
    RefusedDestruction,
    RetentionHold,
    RetentionRule,
)
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.effect_models import RightsEffect
from sharing.rights.letter_models import RightsLetter
from sharing.rights.models import RightsDocument, RightsPause, RightsRequest
from sharing.rights.portability_models import PortableFile
from sharing.rights.recipient_models import RecipientNotice
from sharing.sources.models import Idempotency, Pace, Source
from sharing.transfers.models import ImpactAssessment, Transfer

__all__ = [
    "AccessAnswer",
    "AccessProposal",
    "ActivityDataCategory",
    "ActivityPurpose",
    "ActivityRecipient",
    "ActivityRetentionTerm",
    "ActivitySubjectCategory",
    "AdequacyDecision",
    "Agreement",
    "AgreementDataCategory",
    "AgreementDocument",
    "AgreementPurpose",
    "AgreementSubjectCategory",
    "Article28Clause",
    "AuthorityRequest",
    "AuthorityRequestDocument",
    "BackgroundWork",
    "BlackOut",
    "Breach",
    "BreachAnswer",
    "BreachDisclosure",
    "BreachDocument",
    "BreachLetter",
    "BreachNotification",
    "BreachRecords",
    "BreachSubjects",
    "CalendarFeed",
    "ChosenColumns",
    "CommitmentSet",
    "CommitmentWithdrawal",
    "ComplaintProcedure",
    "ComplaintSubject",
    "Confidentiality",
    "ConfidentialityCheck",
    "Consent",
    "ConsentDocument",
    "Country",
    "DataCategory",
    "DescriptionWords",
    "Destruction",
    "DestructionItem",
    "Disclosure",
    "DossierNormalisation",
    "EeaMembership",
    "Emitted",
    "EntryTemplate",
    "ErasureEntry",
    "FileToRemove",
    "FlowsListed",
    "GroundsIntroduction",
    "Idempotency",
    "ImpactAssessment",
    "LegalProvision",
    "LetterTemplate",
    "LogFlow",
    "Look",
    "MeasureActivity",
    "MeasureCheck",
    "MeasureDataCategory",
    "Objection",
    "ObjectionDocument",
    "OrganisationSettings",
    "Pace",
    "Party",
    "PartyCapacity",
    "PartyMerger",
    "PortableFile",
    "ProcessingActivity",
    "Purpose",
    "RecipientNotice",
    "RefusedDestruction",
    "Reminder",
    "ReminderMail",
    "RequestedDossier",
    "RetentionHold",
    "RetentionRule",
    "RetentionTerm",
    "RetentionTermDataCategory",
    "RetentionTermPurpose",
    "RightsDocument",
    "RightsEffect",
    "RightsLetter",
    "RightsPause",
    "RightsRequest",
    "Role",
    "RoleCollectionRight",
    "RolePageRight",
    "RoleReview",
    "RoleRight",
    "SavedFilter",
    "SecrecyDecision",
    "SecurityMeasure",
    "SensitiveGround",
    "Source",
    "SubProcessor",
    "SubjectCategory",
    "Transfer",
    "WordsTaken",
]
