"""A dossier with something of everything, and what tests do with it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection, models

from sharing.access.choices import LAWYER
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.models import (
    AccessAnswer,
    BackgroundWork,
    BlackOut,
    ComplaintSubject,
    Consent,
    ConsentDocument,
    Destruction,
    Disclosure,
    Look,
    Objection,
    ObjectionDocument,
    PortableFile,
    RecipientNotice,
    RequestedDossier,
    RetentionHold,
    RightsDocument,
    RightsLetter,
    RightsPause,
    RightsRequest,
)
from sharing.retention.operations import approve_destruction, propose_archive, propose_due, propose_erasure
from sharing.rights.recipients import recipients_of
from tests import factories as make

AT = datetime(2026, 5, 4, 10, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
OLD = datetime(2020, 5, 1, 10, tzinfo=UTC)
WHOLE = (
    *(Disclosure, BlackOut, Consent, ConsentDocument, Objection, ObjectionDocument),
    *(AccessAnswer, Look, RetentionHold),
)


def two() -> tuple[Any, Any]:
    """Two lawyers."""
    return make.UserFactory(role=LAWYER), make.UserFactory(role=LAWYER)


def everything(number: str, mark: str = "") -> dict[type, Any]:
    """One record of each kind about the dossier; ``mark`` stands in every text that people or sources write."""
    words = mark or "Woorden"
    disclosure = make.DisclosureFactory(
        number=number,
        disclosed_at=OLD,
        description=words,
        legal_provision=words,
        external_id=f"{words}-{number}",
        findings=[{"code": "no-consent", "severity": "warn", "message": words, "source": words}],
    )
    blacked = make.BlackOutFactory(disclosure=disclosure, passage=words)
    consent = make.ConsentFactory(number=number, evidence=words)
    objection = make.ObjectionFactory(
        number=number, explanation=words, decision_reason=words, decision="rejected"
    )
    requested = RequestedDossier(request=make.AuthorityRequestFactory(), dossier=seal(number))
    request = make.RightsRequestFactory(
        number=number, kind="question", asked=words, representative=words, known=True
    )
    pause = make.RightsPauseFactory(request=request, note=words, until=date(2026, 4, 2))
    with make.recorded():
        requested.save()
        RightsRequest.objects.filter(pk=request.pk).update(
            identity_note=words, extension_reason=words, extended_on=date(2026, 4, 1)
        )
    with acting(by=make.tester(), reason=words):  # a reason is a text as well
        Disclosure.objects.filter(pk=disclosure.pk).update(description=f"{words} verbeterd")
        RightsRequest.objects.filter(pk=request.pk).update(
            decision="answered", decision_reason=words, decision_evidence=words, decision_provision=words,
            decided_by=make.tester(), decided_at=AT, answered_on=AT.date(), answered_way="post",
        )  # fmt: skip
    complaint, colleague = (
        make.RightsRequestFactory(number=number, kind="complaint", asked=words),
        make.UserFactory(),
    )
    with acting(by=make.tester(), reason=words):
        for about in ({"about_request": request}, {"about_disclosure": disclosure}):
            ComplaintSubject(request=complaint, **about).save()
    with acting(by=colleague, reason=words):
        RightsRequest.objects.filter(pk=complaint.pk).update(
            decision="retracted", decision_reason=words, decided_by=colleague, decided_at=AT
        )
    moving = make.granted_request(number=number, kind="portability", asked=words)
    portable = make.PortableFileFactory(request=moving, note=words)
    with acting(by=make.tester(), reason=words):
        RightsRequest.objects.filter(pk=moving.pk).update(answered_on=date(2026, 4, 1), answered_way="post")
    told = make.granted_request(number=number, asked=words)
    notice = make.RecipientNoticeFactory(request=told, recipient=disclosure.recipient, address=words)
    excepted = make.RecipientNoticeFactory(
        request=told, told_on=None, told_way="", address="", exception="impossible", explanation=words,
        excepted_by=make.tester(), excepted_on=date(2026, 4, 1), person_told_on=date(2026, 4, 1),
    )  # fmt: skip
    with acting(by=make.tester(), reason=words):
        RecipientNotice.objects.filter(pk=notice.pk).update(person_told_on=date(2026, 4, 1))
        RightsRequest.objects.filter(pk=told.pk).update(answered_on=date(2026, 4, 1), answered_way="post")
    assert RecipientNotice.objects.filter(pk=excepted.pk, explanation=words).exists()
    hold = make.RetentionHoldFactory(number=number, explanation=words)
    with make.recorded():
        RetentionHold.objects.filter(pk=hold.pk).update(released_by=make.tester(), released_at=AT)
    work = make.BackgroundWorkFactory(
        made=True, dossier=seal(number), why=words, parameters={"soort": words}, words=[[words, words]],
        filename=f"{words}.csv",
    )  # fmt: skip
    letter, data = (
        make.AccessAnswerFactory(number=number, note=words, format=form) for form in ("pdf", "json")
    )
    asked = make.RightsRequestFactory(number=number, known=True, asked=words)
    with acting(by=make.tester(), reason=words):
        RightsRequest.objects.filter(pk=asked.pk).update(
            decision="granted", decided_by=make.tester(), decided_at=AT, answered_on=AT.date(), answered_way="post",
            answer=letter, answer_data=data,
        )  # fmt: skip
    return {
        Disclosure: disclosure,
        BlackOut: blacked,
        Consent: consent,
        ConsentDocument: make.ConsentDocumentFactory(consent=consent, title=words, file=_file(words)),
        Objection: objection,
        ObjectionDocument: make.ObjectionDocumentFactory(objection=objection, title=words, file=_file(words)),
        RequestedDossier: requested,
        RightsRequest: request,
        RightsPause: pause,
        ComplaintSubject: complaint.subjects.first(),
        PortableFile: portable,
        RecipientNotice: notice,
        RightsDocument: make.RightsDocumentFactory(request=request, title=words, file=_file(words)),
        RightsLetter: make.RightsLetterFactory(request=request),
        AccessAnswer: letter,
        Look: make.LookFactory(number=number, note=words, about=words),
        RetentionHold: hold,
        BackgroundWork: work,
    }


def _file(words: str) -> ContentFile:
    return ContentFile(f"%PDF-1.7 {words}".encode(), "brief.pdf")


def upheld(number: str = "d-0001", *, answer: bool = True) -> RightsRequest:
    """A request for erasure that was granted, of which every recipient was told, and the person too."""
    request = make.granted_request(number=number, decided_at=AT)
    for one in recipients_of(request, on=AT.date()):
        make.RecipientNoticeFactory(request=request, recipient=one.party, told_on=AT.date())
    if answer:
        answered(request)
    return request


def answered(request: RightsRequest) -> None:
    """The person got the answer by post."""
    with make.recorded():
        RightsRequest.objects.filter(pk=request.pk).update(answered_on=AT.date(), answered_way="post")
    request.refresh_from_db()


def proposed(by: Any, rule: Any = None, **values: Any) -> Destruction:
    """What is due by a rule that was made for it."""
    rule = rule or make.RetentionRuleFactory()
    return propose_due(rule, **{"by": by, "at": AT, "reason": "De termijn is voorbij", **values})


def archived(by: Any, number: str = "d-0001", **values: Any) -> Destruction:
    """A dossier that does not belong here."""
    return propose_archive(dossiers=[number], **{"by": by, "at": AT, "reason": "Hoorde hier nooit", **values})


def erased(request: RightsRequest, by: Any, **values: Any) -> Destruction:
    """What a person asked to have erased."""
    return propose_erasure(request, **{"by": by, "at": AT, "reason": "Zoals besloten", **values})


def approved(destruction: Destruction, by: Any, **values: Any) -> Destruction:
    """By a second person, of the list as it was made."""
    said = {"manifest": destruction.manifest, "by": by, "at": LATER, "reason": "Lijst nagelopen"}
    return approve_destruction(destruction, **{**said, **values})


def rows() -> dict[str, set[str]]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found[table] = {text for (text,) in cursor.fetchall()}
    return found


def left(model: type[models.Model]) -> int:
    """How many rows, and rows of history, there are."""
    history = getattr(model, "history", None)
    return model._base_manager.count() + (history.count() if history is not None else 0)
