"""The page of one disclosure: sentences, facts, what it rested on then, its course, and what the gate says now."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sharing.consents.queries import withheld_on
from sharing.core.actor import Actor
from sharing.core.admin import Link, RegisterInspectView, Section, may
from sharing.core.admin.sections import screen_of
from sharing.core.admin.viewpoint import REFERENCE_DATE
from sharing.core.dutch import day_in_words
from sharing.core.periods import start_of_day
from sharing.core.readable import EMPTY, AccountNames
from sharing.disclosures.choices import Outcome
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import opposing
from sharing.gate.findings import Finding
from sharing.log.account import Account, account_of, asked_now, in_short, same_now
from sharing.log.sentences import in_sentences, moment_in_words

_Row = tuple[str, Link | str, str]


class AccountView(RegisterInspectView):
    """One disclosure in full. On a reference date it is told as it was recorded then, and asked nothing of now."""

    template_name = "sharing/disclosures/inspect.html"

    @cached_property
    def account(self) -> Account | None:
        """What it rested on; None when there was no such disclosure at the moment asked."""
        return account_of(self.object, until=self.moment) if self.object is not None else None

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What is known; what does not apply to this one is left out."""
        return [field for field in super().get_fields_context() if field["value"] != EMPTY]

    def get_sections(self) -> list[Section]:
        sections = super().get_sections()
        if self.account is None:
            return sections
        user = self.request.user
        told = [rested_on(self.object, self.account, user=user), course_of(self.object, self.account)]
        if self.moment is None and not self.object.is_void:
            told.append(said_now(self.object, at=timezone.now()))
        return [*told, *sections]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, account = self.object, self.account
        request = row.authority_request if row is not None else None
        return super().get_context_data(**kwargs) | {
            "sentences": in_sentences(replace(account.told, voided_at=None)) if account else [],
            "judged_at": moment_in_words(account.judged_at) if account else "",
            "findings": row.findings if row is not None else [],
            # The request as it is now: whether the person may know is asked when he asks.
            "withheld": withheld_on(self.day).get(request.pk) if request is not None else None,
            "withdrawn": row.withdrawn_consent if row is not None else None,
            # What was permitted and is judged all the same; a deviation has its own findings.
            "opposing": opposing(row)
            if row is not None and row.review and row.outcome == Outcome.PERMITTED
            else [],
        }


def rested_on(row: Disclosure, account: Account, *, user: Actor) -> Section:
    """Why it was allowed, or what it was compared with: every record as it stood then, for who may see it."""
    title = (
        _("Waarom dit mocht, volgens het register van toen")
        if row.outcome == Outcome.PERMITTED
        else _("Waaraan dit is getoetst, volgens het register van toen")
    )
    return Section(title, (_("Wat"), _("Welke"), _("Toelichting")), tuple(_grounds(row, account, user)))


def _grounds(row: Disclosure, account: Account, user: Actor) -> Iterator[_Row]:
    def then(record: models.Model, text: str = "") -> Link | str:
        return link_then(record, account.judged_at, user=user, text=text)

    told = account.told
    if told.client:
        yield (
            _("Onze rol"),
            _("Verwerker, namens %(client)s") % {"client": told.client},
            _("Zijn overeenkomst telt, en niet onze privacyverklaring; hij antwoordt de betrokkene."),
        )
    else:
        yield _("Onze rol"), _("Verwerkingsverantwoordelijke"), ""
    if account.agreement is not None:
        label = _("Overeenkomst met de opdrachtgever") if told.client else _("Overeenkomst")
        yield label, then(account.agreement), account.agreement.get_kind_display()
    elif told.client:
        yield _("Overeenkomst met de opdrachtgever"), _("Geen die toen gold"), ""
    if account.commitments is not None and not told.client:
        version = account.commitments.version
        text = _("versie %d") % version
        yield _("Toezeggingen van de verklaring"), then(account.commitments, text), ""
        yield (
            _("Tekst van de verklaring"),
            Link(text, f"/privacyverklaring/versies/{version}/"),
            _("van kracht vanaf %s") % day_in_words(account.commitments.effective_from),
        )
    for provision in account.provisions:
        yield _("Wettelijke bepaling"), then(provision), ""
    if account.request is not None:
        yield _("Verzoek van een autoriteit"), then(account.request), ""
    for consent in account.consents:
        given = _("gegeven op %s") % moment_in_words(consent.given_at)
        yield _("Toestemming"), then(consent), given
    for category, ground in account.grounds:
        yield (
            _("Grond voor gevoelige gegevens"),
            then(ground, f"{category}: {ground}"),
            ground.get_exception_display(),
        )
    if account.transfer is not None:
        yield _("Doorgifte"), then(account.transfer), ""
    if account.decision is not None:
        yield _("Adequaatheidsbesluit"), then(account.decision, account.decision.reference), ""
    if told.country:
        yield _("Waarborg buiten de EER"), told.safeguard or _("Geen"), account.reason
    yield _("Ontvanger"), then(row.recipient, told.recipient), ""


def link_then(record: models.Model, moment: datetime, *, user: Actor, text: str = "") -> Link | str:
    """The record by its name, leading to how it stood at the moment, for who may see it."""
    text, screen = text or str(record), screen_of(type(record))
    if screen is None or not may(user, "view", type(record)):
        return text
    url = reverse(screen.get_url_name("inspect"), args=(quote(record.pk),))
    return Link(text, f"{url}?{urlencode({REFERENCE_DATE: moment.isoformat()})}")


def course_of(row: Disclosure, account: Account) -> Section:
    """What happened when, from the request or consent it rests on until what became of it."""
    events = sorted(_events(row, account), key=lambda event: event[0])
    rows = tuple((_when(moment), what) for _instant, moment, what in events)
    return Section(_("Verloop"), (_("Wanneer"), _("Wat")), rows)


def _events(row: Disclosure, account: Account) -> Iterator[tuple[datetime, datetime | date, str]]:
    def at(moment: datetime | None, what: str) -> Iterator[tuple[datetime, datetime | date, str]]:
        if moment is not None:
            yield moment, moment, what

    request = account.request
    people = (row.recorded_by_id, row.reviewed_by_id, row.voided_by_id)
    names = AccountNames(
        one
        for one in (*people, *((request.assessed_by_id, request.confirmed_by_id) if request else ()))
        if one
    )

    def by(who: int | None, moment: datetime | None) -> dict[str, str]:
        return {"who": names.at(who, moment) if who is not None else EMPTY}

    if request is not None:
        yield start_of_day(request.received_on), request.received_on, _("Verzoek ontvangen")
        yield from at(
            request.assessed_at,
            _("Verzoek beoordeeld door %(who)s") % by(request.assessed_by_id, request.assessed_at),
        )
        yield from at(
            request.confirmed_at,
            _("Verzoek bevestigd door %(who)s") % by(request.confirmed_by_id, request.confirmed_at),
        )
    for consent in account.consents:
        yield from at(consent.given_at, _("Toestemming gegeven"))
    yield from at(row.disclosed_at, _("Verstrekt"))
    yield from at(row.recorded_at, _("Vastgelegd door %(who)s") % by(row.recorded_by_id, row.recorded_at))
    for moment in account.corrected_at:
        yield from at(moment, _("Gecorrigeerd; de regels keken opnieuw"))
    yield from at(
        row.reviewed_at,
        _("Beoordeeld door %(who)s: %(review)s")
        % (by(row.reviewed_by_id, row.reviewed_at) | {"review": str(row.get_review_display()).lower()}),
    )
    yield from at(row.aware_at, _("Datalek bekend geworden"))
    yield from at(row.breach_reported_at, _("Datalek gemeld bij de Autoriteit Persoonsgegevens"))
    if row.withdrawn_consent is not None:
        yield from at(
            row.withdrawn_consent.withdrawn_at, _("Toestemming ingetrokken; dat werd later vastgelegd")
        )
    yield from at(row.voided_at, _("Vervallen verklaard door %(who)s") % by(row.voided_by_id, row.voided_at))


def _when(moment: datetime | date) -> str:
    return moment_in_words(moment) if isinstance(moment, datetime) else day_in_words(moment)


def said_now(row: Disclosure, *, at: datetime) -> Section:
    """What the same gate says now; the outcome that was recorded does not change by it."""
    title, columns = _("Wat de regels er nu van zeggen"), (_("Vraag"), _("Antwoord"))
    now = asked_now(row, at=at)
    if now.refused:
        return Section(title, columns, ((_("Kan niet opnieuw worden getoetst"), now.refused),))
    same = _("Zoals toen.") if same_now(row, now) else _("Dat is anders dan toen is vastgelegd.")
    rows = [
        (_("Deze verstrekking, volgens het register van nu"), f"{in_short(now.then)} {same}"),
        *_said(now.then),
        (_("Dezelfde verstrekking, als u haar nu zou doen"), in_short(now.again)),
        *_said(now.again),
    ]
    return Section(title, columns, tuple(rows))


def _said(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    for one in findings:
        yield (_("Mag niet") if one.blocks else _("Let op")), f"{one.message} ({one.source})"
