"""Plain facts for the tests of the rules: a disclosure that is allowed, to change one thing at a time."""

from datetime import UTC, date, datetime

from sharing.agreements.rules import AgreementFacts
from sharing.commitments.rules import Promise
from sharing.consents.rules import AuthorityRequestFacts, ConsentFacts, ObjectionFacts
from sharing.core.periods import start_of_day
from sharing.gate.facts import Entry, Facts, HeldCapacity, Names, PartyFacts
from sharing.grounds.rules import GroundFacts
from sharing.reference.rules import ProvisionFacts
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer
from sharing.transfers.tia import Tia

DAY = date(2026, 3, 31)
NOON = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)

NAMES = Names(
    purposes={
        "reintegratie": "Arbeidsintegratie",
        "plaatsing": "Plaatsing op een werkplek",
        "hr": "Werkgeverstaken",
    },
    categories={
        "naam": "Naam en adres",
        "verzuim": "Verzuimdagen",
        "gezondheid": "Gezondheid",
        "bsn": "BSN",
        "vog": "Strafblad",
    },
    countries={"NL": "Nederland", "US": "Verenigde Staten", "IN": "India", "CH": "Zwitserland"},
    subjects={"deelnemer": "Deelnemers", "medewerker": "Medewerkers"},
)
ALL_CAPACITIES = frozenset({"client", "partner", "processor", "authority", "other"})
MEMBERSHIPS = (
    Membership("NL", None, None),
    Membership("BE", None, None),
    Membership("GB", None, date(2020, 12, 31)),
)
# Listed: one that counts, one that ended, one of foreign law.
PROVISIONS = (
    ProvisionFacts("pw-64", "artikel 64 Participatiewet", "nl", date(2015, 1, 1)),
    ProvisionFacts("wet-oud", "artikel 1 Oude wet", "nl", date(2010, 1, 1), date(2025, 12, 31)),
    ProvisionFacts("cloud-act", "US CLOUD Act", "other"),
)
ARRANGED = dict.fromkeys("abcdefgh", "met")


def promise(**changes) -> Promise:
    values = {
        "version": 3,
        "starts_at": start_of_day(date(2026, 1, 1)),
        "transfer_policy": "legal_obligation_only",
        "special_categories": "explicit_consent_only",
        "capacities": ALL_CAPACITIES,
        "purposes": frozenset({"reintegratie"}),
    }
    return Promise(**values | changes)


def agreement(**changes) -> AgreementFacts:
    values = {
        "id": 1,
        "reference": "VO-2024-01",
        "kind": "service_agreement",
        "signed_on": date(2023, 12, 1),
        "first_day": date(2024, 1, 1),
        "last_day": None,
        "terminated_per": None,
        "notice_days": None,
        "purposes": frozenset({"reintegratie"}),
        "data_categories": frozenset({"naam", "verzuim"}),
        "clauses": ARRANGED,
    }
    return AgreementFacts(**values | changes)


def decision(**changes) -> Decision:
    values = {
        "country": "US",
        "scope": "",
        "reference": "(EU) 2023/1795",
        "first_day": date(2023, 7, 10),
        "last_day": None,
    }
    return Decision(**values | changes)


def transfer(**changes) -> RegisteredTransfer:
    values = {
        "party": "gemeente",
        "country": "US",
        "mechanism": "scc_module_2",
        "inside_scope": None,
        "first_day": date(2024, 1, 1),
        "last_day": None,
    }
    return RegisteredTransfer(**values | changes)


def tia(**changes) -> Tia:
    values = {"party": "gemeente", "country": "US", "day": date(2024, 1, 1), "positive": True}
    return Tia(**values | changes)


def ground(**changes) -> GroundFacts:
    """A ground for health data, for every recipient and purpose."""
    values = {
        "id": 1,
        "reference": "gezondheid-arbeid",
        "category": "gezondheid",
        "kind": "special",
        "purpose": None,
        "recipient": None,
        "capacity": "",
        "exception": "art_9_2_b",
        "provision": "",
        "first_day": date(2018, 5, 25),
        "last_day": None,
    }
    return GroundFacts(**values | changes)


def consent(**changes) -> ConsentFacts:
    values = {
        "recipient": "gemeente",
        "purpose": "plaatsing",
        "categories": frozenset({"naam", "verzuim", "gezondheid"}),
        "explicit": False,
        "given_at": datetime(2026, 1, 10, 9, 0, tzinfo=UTC),
    }
    return ConsentFacts(**values | changes)


def objection(**changes) -> ObjectionFacts:
    values = {
        "kind": "objection",
        "recipient": "gemeente",
        "purpose": None,
        "decision": "upheld",
        "start": datetime(2026, 2, 1, 9, 0, tzinfo=UTC),
    }
    return ObjectionFacts(**values | changes)


def restriction(**changes) -> ObjectionFacts:
    return objection(**{"kind": "restriction", "recipient": None} | changes)


def request(**changes) -> AuthorityRequestFacts:
    values = {
        "reference": "AV-2026-07",
        "authority": "gemeente",
        "assessed_by": 11,
        "confirmed_by": 12,
        "confirmed_at": datetime(2026, 3, 30, 9, 0, tzinfo=UTC),
        "granted": True,
    }
    return AuthorityRequestFacts(**values | changes)


def entry(**changes) -> Entry:
    """An allowed disclosure to a client: a sub-purpose of what is stated and agreed, within the country."""
    values = {
        "recipient": "gemeente",
        "capacity": "client",
        "purpose": "plaatsing",
        "purpose_line": ("plaatsing", "reintegratie"),
        "data_categories": frozenset({"naam"}),
        "special_categories": frozenset(),
        "legal_basis": "contract",
        "legal_provision": "",
        "disclosed_at": NOON,
        "day": DAY,
        "destination_country": "NL",
        "subject_category": "deelnemer",
        "recipient_country": "NL",
        "dossier": b"d-1",
    }
    return Entry(**values | changes)


def facts(**changes) -> Facts:
    """Facts that allow ``entry()``; what is the party's may be given beside the rest."""
    party = {
        "code": "gemeente",
        "name": "Gemeente Waterstad",
        "capacities": tuple(HeldCapacity(code, date(2020, 1, 1), None) for code in sorted(ALL_CAPACITIES)),
        "agreements": (agreement(),),
        "transfers": (),
        "assessments": (),
    }
    party |= {name: changes.pop(name) for name in list(changes) if name in party}
    values = {
        "promise": promise(),
        "party": PartyFacts(**party),
        "memberships": MEMBERSHIPS,
        "names": NAMES,
        "provisions": PROVISIONS,
    }
    return Facts(**values | changes)
