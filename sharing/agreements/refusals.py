"""What an operation on an agreement would refuse of what was typed, at its field: asked by screens and operations."""

from datetime import date

from django.utils import timezone

from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, successor_of
from sharing.agreements.succession import (
    why_not_extended,
    why_not_replaced,
    why_not_signed,
    why_not_terminated,
)
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.parties.merger_triggers import why_not_chosen
from sharing.parties.models import Party


def why_not_until(agreement: Agreement, last_day: date | None) -> list[InputError]:
    """Of a later last day; None: it holds indefinitely from now on."""
    successor = successor_of(agreement)
    following = facts_of(successor) if successor else None
    return _at("last_day", why_not_extended(facts_of(agreement), last_day, successor=following))


def why_not_terminated_per(agreement: Agreement, last_day: date | None) -> list[InputError]:
    """Of the last day after a termination; of None nothing."""
    return _at("last_day", why_not_terminated(facts_of(agreement), last_day)) if last_day else []


def why_not_replaced_from(agreement: Agreement, first_day: date | None) -> list[InputError]:
    """Of the first day of a successor; of None nothing."""
    return _at("first_day", why_not_replaced(facts_of(agreement), first_day)) if first_day else []


def why_not_signed_on(signed_on: date | None) -> list[InputError]:
    """Of the day on which a successor was signed; of None nothing."""
    if signed_on is None:
        return []
    return _at("signed_on", why_not_signed(signed_on, on=amsterdam_day(timezone.now())))


def why_not_with(party: Party | None) -> list[InputError]:
    """Of the party of an agreement that is made."""
    return _at("party", why_not_chosen(party))


def _at(field: str, sentence: str) -> list[InputError]:
    return [InputError(sentence, field)] if sentence else []
