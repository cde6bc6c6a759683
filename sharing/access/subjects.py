"""The kinds of things that take two people: what they are at a moment, in words, and how they are changed.

A capability that has one registers it (`register_subject`); what is proposed is stored as plain values, so that it can
be compared with what is the case when somebody confirms.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from sharing.access.choices import ProposalKind
from sharing.access.mail import tell_old_address
from sharing.access.words import State, Wording, wordings


class Subject(Wording):
    """One kind: subclasses say how to find, describe and change it."""

    kind: ProposalKind
    model: Any  # of the record

    def locked(self, pk: int) -> Any:
        """The record, locked until the transaction ends."""
        return self.model._base_manager.select_for_update().filter(pk=pk).first()

    def state(self, record: Any) -> State:
        """What it is now, as plain values in a fixed order."""
        raise NotImplementedError

    def change(self, record: Any, after: State, *, before: State) -> None:
        """Make it so; inside the transaction of who acts."""
        raise NotImplementedError

    def concerned(self, record: Any) -> set[int]:
        """The accounts that would gain by it."""
        return set()


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> None:
    """Let proposals be about this kind."""
    _subjects[subject.kind] = subject
    wordings[subject.kind] = subject


def subject_of(kind: str) -> Subject:
    """The kind that a proposal is about."""
    return _subjects[kind]


class AccountRoles(Subject):
    """The roles of an account, where its mail goes and whether it is active; who it is stands with it, so that one
    confirms the right person."""

    kind = ProposalKind.ROLES

    @property
    def model(self) -> Any:
        return get_user_model()

    def state(self, record: Any) -> State:
        return {
            "username": record.username,
            "name": record.get_full_name(),
            "email": record.email,
            "active": record.is_active,
            "roles": sorted(record.groups.values_list("name", flat=True)),
        }

    def change(self, record: Any, after: Any, *, before: Any) -> None:
        address = record.email
        record.email, record.is_active = after["email"], after["active"]
        record.save(update_fields=["email", "is_active"])
        if after["email"] != address:
            tell_old_address(record, address)
        record.groups.add(*Group.objects.filter(name__in=set(after["roles"]) - set(before["roles"])))

    def concerned(self, record: Any) -> set[int]:
        return {record.pk}

    def label(self, field: Any) -> Any:
        return {
            "username": _("Gebruikersnaam"),
            "name": _("Naam"),
            "email": _("E-mailadres"),
            "active": _("Actief"),
            "roles": _("Rollen"),
        }[field]


class RoleRights(Subject):
    """What a role may do: with kinds of data, on pages, with the images and documents of collections."""

    kind = ProposalKind.GROUP
    model = Group

    def state(self, record: Any) -> State:
        rights = record.permissions.values_list("content_type__app_label", "codename")
        pages = record.page_permissions.values_list("page_id", "permission__codename")
        collections = record.collection_permissions.values_list(
            "collection_id", "permission__content_type__app_label", "permission__codename"
        )
        return {
            "name": record.name,
            "rights": sorted(f"{app}.{name}" for app, name in rights),
            "pages": sorted(f"{page}:wagtailcore.{name}" for page, name in pages),
            "collections": sorted(f"{key}:{app}.{name}" for key, app, name in collections),
        }

    def change(self, record: Any, after: Any, *, before: Any) -> None:
        known = {
            f"{app}.{name}": pk
            for pk, app, name in Permission.objects.values_list("pk", "content_type__app_label", "codename")
        }
        record.permissions.set([known[right] for right in after["rights"]])
        self._change_places(GroupPagePermission, "page_id", record, after["pages"], before["pages"], known)
        self._change_places(
            GroupCollectionPermission,
            "collection_id",
            record,
            after["collections"],
            before["collections"],
            known,
        )

    @staticmethod
    def _change_places(
        model: Any, key: str, group: Group, after: list[str], before: list[str], known: dict[str, int]
    ) -> None:
        for right in set(before) - set(after):
            place, _colon, name = right.partition(":")
            model.objects.filter(group=group, permission_id=known[name], **{key: place}).delete()
        for right in set(after) - set(before):
            place, _colon, name = right.partition(":")
            model.objects.create(group=group, permission_id=known[name], **{key: place})

    def concerned(self, record: Any) -> set[int]:
        return set(record.user_set.values_list("pk", flat=True))

    def label(self, field: Any) -> Any:
        return {
            "name": _("Rol"),
            "rights": _("Rechten"),
            "pages": _("Rechten op pagina’s"),
            "collections": _("Rechten op verzamelingen"),
        }[field]

    def word(self, field: Any, value: Any) -> Any:
        if field == "name":
            return str(value)
        place, colon, right = str(value).rpartition(":")
        words = right_in_words(right)
        if not colon:
            return words
        model = Page if field == "pages" else Collection
        found = model.objects.filter(pk=place).first()
        return f"{words} ({found or place})"


_ACTIONS: dict[str, Callable[[], str]] = {
    "view": lambda: _("inzien"),
    "add": lambda: _("toevoegen"),
    "change": lambda: _("wijzigen"),
    "delete": lambda: _("verwijderen"),
    "choose": lambda: _("kiezen"),
    "publish": lambda: _("publiceren"),
    "lock": lambda: _("vergrendelen"),
    "unlock": lambda: _("ontgrendelen"),
    "access": lambda: _("openen"),
    "submit": lambda: _("indienen"),
    "decide": lambda: _("erover beslissen"),
    "bulk_delete": lambda: _("meer tegelijk verwijderen"),
}


def right_in_words(right: str) -> str:
    """A right (``app.action_model``) for people: the kind of data and what may be done with it."""
    app, _dot, codename = right.partition(".")
    action, _underscore, name = codename.rpartition("_")
    try:
        label = capfirst(str(apps.get_model(app, name)._meta.verbose_name))
    except LookupError:
        label = name
    return f"{label}: {_ACTIONS[action]() if action in _ACTIONS else action}"


register_subject(AccountRoles())
register_subject(RoleRights())
