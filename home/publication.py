"""Publication: freeze what is published as the next immutable version; say which version is in force when.

A version is made in the same transaction in which Wagtail publishes the page, so there is never one without
the other.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry
from wagtail.signals import page_published

from home.html import without_editor_keys
from home.models import Kind, StatementPage, StatementVersion
from home.rendering import commitment_parameters, render_sections, whole_html, whole_text
from sharing import public

# The trigger on the table of versions takes the same lock (migration 0002).
PUBLICATION_LOCK = 7316001
_publisher: ContextVar = ContextVar("publisher", default=None)


class PublicationRefused(ValidationError):
    """This text cannot become a version now; the message names the field, the value and the remedy."""

    def __init__(self, message: str, *, field: str | None = None):
        super().__init__({field: [message]} if field else message)
        self.field = field

    def __str__(self) -> str:
        return " ".join(self.messages)


def latest_version() -> StatementVersion | None:
    """The last version published, in force or not yet."""
    return StatementVersion.objects.order_by("-number").first()


def version_in_force(at: datetime) -> StatementVersion | None:
    """The version in force at an instant: from 00:00 in Amsterdam of its effective date to the next one's."""
    return StatementVersion.objects.in_force_by(public.amsterdam_day(at)).first()


def day_of_effect(effective_from: date | None, *, at: datetime | None = None) -> date:
    """The effective date as chosen, or the Amsterdam day of publication when left empty."""
    return effective_from or public.amsterdam_day(at or timezone.now())


def check_effective_date(effective_from: date | None, *, at: datetime) -> date:
    """The day a version published at that instant takes effect. Raises PublicationRefused when too early."""
    day, last = day_of_effect(effective_from, at=at), latest_version()
    if last is None or day > last.effective_from:
        return day
    words = {
        "day": date_format(day, "j F Y"),
        "number": last.number,
        "last": date_format(last.effective_from, "j F Y"),
        "first": date_format(last.effective_from + timedelta(days=1), "j F Y"),
    }
    if effective_from:
        reason = (
            _("Ingangsdatum %(day)s ligt niet na %(last)s, de ingangsdatum van versie %(number)s.") % words
        )
    else:
        reason = _(
            "De ingangsdatum is leeg, dus zou deze versie op %(day)s ingaan; dat is niet na %(last)s, de "
            "ingangsdatum van versie %(number)s."
        )
        reason %= words
    remedy = _("Kies een ingangsdatum vanaf %(first)s.") % words
    raise PublicationRefused(f"{reason} {remedy}", field="effective_from")


@contextmanager
def publishing(*, by) -> Iterator[None]:
    """One transaction in which ``by`` publishes; a second publication at the same moment is refused."""
    token = _publisher.set(by)
    try:
        with transaction.atomic():
            lock()
            yield
    finally:
        _publisher.reset(token)


def current_publisher():
    """Whoever publishes at this moment; None when a planned publication happens by itself."""
    return _publisher.get()


def lock() -> None:
    """Be the only publication until the transaction ends. Raises PublicationRefused while there is another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [PUBLICATION_LOCK])
        if not cursor.fetchone()[0]:
            raise PublicationRefused(
                _(
                    "Iemand anders publiceert op dit moment een versie van de verklaring. Bekijk die eerst "
                    "en publiceer daarna opnieuw als dat nog nodig is."
                )
            )


@receiver(page_published, sender=StatementPage)
def _freeze_when_live(sender, instance, revision, **kwargs) -> None:
    """Wagtail tells of every publication here; a page that goes live later waits for its moment."""
    if instance.live and not instance.is_translation:
        with transaction.atomic():
            lock()
            freeze(instance, revision=revision, by=_publisher.get(), at=timezone.now())


def freeze(page: StatementPage, *, revision, by, at: datetime) -> StatementVersion:
    """Make the next version of what ``page`` holds, published at ``at`` by ``by``.

    Without ``by`` (a planned publication) whoever planned it is the one who published. Raises
    PublicationRefused.
    """
    effective_from = check_effective_date(page.effective_from, at=at)
    sections = render_sections(page.body, on=effective_from)
    if not any(section.text for section in sections):
        raise PublicationRefused(
            _("De verklaring heeft nog geen tekst. Schrijf eerst een paragraaf."), field="body"
        )
    last = latest_version()
    number = last.number + 1 if last else 1
    commitments = commitments_for(page, last)
    text = whole_text(page.title, sections)
    version = StatementVersion.objects.create(
        number=number,
        page=page,
        title=page.title,
        language=page.language,
        effective_from=effective_from,
        published_at=at,
        kind=page.kind,
        change_note=page.change_note,
        sections=[section.as_json() for section in sections],
        html=whole_html(sections),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        commitments=commitments.as_json(),
        announce_from=page.announce_from,
        conflict_reason=page.conflict_reason,
        body=list(page.body.get_prep_value()),
        **signatures(page, revision=revision, by=by),
    )
    public.put_commitments_in_force(
        version=number,
        effective_from=effective_from,
        commitments=commitments,
        by=by or _planner_of(page, revision) or _writer_of(revision),
        reason=_("Publicatie van versie %(number)s van de privacyverklaring") % {"number": number},
    )
    _start_next_draft(page)
    return version


def signatures(page: StatementPage, *, revision, by) -> dict:
    """Who wrote and who approved this text, as the fields of a version or a translation."""
    publisher, writer = by or _planner_of(page, revision), _writer_of(revision)
    approver = publisher if publisher and page.permissions_for_user(publisher).can_publish() else None
    return {
        "written_by": writer and writer.pk,
        "written_by_name": _name(writer),
        "approved_by": approver and approver.pk,
        "approved_by_name": _name(approver),
    }


def commitments_for(page: StatementPage, last: StatementVersion | None) -> public.Commitments:
    """What the page promises: from its file, else its blocks, else the last version, else the strictest."""
    known = public.known_purposes()
    base = public.commitments_of(last.number) if last else public.Commitments.strictest(known)
    values = base.as_json() | commitment_parameters(page.body) | (page.commitments or {})
    try:
        return public.Commitments.from_json(values, purposes={*known, *base.purposes})
    except public.RefusedInput as refusal:
        raise PublicationRefused(
            _("De toezeggingen kloppen niet. %(errors)s") % {"errors": " ".join(map(str, refusal.errors))},
            field="body",
        ) from refusal


def _start_next_draft(page: StatementPage) -> None:
    """Date, note and file belonged to this version; the next one starts without them."""
    fresh = {
        "effective_from": None,
        "announce_from": None,
        "change_note": "",
        "kind": Kind.MATERIAL,
        "conflict_reason": "",
        "commitments": None,
    }
    StatementPage.objects.filter(pk=page.pk).update(**fresh)
    for name, value in fresh.items():
        setattr(page, name, value)


def _planner_of(page: StatementPage, revision):
    """Who planned a publication that now happens by itself."""
    entry = (
        PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish.schedule", revision=revision)
        .order_by("-timestamp")
        .first()
    )
    return _user(entry.user_id if entry else revision.user_id)


def _writer_of(revision):
    """Who wrote this text: the author of the first draft in a row with the same words."""
    author, words = revision, _words(revision)
    earlier = type(revision).objects.filter(
        base_content_type_id=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    for draft in earlier.order_by("-pk").iterator(chunk_size=5):
        if _words(draft) != words:
            break
        author = draft
    return _user(author.user_id)


def _words(revision) -> tuple:
    body = json.dumps(json.loads(revision.content.get("body") or "[]"), ensure_ascii=False)
    return revision.content.get("title"), without_editor_keys(body.replace('\\"', '"'))


def _user(pk: int | None):
    return get_user_model().objects.filter(pk=pk).first()


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""
