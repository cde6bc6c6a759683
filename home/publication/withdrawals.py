"""Taking back a version that does not hold yet: one proposes it with a reason, another confirms exactly that."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.authorship.four_eyes import name_of, names_of, signature_of
from home.core.outcome import say_dropped, say_proposed, say_withdrawn
from home.core.refusals import PublicationRefused
from home.publication.operations import lock
from home.publication.proposals import (
    DROPPED,
    PROPOSED,
    WITHDRAWN,
    Proposal,
    confirmers_of,
    may_confirm,
    may_propose,
    open_proposal,
)
from home.versions.bases import FrozenVersion, FrozenWithdrawal
from sharing import public

IN_HAND = timedelta(minutes=1)  # what held for a moment is not taken back; the database asks the same


def check_withdrawable(version: FrozenVersion, *, at: datetime) -> None:
    """Raise PublicationRefused once a version holds, or when it was withdrawn."""
    day = public.amsterdam_day(version.in_force_from)
    words = {"number": version.number, "day": date_format(day, "j F Y")}
    if version.withdrawn:
        raise PublicationRefused(_("Versie %(number)s is al ingetrokken.") % words)
    if version.in_force_from <= at + IN_HAND:
        raise PublicationRefused(
            _(
                "Versie %(number)s geldt vanaf %(day)s en kan niet meer worden ingetrokken. Maak een nieuwe versie: "
                "die mag op dezelfde dag ingaan en geldt dan vanaf haar publicatie."
            )
            % words
        )


@transaction.atomic
def propose_withdrawal(version: FrozenVersion, *, explanation: str, by: Any, at: datetime) -> Proposal:
    """Ask a second person to withdraw a version; ``explanation`` is for readers.

    Raises PublicationRefused when it holds already, has no reason, or when somebody asked before; PermissionDenied.
    """
    if not may_propose(version, user=by):
        raise PermissionDenied
    explanation = explanation.strip()
    if not explanation:
        raise PublicationRefused(
            _("Schrijf waarom deze versie wordt ingetrokken; lezers zien dit."), field="explanation"
        )
    lock()
    check_withdrawable(version, at=at)
    if waiting := open_proposal(version):
        words = {"number": version.number, "name": name_of(waiting.by), "who": _who(waiting)}
        raise PublicationRefused(
            _("%(name)s stelde al voor om versie %(number)s in te trekken. %(who)s") % words
        )
    data = {"number": version.number, "explanation": explanation}
    entry = log(instance=version.page, action=PROPOSED, user=by, data=data, timestamp=at)
    proposal = Proposal(entry.pk, version, explanation, by, at)
    say_proposed(version, _who(proposal))
    return proposal


@transaction.atomic
def drop_withdrawal(proposal: Proposal, *, by: Any, at: datetime) -> None:
    """Let the version stand: who asked takes it back, or who might confirm says no. Raises PermissionDenied."""
    if not may_propose(proposal.version, user=by):
        raise PermissionDenied
    lock()
    _check_open(proposal)
    data = {"number": proposal.version.number, "proposal": proposal.pk}
    log(instance=proposal.version.page, action=DROPPED, user=by, data=data, timestamp=at)
    say_dropped(proposal.version)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Any, at: datetime) -> FrozenWithdrawal:
    """Withdraw the version of a proposal, as the second person: it never holds, and neither do its promises.

    Raises PublicationRefused when it holds already, was decided on, or when this is who proposed it; PermissionDenied.
    """
    version = proposal.version
    if by == proposal.by:
        words = {"name": name_of(by), "who": _who(proposal)}
        raise PublicationRefused(
            _("%(name)s stelde dit zelf voor. Een tweede persoon bevestigt het. %(who)s") % words
        )
    if not may_confirm(proposal, user=by):
        raise PermissionDenied
    lock()
    check_withdrawable(version, at=at)
    _check_open(proposal)
    why = _why(version)
    with public.acting(by=by, reason=why):
        if version.makes_promises:
            public.withdraw_commitments(version=version.number, by=by, reason=why)
        made: FrozenWithdrawal = withdrawals_of(version).objects.create(
            version=version,
            explanation=proposal.explanation,
            proposal=proposal.pk,
            proposed_by=proposal.by.pk,
            proposed_by_name=signature_of(proposal.by),
            proposed_at=proposal.at,
            confirmed_by=by.pk,
            confirmed_by_name=signature_of(by),
        )
    page = version.page
    _make_it_a_draft(page, by=by)
    data = {"number": version.number, "explanation": proposal.explanation}
    log(instance=page, action=WITHDRAWN, user=by, data=data, timestamp=at)
    say_withdrawn(version)
    return made


def withdrawals_of(version: FrozenVersion) -> Any:
    """The model that keeps the withdrawal of such a version."""
    fields: Any = type(version)._meta
    return fields.get_field("withdrawal").related_model


def _why(version: FrozenVersion) -> str:
    if version.makes_promises:
        return _("Intrekking van versie %(number)s van de privacyverklaring") % {"number": version.number}
    words = {"number": version.number, "title": version.title}
    return _("Intrekking van versie %(number)s van de pagina “%(title)s”") % words


def _make_it_a_draft(page: Any, *, by: Any) -> None:
    """Readers have none of its text, so it is a draft again; without what was said about the version that it was."""
    stored = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not stored.has_unpublished_changes:  # else somebody went on with it already
        stored.save_revision(user=by, clean=False)


def _check_open(proposal: Proposal) -> None:
    version = type(proposal.version)._default_manager.get(pk=proposal.version.pk)
    waiting = open_proposal(version)
    if waiting is None or waiting.pk != proposal.pk:
        raise PublicationRefused(
            _("Over dit voorstel is al beslist. Bekijk versie %(number)s opnieuw.")
            % {"number": version.number}
        )


def _who(proposal: Proposal) -> str:
    names = names_of(confirmers_of(proposal))
    if names:
        return _("Nu bevestigt iemand van: %(names)s.") % {"names": names}
    return _(
        "Er is nu niemand anders die dit mag bevestigen. Vraag een beheerder om een collega toe te voegen aan de groep "
        "die toetst."
    )
