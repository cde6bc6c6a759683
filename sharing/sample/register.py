"""The sample's registers: lists, parties, agreements, transfers, and what authorities asked."""

from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from sharing.access.accounts import change_account, make_account
from sharing.agreements.choices import AgreementKind, DataAtEnd, ItemStatus
from sharing.agreements.models import Agreement, Article28Clause, SubProcessor
from sharing.consents.models import AuthorityRequest
from sharing.consents.requests import assess_request, confirm_request, register_authority_request
from sharing.core.actor import Actor, acting, system_user
from sharing.core.periods import at_clock, next_day
from sharing.core.records import version_of
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, SubjectCategory
from sharing.reference.terms import RetentionTerm
from sharing.sample.tables import cells, day, has_list, records
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
SECOND_LAWYER = "jurist-vervanger"
SECOND_ADDRESS = "vervanger@werkpad.example"


def load_sample_register(*, by: Actor, lawyer: Actor, today: date) -> None:
    """Load the registers as ``by``, and the authorities' requests as ``lawyer``, counted from ``today``."""
    rows = WorkbookRows()
    for name, sheet in BY_NAME.items():
        if has_list(name):
            rows.sheets[name] = parse_sheet(sheet, list(cells(name, today=today)), rows)
    import_rows(rows, by=by, reason=REASON)
    _complete_retention_terms(by=by)
    _complete_agreements(by=by)
    _load_requests(lawyer=lawyer, today=today)


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
        Agreement.objects.filter(kind=AgreementKind.PROCESSING).update(
            breach_notice_hours=24, data_at_end=DataAtEnd.RETURN_AND_ERASE
        )
        Agreement.objects.filter(reference="VW-2023-01").update(objection_days=30)
        clauses = list(Article28Clause.objects.filter(status=ItemStatus.MET))
        for clause in clauses:
            clause.clause = f"artikel {3 + 'abcdefgh'.index(clause.item)}"
        Article28Clause.objects.bulk_update(clauses, ["clause"])
        own_servers = SubProcessor.objects.get(agreement__reference="VW-2023-03", party__code="hosting")
        SubProcessor.objects.filter(party__code="helpdesk-india").update(parent=own_servers)
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
            data_categories=[categories[code] for code in row["gegevens"].split(";")],
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
