"""What a text becomes when it is published: the next version, or the next edition of a translation.

Only `home.publication.operations.publish` calls these, in the transaction in which Wagtail publishes the page.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from home.authorship.authors import authors_of
from home.authorship.four_eyes import check_four_eyes, names_of, signature_of
from home.completeness.queries import completeness_of_page
from home.conflicts.queries import Conflict, conflicts_of_page, day_to_compare
from home.core.refusals import PublicationRefused
from home.publication.approvals import check_seen
from home.publication.planning import Plan, check_still_as_approved
from home.publication.rules import (
    check_announcement,
    check_effective_date,
    in_force_from,
    reason_wanted,
)
from home.text.rendering import Section, render_sections, whole_html, whole_text
from home.translation.queries import departures_from, sections_of, version_translated_by
from home.versions.bases import FrozenEdition
from home.versions.commitments import commitments_for
from home.versions.models import StatementVersion
from home.versions.plain_models import PlainVersion
from home.versions.queries import latest_of, latest_version, next_number
from home.versions.since import shown_facts
from sharing import public

if TYPE_CHECKING:
    from home.models import PlainPage, StatementPage
    from home.written import WrittenPage


@dataclass(frozen=True, slots=True)
class Authority:
    """On whose word a text becomes a version; there is always somebody.

    ``by`` approves and publishes, unless ``archive`` gives the reason for which the operator of the installation
    loads a text as it was: then nobody approves (ADR 0008). With ``plan`` it is the planner's word, given earlier, and
    else it holds for what was ``seen``.
    """

    by: Any
    plan: Plan | None = None
    archive: str = ""
    seen: str = ""


def freeze_version(
    page: StatementPage, *, revision: Revision, authority: Authority, at: datetime
) -> StatementVersion:
    """Make the next version of the statement that ``page`` holds, published at ``at``. Raises PublicationRefused."""
    last = latest_version()
    text = _next_version(page, last, revision=revision, authority=authority, at=at)
    number, effective_from = text["number"], text["effective_from"]
    commitments = commitments_for(page, last)
    conflicts, reason = _accounted_for(page, effective_from, authority)
    actor, why = recorded_as(
        authority, _("Publicatie van versie %(number)s van de privacyverklaring") % {"number": number}
    )
    with public.acting(by=actor, reason=why):
        version = StatementVersion.objects.create(
            commitments=commitments.as_json(),
            conflicts=[conflict.kept_with(number) for conflict in conflicts],
            conflict_reason=reason,
            completeness=[one.as_json() for one in completeness_of_page(page, on=effective_from)],
            **text,
        )
        public.put_commitments_in_force(
            version=number,
            effective_from=effective_from,
            in_force_from=version.in_force_from,
            commitments=commitments,
            by=actor,
            reason=why,
        )
    return version


def freeze_plain(page: PlainPage, *, revision: Revision, authority: Authority, at: datetime) -> PlainVersion:
    """Make the next version of a plain page, which promises nothing. Raises PublicationRefused."""
    text = _next_version(page, latest_of(page), revision=revision, authority=authority, at=at)
    words = {"number": text["number"], "title": page.title}
    actor, why = recorded_as(
        authority, _("Publicatie van versie %(number)s van de pagina “%(title)s”") % words
    )
    with public.acting(by=actor, reason=why):
        return PlainVersion.objects.create(**text)


def _next_version(
    page: WrittenPage, last: Any, *, revision: Revision, authority: Authority, at: datetime
) -> dict[str, Any]:
    """What every version keeps, of the one that comes after the ``last``. Raises PublicationRefused."""
    effective_from = check_effective_date(page.effective_from, at=at, last=last)
    check_announcement(page.announce_from, effective_from=effective_from)
    sections = render_sections(page.body, on=effective_from)
    if not any(section.text for section in sections):
        raise PublicationRefused(no_text(page), field="body")
    names = signatures(page, revision=revision, authority=authority, at=at)
    return {
        "number": next_number(page),
        "page": page,
        "language": page.language,
        "effective_from": effective_from,
        "in_force_from": in_force_from(effective_from, at=at, last=last),
        "published_at": at,
        "kind": page.kind,
        "change_note": page.change_note,
        "shown_facts": shown_facts(page.body, sections, on=effective_from),
        "announce_from": page.announce_from,
        **_frozen(page, sections),
        **names,
    }


def no_text(page: WrittenPage) -> str:
    """What to say to who publishes nothing."""
    if page.makes_promises:
        return _("De verklaring heeft nog geen tekst. Schrijf eerst een paragraaf.")
    return _("Deze pagina heeft nog geen tekst. Schrijf eerst een paragraaf.")


def freeze_translation(
    page: WrittenPage, *, revision: Revision, authority: Authority, at: datetime
) -> FrozenEdition:
    """Make the next edition, in the page's language, of the version that ``page`` translates.

    Raises PublicationRefused.
    """
    version = version_translated_by(page)
    sections = sections_of(page, version)
    if reasons := [one.message for one in departures_from(version, page, sections) if one.blocks]:
        raise PublicationRefused(" ".join(reasons), field="body")
    names = signatures(page, revision=revision, authority=authority, at=at)
    last = version.translations.filter(language=page.language).order_by("-edition").first()
    actor, why = recorded_as(authority, _why_translated(page))
    with public.acting(by=actor, reason=why):
        edition: FrozenEdition = version.translations.create(
            language=page.language,
            edition=last.edition + 1 if last else 1,
            page=page,
            published_at=at,
            change_note=page.change_note,
            **_frozen(page, sections),
            **names,
        )
    return edition


def _why_translated(page: WrittenPage) -> str:
    if page.makes_promises:
        return _("Publicatie van een vertaling van de privacyverklaring")
    return _("Publicatie van een vertaling van de pagina “%(title)s”") % {"title": page.title}


def recorded_as(authority: Authority, reason: str) -> tuple[public.Actor, str]:
    """In whose name a publication is recorded, and why: the planner's account may have been closed meanwhile."""
    if authority.plan is None or public.may_act(authority.by):
        return authority.by, reason
    words = {"reason": reason, "name": public.named(authority.by)}
    return public.system_user(), _("%(reason)s; gepland door %(name)s, nu niet meer actief") % words


def _frozen(page: WrittenPage, sections: list[Section]) -> dict[str, Any]:
    """The text in every form in which it is kept, with its hash."""
    text = whole_text(page.title, sections)
    return {
        "title": page.title,
        "sections": [section.as_json() for section in sections],
        "html": whole_html(sections),
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "body": list(page.body.get_prep_value()),
    }


def _accounted_for(
    page: StatementPage, effective_from: date, authority: Authority
) -> tuple[list[Conflict], str]:
    """The conflicts with the register, and why this is published all the same. Raises PublicationRefused.

    Nobody is there to give a reason when a planned publication happens: it was asked for when it was planned, and what
    came up since is kept with the version. An archive is judged by the day on which it took effect.
    """
    day = effective_from if authority.archive else day_to_compare(effective_from)
    found = conflicts_of_page(page, on=day)
    weighing = sum(conflict.weighs for conflict in found)
    own = page.conflict_reason.strip()
    if not weighing:
        return found, own
    given = own or authority.archive
    if not given and not authority.plan:
        raise PublicationRefused(reason_wanted(weighing), field="conflict_reason")
    return found, given or _("Gepland; deze verschillen kwamen daarna op.")


def check_approval(page: WrittenPage, *, revision: Revision, authority: Authority, at: datetime) -> None:
    """Raise PublicationRefused unless somebody who did not write this text approved exactly what it shows.

    The operator's archive is approved by nobody, and says so.
    """
    if authority.archive:
        return
    if authority.plan:
        check_still_as_approved(page, authority.plan)
    check_four_eyes(revision, by=authority.by)
    if not authority.plan:
        check_seen(page, revision=revision, seen=authority.seen, at=at)


def signatures(
    page: WrittenPage, *, revision: Revision, authority: Authority, at: datetime
) -> dict[str, Any]:
    """Who wrote and who approved this text, as the fields of a version or a translation. Raises PublicationRefused.

    An archive has no approver.
    """
    check_approval(page, revision=revision, authority=authority, at=at)
    approver = None if authority.archive else authority.by
    authors = authors_of(revision) or [user for user in (revision.user,) if user and user != approver]
    return {
        "authors": [author.pk for author in authors],
        "written_by": authors[0].pk if authors else None,
        "written_by_name": names_of(authors, name=signature_of)[:255],
        "approved_by": approver and approver.pk,
        "approved_by_name": signature_of(approver),
    }
