"""The sample's registers: lists, parties, agreements, transfers, and what authorities asked."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from sharing.access.accounts import change_account, make_account
from sharing.agreements.choices import AgreementKind, DataAtEnd, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.requests import assess_request, confirm_request, register_authority_request
from sharing.core.actor import Actor, acting, system_user
from sharing.core.periods import at_clock, next_day
from sharing.core.records import version_of
from sharing.grounds.models import SensitiveGround
from sharing.grounds.operations import load_starting_lists
from sharing.parties.models import Party
from sharing.reference.choices import Confidence
from sharing.reference.models import DataCategory, LegalProvision, Purpose, SubjectCategory
from sharing.reference.terms import RetentionTerm
from sharing.sample.measures import load_sample_measures, load_sample_role_review
from sharing.sample.tables import cells, day, has_list, records
from sharing.workbook.columns import CAPACITIES, DATA, GROUNDS, PARTIES, PROVISIONS, PURPOSES, SUBJECTS
from sharing.workbook.operations import import_rows
from sharing.workbook.reading import WorkbookRows, parse_sheet
from sharing.workbook.sheets import BY_NAME

REASON = "Voorbeeldgegevens"
TERMS_SINCE = date(2020, 1, 1)
TERMS_OF = {
    "trajectdossier": "deelnemers",
    "loonadministratie": "medewerkers",
    "identiteitsbewijs": "medewerkers",
    "verzuimdossier": "medewerkers",
}
# What the starting list builds on, and what legal staff keep; the rest comes after both.
FIRST = (PURPOSES, DATA, SUBJECTS, PARTIES, CAPACITIES)
LAW = (PROVISIONS, GROUNDS)
SECOND_LAWYER = "jurist-vervanger"
SECOND_ADDRESS = "vervanger@werkpad.example"


def load_sample_register(*, by: Actor, lawyer: Actor, today: date) -> None:
    """Load the registers as ``by``, counted from ``today``; what legal staff keep is the ``lawyer``'s.

    The starting list comes with it, as the button would load it.
    """
    _import(FIRST, by=by, today=today)
    load_starting_lists(by=lawyer, reason=REASON)
    _import(LAW, by=lawyer, today=today)
    _still_to_check(by=lawyer)
    _narrow_grounds(by=lawyer)
    _import([name for name in BY_NAME if name not in (*FIRST, *LAW)], by=by, today=today)
    _complete_retention_terms(by=by)
    _complete_agreements(by=by)
    load_sample_measures(by=by, at=at_clock(today, time(12)), today=today)
    _load_requests(lawyer=lawyer, today=today)
    load_sample_role_review()


def _import(names: Iterable[str], *, by: Actor, today: date) -> None:
    rows = WorkbookRows()
    for name in filter(has_list, names):
        rows.sheets[name] = parse_sheet(BY_NAME[name], list(cells(name, today=today)), rows)
    import_rows(rows, by=by, reason=REASON)


def _still_to_check(*, by: Actor) -> None:
    """What the sample adds to the starting list is as sure as that list: to be checked by who keeps the register."""
    provisions = {row["code"] for row in records("bepalingen")}
    grounds = {row["kenmerk"] for row in records("gevoelige_gegevens")}
    with acting(by=by, reason="Aangevuld: waar dit staat, en dat iemand het nog moet controleren"):
        LegalProvision.objects.filter(code__in=provisions).update(
            confidence=Confidence.TO_CHECK, source="wetten.overheid.nl"
        )
        SensitiveGround.objects.filter(reference__in=grounds).update(
            confidence=Confidence.TO_CHECK, source="Voorbeeld, in eigen woorden; controleer de bepaling"
        )


def _narrow_grounds(*, by: Actor) -> None:
    """What the starting list says of everybody goes here for the employees who are ill, and for who guides them."""
    narrower = SensitiveGround.objects.filter(
        reference__in=("gezondheid-reintegratie", "gezondheid-bedrijfsarts")
    )
    with acting(
        by=by, reason="Beperkt na controle: alleen bij ziekte van medewerkers, en niet voor deelnemers"
    ):
        narrower.update(purpose=Purpose.objects.get(code="werkgever-verzuim"))
        narrower.filter(reference="gezondheid-bedrijfsarts").update(
            recipient=Party.objects.get(code="arbodienst")
        )


def _complete_retention_terms(*, by: Actor) -> None:
    """What the workbook has no columns for."""
    subjects = {subject.code: subject for subject in SubjectCategory.objects.all()}
    with acting(by=by, reason="Aangevuld: sinds wanneer en voor wie deze termijnen gelden"):
        terms = list(RetentionTerm.objects.all())
        for term in terms:
            term.first_day = TERMS_SINCE
            term.subject_category = subjects.get(TERMS_OF.get(term.code, ""))
        RetentionTerm.objects.bulk_update(terms, ["first_day", "subject_category"])


def _complete_agreements(*, by: Actor) -> None:
    """What the workbook has no columns for; it also gives these agreements more than one line of history."""
    with acting(by=by, reason="Aangevuld na controle van het getekende contract"):
        Agreement.objects.filter(kind=AgreementKind.PROCESSING).update(data_at_end=DataAtEnd.RETURN_AND_ERASE)
        clauses = list(Article28Clause.objects.filter(status=ItemStatus.MET))
        for clause in clauses:
            clause.clause = f"artikel {3 + 'abcdefgh'.index(clause.item)}"
        Article28Clause.objects.bulk_update(clauses, ["clause"])
        Party.objects.filter(code="gemeente-voorbeeldstad").update(dpo_contact="fg@voorbeeldstad.example")


def _load_requests(*, lawyer: Actor, today: date) -> None:
    second = _second_lawyer()
    authorities = {party.code: party for party in Party.objects.all()}
    categories = {category.code: category for category in DataCategory.objects.all()}
    for row in records("verzoeken"):
        received = day(row["ontvangen"], today=today) or today
        request = register_authority_request(
            reference=row["kenmerk"],
            authority=authorities[row["autoriteit"]],
            legal_provision=row["bepaling"],
            asked=row["gevraagd"],
            received_on=received,
            data_categories=[categories[code] for code in row["gegevens"].split()],
            dossiers=row["dossiers"].split(),
            period_from=day(row["van"], today=today),
            period_until=day(row["tot"], today=today),
            secret=bool(row["waarom_geheim"]),
            secrecy_ground=row["waarom_geheim"],
            secret_until=day(row["geheim_tot"], today=today),
            by=lawyer,
            reason=REASON,
        )
        if row["beoordeling"]:
            at = at_clock(next_day(received), time(10))
            assess_request(
                request,
                assessment=row["beoordeling"],
                note=row["toelichting"],
                seen=version_of(AuthorityRequest, request.pk),
                by=lawyer,
                at=at,
                reason=REASON,
            )
        if row["bevestigd"] == "ja":
            confirm_request(
                request,
                seen=version_of(AuthorityRequest, request.pk),
                by=second,
                at=at + timedelta(hours=24),
                reason=REASON,
            )
    # Who confirmed has an account in the history; nobody signs in with it.
    change_account(second, values={"is_active": False}, by=system_user(), reason=REASON)


def _second_lawyer() -> Any:
    found = get_user_model().objects.filter(username=SECOND_LAWYER).first()
    if found is None:
        who = {"username": SECOND_LAWYER, "email": SECOND_ADDRESS, "first_name": "Vervangend jurist"}
        return make_account(**who, by=system_user(), reason=REASON)
    change_account(found, values={"is_active": True}, by=system_user(), reason=REASON)
    found.refresh_from_db()
    return found
