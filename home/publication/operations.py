"""Publication: freeze what is published as the next immutable version; say which version is in force when.

A version is made in the same transaction in which Wagtail publishes the page, so there is never one without
the other.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.signals import page_published

from home.authorship.authors import authors_of
from home.authorship.four_eyes import check_four_eyes, name_of, names_of
from home.core.outcome import say_published
from home.core.refusals import PublicationRefused, TryAgain
from home.models import Kind, StatementPage, StatementVersion
from home.publication.planning import check_announcement, check_still_as_approved, planned_by
from home.text.rendering import commitment_parameters, render_sections, whole_html, whole_text
from home.versions.since import shown_facts
from sharing import public

_publication: ContextVar = ContextVar("publication", default=None)
_reason_for_all: ContextVar[str] = ContextVar("reason_for_all", default="")


@dataclass(frozen=True, slots=True)
class Publication:
    """Who publishes, and whether as the operator of the installation: then nobody approves (ADR 0008)."""

    by: Any = None
    operator: bool = False


def latest_version() -> StatementVersion | None:
    """The last version published, in force or not yet."""
    return StatementVersion.objects.order_by("-number").first()


def version_in_force(at: datetime) -> StatementVersion | None:
    """The version in force at an instant: from 00:00 in Amsterdam of its effective date to the next one's."""
    return StatementVersion.objects.in_force_by(public.amsterdam_day(at)).first()


def day_of_effect(effective_from: date | None, *, at: datetime | None = None) -> date:
    """The effective date as chosen, or the Amsterdam day of publication when left empty."""
    return effective_from or public.amsterdam_day(at or timezone.now())


def day_shown(page: StatementPage) -> date:
    """The day whose facts of the register a text shows: that of the version it becomes, or translates."""
    version = (page.translates or latest_version()) if page.is_translation else None
    return version.effective_from if version else day_of_effect(page.effective_from)


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
def publishing(*, by, operator: bool = False) -> Iterator[None]:
    """One transaction in which ``by`` publishes; a second publication at the same moment is refused."""
    token = _publication.set(Publication(by, operator))
    try:
        with transaction.atomic():
            lock()
            yield
    finally:
        _publication.reset(token)


@contextmanager
def without_asking(reason: str) -> Iterator[None]:
    """Publish an archive or a sample: judged by its effective date, its conflicts kept with this reason."""
    token = _reason_for_all.set(reason)
    try:
        yield
    finally:
        _reason_for_all.reset(token)


def current_publication() -> Publication:
    """Who publishes at this moment; nobody when a planned publication happens by itself."""
    return _publication.get() or Publication()


def lock() -> None:
    """Be the only publication until the transaction ends. Raises PublicationRefused while there is another.

    The trigger on the table of versions takes the same lock (`home.versions.triggers`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [public.locks.PUBLICATION])
        if not cursor.fetchone()[0]:
            raise TryAgain(
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
            who = current_publication()
            freeze(instance, revision=revision, by=who.by, at=timezone.now(), operator=who.operator)


def freeze(page: StatementPage, *, revision, by, at: datetime, operator: bool = False) -> StatementVersion:
    """Make the next version of what ``page`` holds, published at ``at`` by ``by``.

    Without ``by`` (a planned publication) whoever planned it is the one who published. An ``operator`` publishes
    without approval, and the version names nobody who approved. Raises PublicationRefused.
    """
    effective_from = check_effective_date(page.effective_from, at=at)
    check_announcement(page.announce_from, effective_from=effective_from)
    sections = render_sections(page.body, on=effective_from)
    if not any(section.text for section in sections):
        raise PublicationRefused(
            _("De verklaring heeft nog geen tekst. Schrijf eerst een paragraaf."), field="body"
        )
    publisher, names = signatures(page, revision=revision, by=by, operator=operator)
    last = latest_version()
    number = last.number + 1 if last else 1
    commitments = commitments_for(page, last)
    conflicts, reason = _accounted_for(page, effective_from, planned=by is None)
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
        shown_facts=shown_facts(page.body, sections, on=effective_from),
        announce_from=page.announce_from,
        conflicts=[conflict.kept_with(number) for conflict in conflicts],
        conflict_reason=reason,
        body=list(page.body.get_prep_value()),
        **names,
    )
    public.put_commitments_in_force(
        version=number,
        effective_from=effective_from,
        commitments=commitments,
        by=publisher,
        reason=_("Publicatie van versie %(number)s van de privacyverklaring") % {"number": number},
    )
    _start_next_draft(page)
    say_published(version, today=public.amsterdam_day(at))
    return version


def _accounted_for(page: StatementPage, effective_from: date, *, planned: bool) -> tuple[list, str]:
    """The conflicts with the register, and why this is published all the same. Raises PublicationRefused.

    Nobody is there to give a reason when a planned publication happens: it was asked for when it was planned, and what
    came up since is kept with the version.
    """
    from home.conflicts.queries import conflicts_of_page, day_to_compare

    archive = _reason_for_all.get()
    found = conflicts_of_page(page, on=effective_from if archive else day_to_compare(effective_from))
    weighing = sum(conflict.weighs for conflict in found)
    given = page.conflict_reason.strip() or archive
    if not weighing:
        return found, page.conflict_reason.strip()
    if not given and not planned:
        raise PublicationRefused(reason_wanted(weighing), field="conflict_reason")
    return found, given or _("Gepland; deze verschillen kwamen daarna op.")


def reason_wanted(number: int) -> str:
    """What to say to who publishes with so many conflicts and no reason."""
    return ngettext(
        "De tekst en het register verschillen op %(number)s punt. U ziet het in het paneel ‘Verschillen met het "
        "register’ naast de tekst. Pas de tekst of het register aan, of schrijf bij ‘Waarom ondanks verschillen’ "
        "waarom deze versie toch kan worden gepubliceerd.",
        "De tekst en het register verschillen op %(number)s punten. U ziet ze in het paneel ‘Verschillen met het "
        "register’ naast de tekst. Pas de tekst of het register aan, of schrijf bij ‘Waarom ondanks verschillen’ "
        "waarom deze versie toch kan worden gepubliceerd.",
        number,
    ) % {"number": number}


def signatures(page: StatementPage, *, revision, by, operator: bool) -> tuple[Any, dict]:
    """Who publishes this text, and who wrote and approved it as the fields of a version or a translation.

    Without ``by`` a planned publication happens: whoever planned it publishes. Raises PublicationRefused when the
    text is no longer what was planned, or when its author would approve it.
    """
    planner = planned_by(revision)
    publisher = by or planner or revision.user
    if by is None:
        check_still_as_approved(page, revision)
    if not operator:
        check_four_eyes(revision, by=publisher)
    authors = authors_of(revision) or ([revision.user] if revision.user else [])
    approver = None if operator or not _may_approve(publisher, page, planner) else publisher
    return publisher, {
        "written_by": authors[0].pk if authors else None,
        "written_by_name": names_of(authors)[:255],
        "approved_by": approver and approver.pk,
        "approved_by_name": name_of(approver),
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
        "go_live_at": None,
        "change_note": "",
        "kind": Kind.MATERIAL,
        "conflict_reason": "",
        "commitments": None,
    }
    StatementPage.objects.filter(pk=page.pk).update(**fresh)
    for name, value in fresh.items():
        setattr(page, name, value)


def _may_approve(user, page: StatementPage, planner) -> bool:
    """Who planned a publication was allowed to at that moment; what the account may do today does not matter."""
    return user is not None and (user == planner or page.permissions_for_user(user).can_publish())
