"""Facts and entries of every kind, close to each other so that every border is met."""

from datetime import timedelta

from hypothesis import strategies as st

from sharing.agreements.choices import AgreementKind, ItemStatus, SubProcessorAuthorisation
from sharing.agreements.rules import SubProcessorFacts
from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.consents.choices import ObjectionDecision
from sharing.disclosures.choices import RestrictionException
from sharing.gate.facts import HeldCapacity
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, SensitiveException
from sharing.parties.choices import Capacity
from sharing.reference.choices import Jurisdiction, LegalBasis
from sharing.reference.rules import ProvisionFacts
from sharing.transfers.choices import Mechanism
from tests.sharing.facts import (
    DAY,
    NOON,
    agreement,
    consent,
    decision,
    entry,
    facts,
    ground,
    objection,
    promise,
    request,
    tia,
    transfer,
)

PURPOSES = {"plaatsing": ("plaatsing", "reintegratie"), "reintegratie": ("reintegratie",), "hr": ("hr",)}
CATEGORIES = ("naam", "verzuim", "gezondheid", "vog", "bsn")
KINDS = {"gezondheid": "special", "vog": "criminal", "bsn": "national_id"}

days = st.integers(-2, 2).map(lambda shift: DAY + timedelta(days=shift))
instants = st.integers(-2, 2).map(lambda shift: NOON + timedelta(seconds=shift))
maybe = lambda values: st.none() | values  # noqa: E731
codes_of = lambda choices: st.sampled_from([choice.value for choice in choices])  # noqa: E731
categories = st.frozensets(st.sampled_from(CATEGORIES), min_size=1)
purposes = st.sampled_from(sorted(PURPOSES))
recipients = st.sampled_from(["gemeente", "uwv"])
texts = st.sampled_from(["", " ", "wet-a", "Wet  A, artikel 1", "wet-b", "onbekend"])
statuses = st.sampled_from([status.value for status in ItemStatus])
subjects = st.sampled_from(["deelnemer", "medewerker"])

promises = st.builds(
    promise,
    transfer_policy=codes_of(TransferPolicy),
    special_categories=codes_of(SpecialCategoriesPolicy),
    capacities=st.frozensets(codes_of(Capacity)),
    purposes=st.frozensets(purposes),
    consent_for_all_else=st.booleans(),
    data_categories=maybe(st.dictionaries(codes_of(Capacity), categories, max_size=2)),
)
links = st.builds(
    SubProcessorFacts,
    party=recipients,
    first_day=maybe(days),
    last_day=maybe(days),
    approved_on=maybe(days),
    objection_until=maybe(days),
)
agreements = st.builds(
    agreement,
    id=st.integers(1, 9),
    reference=st.sampled_from("ABC"),
    kind=codes_of(AgreementKind),
    first_day=days,
    last_day=maybe(days),
    terminated_per=maybe(days),
    notice_days=maybe(st.integers(0, 3)),
    purposes=st.frozensets(purposes),
    data_categories=categories,
    signed_on=maybe(days),
    subject_categories=st.frozensets(subjects, max_size=1),
    clauses=st.dictionaries(st.sampled_from("abcdefgh"), statuses),
    sub_processors=st.lists(links, max_size=2).map(tuple),
    authorisation=codes_of(SubProcessorAuthorisation),
)
provisions = st.builds(
    ProvisionFacts,
    code=st.sampled_from(["wet-a", "wet-b"]),
    citation=st.sampled_from(["wet A, artikel 1", "wet B, artikel 1"]),
    jurisdiction=codes_of(Jurisdiction),
    first_day=maybe(days),
    last_day=maybe(days),
)
grounds = st.builds(
    ground,
    category=maybe(st.sampled_from(sorted(KINDS))),
    kind=st.sampled_from(sorted(EXCEPTIONS_OF_KIND)),
    purpose=maybe(purposes),
    recipient=maybe(recipients),
    capacity=st.just("") | codes_of(Capacity),
    exception=codes_of(SensitiveException),
    provision=st.sampled_from(["", "wet-a", "wet-b"]),
    first_day=days,
    last_day=maybe(days),
)
tias = st.builds(tia, party=recipients, day=days, positive=st.booleans(), review_due=maybe(days))
decisions = st.builds(
    decision,
    scope=st.sampled_from(["", "deelnemers"]),
    reference=st.sampled_from("AB"),
    first_day=days,
    last_day=maybe(days),
    under_review=st.booleans(),
    excludes=st.sampled_from(["", "kerken"]),
)
transfers = st.builds(
    transfer,
    party=recipients,
    mechanism=codes_of(Mechanism),
    inside_scope=maybe(st.booleans()),
    first_day=days,
    last_day=maybe(days),
    decision=maybe(st.sampled_from("AB")),
    covers_staff=maybe(st.booleans()),
)
consents = st.builds(
    consent,
    recipient=maybe(recipients),
    purpose=maybe(purposes),
    categories=categories,
    explicit=st.booleans(),
    given_at=instants,
    withdrawn_at=maybe(instants),
    refused=st.booleans(),
)
objections = st.builds(
    objection,
    kind=st.sampled_from(["objection", "restriction"]),
    recipient=maybe(recipients),
    purpose=maybe(purposes),
    decision=codes_of(ObjectionDecision),
    start=instants,
    until=maybe(instants),
)
requests = st.builds(
    request,
    authority=recipients,
    assessed_by=maybe(st.integers(1, 2)),
    confirmed_by=maybe(st.integers(1, 2)),
    confirmed_at=maybe(instants),
    granted=st.booleans(),
    categories=st.just(frozenset()) | categories,
    dossiers=st.frozensets(st.sampled_from([b"d-1", b"d-2"])),
    provision=texts,
    period_from=maybe(days),
    period_until=maybe(days),
)


@st.composite
def entries(draw):
    purpose, chosen = draw(purposes), draw(categories)
    return entry(
        capacity=draw(codes_of(Capacity)),
        purpose=purpose,
        purpose_line=PURPOSES[purpose],
        data_categories=chosen,
        special_categories=chosen & {"gezondheid"},
        criminal_categories=chosen & {"vog"},
        national_id_categories=chosen & {"bsn"},
        legal_basis=draw(codes_of(LegalBasis)),
        legal_provision=draw(texts),
        destination_country=draw(st.sampled_from(["NL", "US", "US", "IN"])),
        recipient_country=draw(st.sampled_from(["NL", "US"])),
        authority_request=draw(maybe(requests)),
        subject_category=draw(subjects),
        subject_is_staff=draw(st.booleans()),
        on_behalf_of=draw(st.sampled_from(["", "", "", "uwv", "gemeente"])),
        restriction_exception=draw(st.just("") | codes_of(RestrictionException)),
    )


def few(values):
    return st.lists(values, max_size=3).map(tuple)


# No two of a register are one: their keys decide between what is equally near.
some_agreements = st.lists(agreements, max_size=3, unique_by=lambda one: one.id).map(tuple)
held = st.builds(HeldCapacity, codes_of(Capacity), days, maybe(days))
everything = st.builds(
    facts,
    promise=maybe(promises),
    capacities=few(held),
    agreements=some_agreements,
    transfers=few(transfers),
    decisions=few(decisions),
    consents=few(consents),
    objections=few(objections),
    assessments=few(tias),
    provisions=few(provisions),
    grounds=few(grounds),
    lenient=st.booleans(),
    client=maybe(some_agreements.map(lambda several: facts(agreements=several).party)),
)
