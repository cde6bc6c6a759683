"""Registers of any content that people may make on the screens: for the test that a workbook tells all of it."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from sharing.agreements.choices import AgreementKind, DataAtEnd, ItemStatus, SubProcessorAuthorisation
from sharing.core.bsn import holds_bsn
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, NEEDS_PROVISION
from sharing.parties.choices import Capacity
from sharing.reference.choices import DataKind, Jurisdiction, LegalBasis, TermUnit
from sharing.transfers.choices import Mechanism, TiaConclusion
from tests import factories as make

# What spreadsheet programs and XML take for something else, and what nobody sees.
PIECES = (
    *"aé€=+-@'\"<>&;,|_ ",
    *("\r\n", "\n", "\t", "\r", "\x01", "\x85", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "😀"),
    *("_x000D_", "_x005F_", "TRUE", "00012", "1e5", "31-03-2026", "=1+1", "#N/A"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=8).map(lambda parts: "".join(parts).strip())
free = texts.filter(lambda text: not holds_bsn(text))
named = texts.map(lambda text: f"={text}x")  # never empty, and the worst beginning
days = st.dates(date(1995, 1, 1), date(2100, 12, 31))
old_days = st.dates(date(1815, 1, 1), date(2100, 12, 31))
CRITERIA = st.sampled_from(["7 jaar", "2 jaar na het einde", "1 dag", "tot u zich afmeldt"]) | named
COUNTRIES = ("NL", "US", "JP", "DE")


def some(things: list[Any], *, at_least: int = 0) -> st.SearchStrategy[list[Any]]:
    return (
        st.lists(st.sampled_from(things), min_size=at_least, max_size=3, unique=True)
        if things
        else st.just([])
    )


@st.composite
def periods(draw: Any, strategy: Any = days, *, begins: bool = True) -> dict[str, Any]:
    first = draw(strategy if begins else st.none() | strategy)
    last = draw(st.none() | strategy)
    if first and last and last < first:
        first, last = last, first
    return {"first_day": first, "last_day": last}


def make_register(data: st.DataObject) -> None:
    """Fill an empty register; the caller opened the transaction."""

    def draw(strategy: Any) -> Any:
        return data.draw(strategy)

    def several(most: int = 3) -> range:
        return range(draw(st.integers(1, most)))

    countries = [make.CountryFactory(code=code) for code in COUNTRIES]
    decisions = [make.AdequacyDecisionFactory(country=countries[1 + turn % 2]) for turn in range(3)]
    kinds = [DataKind.ORDINARY, DataKind.SPECIAL, DataKind.CRIMINAL, DataKind.NATIONAL_ID]
    purposes: list[Any] = []
    for _turn in several():
        parent = draw(st.none() | st.sampled_from(purposes)) if purposes else None
        purposes.append(make.PurposeFactory(description=draw(named), parent=parent))
    categories = [
        make.DataCategoryFactory(name=draw(named), kind=draw(st.sampled_from(kinds)), origin=draw(free))
        for _turn in several()
    ]
    subjects = [
        make.SubjectCategoryFactory(name=draw(named), staff=draw(st.booleans())) for _turn in several()
    ]
    provisions = [
        make.LegalProvisionFactory(
            citation=draw(named),
            jurisdiction=draw(st.sampled_from(Jurisdiction)),
            **draw(periods(old_days, begins=False)),
        )
        for _turn in several()
    ]
    terms = [_term(draw) for _turn in several()]
    for term in terms:
        for purpose in draw(some(purposes)):
            make.RetentionTermPurposeFactory(term=term, purpose=purpose)
        for category in draw(some(categories)):
            make.RetentionTermDataCategoryFactory(term=term, data_category=category)
    parties = [
        make.PartyFactory(
            name=draw(named),
            country=draw(st.sampled_from(countries)),
            kvk_number=draw(st.sampled_from(["", "01234567", "12345678"])),
            address=draw(texts),
            foreign_register_number=draw(st.sampled_from(["", "HRB 1", "007"])),
            contact_name=draw(texts),
            email=draw(st.sampled_from(["", "a@b.example"])),
            website=draw(st.sampled_from(["", "https://a.example/?b=c&d"])),
            notice_address=draw(texts),
            active=draw(st.booleans()),
            aliases=draw(texts),
            dpo_contact=draw(texts),
        )
        for _turn in several()
    ]
    for party in parties:
        for capacity in draw(some(list(Capacity))):
            make.PartyCapacityFactory(party=party, capacity=capacity, **draw(periods()))
    for _turn in several():
        _ground(draw, categories, purposes, parties, provisions)
    owner = make.UserFactory()
    agreements = _agreements(draw, several, parties, owner, purposes, categories, subjects)
    for agreement in agreements:
        _chain(draw, several, agreement, parties, countries)
    _transfers(draw, several, parties, countries, decisions)
    for _turn in several():
        _activity(draw, parties, owner, purposes, categories, subjects, provisions, terms)


def _term(draw: Any) -> Any:
    fixed = {
        "length": draw(st.integers(1, 99)),
        "unit": draw(st.sampled_from(TermUnit)),
        "counted_from": draw(named),
    }
    open_ended = {"length": None, "unit": "", "counted_from": "", "criterion": draw(CRITERIA)}
    chosen = draw(st.sampled_from([fixed, open_ended]))
    return make.RetentionTermFactory(description=draw(named), legal_ground=draw(texts), **chosen)


def _ground(draw: Any, categories: Any, purposes: Any, parties: Any, provisions: Any) -> None:
    sensitive = [one for one in categories if one.kind != DataKind.ORDINARY]
    category = draw(st.none() | st.sampled_from(sensitive)) if sensitive else None
    kind = category.kind if category else draw(st.sampled_from(sorted(EXCEPTIONS_OF_KIND)))
    exception = draw(st.sampled_from(sorted(EXCEPTIONS_OF_KIND[kind])))
    provision = draw(
        st.sampled_from(provisions) if exception in NEEDS_PROVISION else st.sampled_from([None, *provisions])
    )
    make.SensitiveGroundFactory(
        kind=kind,
        data_category=category,
        purpose=draw(st.sampled_from([None, *purposes])),
        recipient=draw(st.sampled_from([None, *parties])),
        capacity=draw(st.sampled_from(["", *Capacity.values])),
        exception=exception,
        provision=provision,
        **draw(periods()),
    )


def _agreements(
    draw: Any, several: Any, parties: Any, owner: Any, purposes: Any, categories: Any, subjects: Any
) -> list[Any]:
    agreements: list[Any] = []
    for turn in several():
        period = draw(periods())
        former = draw(st.sampled_from([None, *agreements]))
        agreements.append(
            make.AgreementFactory(
                reference=f"{turn}{draw(texts)}"[:60].strip(),
                party=draw(st.sampled_from(parties)),
                kind=draw(st.sampled_from(AgreementKind)),
                description=draw(free),
                # Signed, it would not hold on a day of its predecessor.
                signed_on=None if former else draw(st.none() | old_days),
                terminated_per=draw(st.sampled_from([None, period["first_day"]])),
                notice_days=draw(st.none() | st.integers(0, 365)),
                owner=draw(st.sampled_from([None, owner])),
                covers=draw(some(purposes, at_least=1)),
                data=draw(some(categories, at_least=1)),
                subjects=draw(some(subjects)),
                sub_processor_authorisation=draw(st.sampled_from(SubProcessorAuthorisation)),
                replaces=former,
                breach_notice_hours=draw(st.none() | st.integers(0, 72)),
                objection_days=draw(st.none() | st.integers(0, 60)),
                processing_nature=draw(free),
                security=draw(free),
                data_at_end=draw(st.sampled_from(DataAtEnd)),
                data_gone_on=draw(st.none() | days),
                infringing_instruction=draw(texts),
                audited_on=draw(st.none() | days),
                audit_due=draw(st.none() | days),
                **period,
            )
        )
        for item in draw(some(list("abcdefgh"))):
            make.Article28ClauseFactory(
                agreement=agreements[-1],
                item=item,
                status=draw(st.sampled_from(ItemStatus)),
                clause=draw(texts),
                note=draw(texts),
            )
    return agreements


def _chain(draw: Any, several: Any, agreement: Any, parties: Any, countries: Any) -> None:
    above: list[Any] = [None]
    for turn in several():
        above.append(
            make.SubProcessorFactory(
                agreement=agreement,
                party=draw(st.sampled_from(parties)),
                parent=draw(st.sampled_from(above)),
                service=f"{turn}{draw(texts)}"[:200].strip(),
                country=draw(st.sampled_from(countries)),
                approved_on=draw(st.none() | old_days),
                announced_on=draw(st.none() | old_days),
                objection_until=draw(st.none() | old_days),
                flow_down=draw(texts),
                **draw(periods(begins=False)),
            )
        )


def _transfers(draw: Any, several: Any, parties: Any, countries: Any, decisions: Any) -> None:
    for party in parties:
        for mechanism in draw(some(list(Mechanism))):
            country = draw(st.sampled_from(countries))
            fitting = [one for one in decisions if one.country_id == country.pk]
            adequate = mechanism == Mechanism.ADEQUACY
            make.TransferFactory(
                party=party,
                country=country,
                mechanism=mechanism,
                decision=draw(st.sampled_from([None, *fitting])) if adequate else None,
                inside_scope=draw(st.sampled_from([None, True, False])) if adequate else None,
                covers_staff=draw(st.sampled_from([None, True, False])) if adequate else None,
                scope=draw(free),
                **draw(periods()),
            )
        for assessed_on in draw(st.lists(days, max_size=2, unique=True)):
            make.ImpactAssessmentFactory(
                party=party,
                country=draw(st.sampled_from(countries)),
                assessed_on=assessed_on,
                conclusion=draw(st.sampled_from(TiaConclusion)),
                measures=draw(free),
                review_due=draw(st.sampled_from([None, assessed_on])),
            )


def _activity(
    draw: Any,
    parties: Any,
    owner: Any,
    purposes: Any,
    categories: Any,
    subjects: Any,
    provisions: Any,
    terms: Any,
) -> None:
    activity = make.ProcessingActivityFactory(
        name=draw(named),
        as_processor=draw(st.booleans()),
        legal_bases=draw(some(LegalBasis.values)),
        provision=draw(st.sampled_from([None, *provisions])),
        legitimate_interest=draw(free),
        security=draw(free),
        origin=draw(free),
        automated_decisions=draw(free),
        dpia=draw(free),
        owner=draw(st.sampled_from([None, owner])),
        **draw(periods()),
    )
    for purpose in draw(some(purposes, at_least=1)):
        make.ActivityPurposeFactory(activity=activity, purpose=purpose)
    for category in draw(some(categories, at_least=1)):
        make.ActivityDataCategoryFactory(activity=activity, data_category=category)
    for subject in draw(some(subjects, at_least=1)):
        make.ActivitySubjectCategoryFactory(activity=activity, subject_category=subject)
    for party in draw(some(parties)):
        make.ActivityRecipientFactory(activity=activity, recipient=party)
    for term in draw(some(terms)):
        make.ActivityRetentionTermFactory(activity=activity, retention_term=term)
