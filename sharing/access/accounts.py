"""Accounts and their roles: the only writers of them besides the person who chooses his own password."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.access.choices import ProposalKind
from sharing.access.mail import tell_old_address
from sharing.access.models import AccessProposal
from sharing.access.operations import propose
from sharing.access.queries import for_two, is_almost_taken, is_operator
from sharing.access.subjects import subject_of
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen

_USUAL = "Gebruikersbeheer"
OWN = ("first_name", "last_name")
ALMOST_TAKEN = gettext_lazy("Er is al een account met deze naam, op hoofdletters na; kies een andere.")


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done of what was asked for an account, and what waits for a second person."""

    fields: Sequence[str] = ()
    given: Sequence[str] = ()
    taken: Sequence[str] = ()
    proposal: AccessProposal | None = None


def make_account(
    *, username: str, email: str, first_name: str = "", last_name: str = "", by: Actor, reason: str
) -> Any:
    """A new account without roles, and with a password that nobody knows: the person chooses one by a link.

    Raises RefusedInput on a user name or address that cannot be.
    """
    user = get_user_model()(username=username, email=email, first_name=first_name, last_name=last_name)
    user.set_password(secrets.token_urlsafe(32))
    errors = []
    if is_almost_taken(username):
        errors.append(InputError(str(ALMOST_TAKEN), "username"))
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        errors += [InputError(" ".join(said), name) for name, said in error.message_dict.items()]
    try:
        validate_email(email)
    except ValidationError as error:
        errors += (
            []
            if any(one.field == "email" for one in errors)
            else [InputError(" ".join(error.messages), "email")]
        )
    if errors:
        raise RefusedInput(errors)
    with readable_refusals(), acting(by=by, reason=reason or _USUAL):
        user.save()
    return user


def change_account(
    user: Any,
    *,
    values: Mapping[str, Any] | None = None,
    roles: Collection[Group] | None = None,
    by: Actor,
    reason: str,
    seen: str | None = None,
) -> Changed:
    """Change name, address, whether somebody may sign in, and the roles (exactly these), as far as one person may.

    The rest becomes a proposal: a role with power, and of an account that has or would get one where its mail goes, and
    to open it again. Taking away is done at once. ``seen`` is the ``version_of`` the account on the screen. Raises
    Refused for one's own name, roles and activity, and without a reason when it takes two; ChangedMeanwhile.
    """
    with readable_refusals(), acting(by=by, reason=reason or _USUAL):
        account = get_user_model().objects.select_for_update().get(pk=user.pk)
        if seen is not None:
            lock_as_seen(account, seen)
        changed = {name: value for name, value in (values or {}).items() if getattr(account, name) != value}
        held = set(account.groups.all())
        wanted = held if roles is None else set(roles)
        _check_not_own(account, changed, held ^ wanted, by=by)
        asked, asked_roles = for_two(account, changed, wanted - held, own=account.pk == by.pk)
        if is_operator(by):
            asked, asked_roles = {}, set()
        done = {name: value for name, value in changed.items() if name not in asked}
        address = account.email
        if done:
            for name, value in done.items():
                setattr(account, name, value)
            account.save(update_fields=list(done))
        account.groups.remove(*held - wanted)
        account.groups.add(*wanted - held - asked_roles)
        if "email" in done:
            tell_old_address(account, address)
        return Changed(
            fields=list(done),
            given=sorted(group.name for group in wanted - held - asked_roles),
            taken=sorted(group.name for group in held - wanted),
            proposal=_ask(account, asked, asked_roles, by=by, reason=reason),
        )


def _check_not_own(account: Any, values: Mapping[str, Any], roles: Collection[Group], *, by: Actor) -> None:
    if account.pk != by.pk:
        return
    if {*OWN, "is_active"} & values.keys():
        raise Refused(
            _(
                "Uw eigen naam wijzigt u niet zelf, en uw eigen account sluit u niet: vraag een andere beheerder."
            )
        )
    if roles:
        raise Refused(_("Niemand wijzigt zijn eigen rollen; vraag een andere beheerder."))


def _ask(
    account: Any, values: dict[str, Any], roles: set[Group], *, by: Actor, reason: str
) -> AccessProposal | None:
    if not (values or roles):
        return None
    now = subject_of(ProposalKind.ROLES).state(account)
    after = now | {
        "email": values.get("email", now["email"]),
        "active": values.get("is_active", now["active"]),
        "roles": sorted({*now["roles"], *(group.name for group in roles)}),
    }
    return propose(kind=ProposalKind.ROLES, record=account, after=after, by=by, reason=reason)
