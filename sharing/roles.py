"""The five roles as data, and the operations that put groups, accounts and the legal review in place.

A role is a group. What it may do stands here and is restored by `ensure_roles`; what two people granted on top of it
is left alone.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from sharing.access.choices import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.core.actor import acting, system_user
from sharing.core.models import Register

LEGAL_REVIEW = "Juridische toets"

# Sample accounts by user name.
ACCOUNTS = {
    "redacteur": EDITOR,
    "contractbeheerder": CONTRACT_MANAGER,
    "jurist": LAWYER,
    "auditor": AUDITOR,
    "beheerder": ADMINISTRATOR,
}

_VIEW = ("view",)
_MAINTAIN = ("view", "add", "change")
_MANAGE = ("view", "add", "change", "delete")
_CONTRACTS = (
    "Party",
    "PartyCapacity",
    "Transfer",
    "ImpactAssessment",
    "Agreement",
    "AgreementPurpose",
    "AgreementDataCategory",
    "AgreementSubjectCategory",
    "Article28Clause",
    "SubProcessor",
    "AgreementDocument",
)
_LISTS = (
    "Purpose",
    "DataCategory",
    "SubjectCategory",
    "RetentionTerm",
    "RetentionTermPurpose",
    "RetentionTermDataCategory",
)
_LAW = ("Country", "EeaMembership", "AdequacyDecision", "LegalProvision")
# Kept by who judges disclosures as well as by who registers what they rest on.
_ACCOUNTED = (
    "ImpactAssessment",
    "ProcessingActivity",
    "ActivityPurpose",
    "ActivitySubjectCategory",
    "ActivityDataCategory",
    "ActivityRecipient",
    "ActivityRetentionTerm",
)
# How data are protected, and who declared to keep them to himself: by who makes contracts and who keeps accounts.
_MEASURES = ("SecurityMeasure", "MeasureDataCategory", "MeasureActivity", "Confidentiality")
_CHECKS = ("MeasureCheck", "ConfidentialityCheck")
_PERSONS = ("Disclosure", "Consent", "Objection", "AuthorityRequest", "RightsRequest", "Breach")
# Evidence that is no register: who looked at which dossier, what persons were answered, what was reported of breaches.
_LOOKED = ("Look", "AccessAnswer", "BreachNotification")
# What is destroyed and what is kept longer: by who deals with what persons ask.
_RETENTION = ("RetentionRule", "RetentionHold", "Destruction")


def _on(names: Iterable[str], actions: Iterable[str], app: str = "sharing") -> set[str]:
    return {f"{app}.{action}_{name.lower()}" for name in names for action in actions}


def _view_all_registers() -> set[str]:
    return _view(model for model in apps.get_models() if issubclass(model, Register))


def _view(models: Iterable[type[Model]]) -> set[str]:
    return {f"{one._meta.app_label}.view_{one._meta.model_name}" for one in models}


def _view_accounts_and_roles() -> set[str]:
    """Who has which power is for who controls that, not for who judges disclosures."""
    return _view(one for one in apps.get_models() if one.__module__.startswith(("sharing.access.", "cms.")))


_PUBLISHED = _on(
    ["StatementVersion", "StatementTranslation", "PlainVersion", "PlainTranslation", "PageVisits"],
    _VIEW,
    "home",
)
_REUSABLE = ["ReusableText"]
# Over what takes two people: administrators decide, and the auditor where there is only one of them (ADR 0024).
_DECIDE = {"sharing.decide_accessproposal", "cms.view_signinevent"}
# Who has which role is reviewed by two of these (ADR 0068).
_REVIEW = {"sharing.view_rolereview", "sharing.sign_rolereview"}
# What a role of an earlier release could do and no longer can: the steps of the review give the power to approve.
_RETIRED = {ADMINISTRATOR: _on(["Workflow", "Task"], _MANAGE, "wagtailcore")}


@dataclass(frozen=True, slots=True)
class Role:
    """What a group may do: model permissions ("app.codename"), those on the site's pages, on collections."""

    permissions: frozenset[str]
    pages: tuple[str, ...] = ()
    collections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def roles() -> dict[str, Role]:
    """Every role by the name of its group."""
    # Wagtail asks for the permissions of its own models, also when a site has models of its own.
    library: dict[str, tuple[str, ...]] = {
        "wagtailimages.image": ("add", "change", "choose"),
        "wagtaildocs.document": ("add", "change", "choose"),
    }
    granted = {
        EDITOR: _PUBLISHED | _on(_REUSABLE, _MANAGE, "home") | {"simple_translation.submit_translation"},
        CONTRACT_MANAGER: _on((*_CONTRACTS, *_ACCOUNTED, *_MEASURES), _MANAGE)
        | _on(_CHECKS, ("view", "add"))
        | _on(["PartyMerger"], _MAINTAIN)
        | _on(_LISTS, _MAINTAIN)
        | _on(_LAW, _VIEW),
        LAWYER: (_view_all_registers() - _view_accounts_and_roles())
        | _on(_PERSONS, _MAINTAIN)
        | _on(_RETENTION, _MAINTAIN)
        | _on(["RetentionRule"], ("delete",))
        | _on(_LOOKED, _VIEW)
        | _on(["AccessAnswer"], ("add",))
        | _on(["BlackOut"], ("add", "delete"))
        | _on(("LegalProvision", "SensitiveGround", "EntryTemplate", *_ACCOUNTED), _MANAGE)
        # One date: what was given is ended early or made longer, and never taken away.
        | _on(["GroundsIntroduction"], ("change",))
        # Every letter has its text in every language: none is added or taken away.
        | _on(["LetterTemplate"], ("change",))
        # A promise to whoever complains; what no longer holds gets a last day.
        | _on(["ComplaintProcedure"], _MAINTAIN)
        | _PUBLISHED
        | _on(_REUSABLE, ("view", "change"), "home"),
        AUDITOR: _view_all_registers()
        | _on((*_LOOKED, "RefusedDestruction"), _VIEW)
        | _PUBLISHED
        | _DECIDE
        | _REVIEW
        | _on(["Group"], _VIEW, "auth"),
        ADMINISTRATOR: _on((*_LAW, *_LISTS, "ComplaintProcedure"), _MANAGE)
        | _on({*_CONTRACTS, *_ACCOUNTED} - {"AgreementDocument"}, _VIEW)
        | _on(_MEASURES, _MANAGE)
        | _on(_CHECKS, ("view", "add"))
        | _on(["Source", "PartyMerger"], _MAINTAIN)
        | _PUBLISHED
        # Never deleted: the history would lose the name of who acted. An account that is done is made inactive.
        | _on(["User"], _MAINTAIN, "cms")
        | _on(["Group"], _MANAGE, "auth")
        | _on(["Role", "AccessProposal"], _VIEW)
        | _DECIDE
        | _REVIEW
        | _on(["Site"], _MANAGE, "wagtailcore")
        | _on(["Redirect"], _MANAGE, "wagtailredirects")
        | _on(["OrganisationSettings"], ("change",)),
    }
    pages = {EDITOR: ("add", "change"), LAWYER: ("change", "publish", "lock", "unlock")}
    collections: dict[str, dict[str, tuple[str, ...]]] = {
        EDITOR: library,
        LAWYER: dict.fromkeys(library, ("choose",)),
        ADMINISTRATOR: {**library, "wagtailcore.collection": ("add", "change", "delete")},
    }
    return {
        name: Role(
            permissions=frozenset({"wagtailadmin.access_admin", *permissions}),
            pages=pages.get(name, ()),
            collections=collections.get(name, {}),
        )
        for name, permissions in granted.items()
    }


def ensure_roles(*, page: Page) -> None:
    """Make the groups and give each what its role may do; ``page`` is where their rights on pages begin.

    So are its translations, which Wagtail keeps beside it. Also puts the legal review in place, and removes
    the groups and the review that Wagtail brings while nobody uses them. Repeating it changes nothing.
    """
    with acting(by=system_user(), reason="Rollen zoals deze uitgave ze kent"):
        _ensure_roles(page)


def _ensure_roles(page: Page) -> None:
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    collection = Collection.get_first_root_node()
    for name, role in roles().items():
        group, _made = Group.objects.prefetch_related("permissions").get_or_create(name=name)
        wanted = {known[permission] for permission in role.permissions}
        held = {permission.pk for permission in group.permissions.all()}
        missing = wanted - held
        if missing:
            group.permissions.add(*missing)
        retired = {known[permission] for permission in _RETIRED.get(name, ())} & held
        if retired:
            group.permissions.remove(*retired)
        on_pages = {known[f"wagtailcore.{action}_page"] for action in role.pages}
        for place in page.get_translations(inclusive=True):
            _grant(GroupPagePermission, group, on_pages, page=place)
        on_collection = {
            known[f"{model.split('.')[0]}.{action}_{model.split('.')[1]}"]
            for model, actions in role.collections.items()
            for action in actions
        }
        _grant(GroupCollectionPermission, group, on_collection, collection=collection)
    for place in page.get_translations(inclusive=True):
        _ensure_legal_review(place)
    _remove_unused_defaults()


def _grant(model: Any, group: Group, wanted: set[int], **place: Any) -> None:
    held = set(model.objects.filter(group=group, **place).values_list("permission_id", flat=True))
    for permission in sorted(wanted - held):
        model.objects.create(group=group, permission_id=permission, **place)


def _ensure_legal_review(page: Page) -> None:
    """A text is published after a lawyer approved it. Steps that an administrator changed stay."""
    if not Workflow.objects.filter(name=LEGAL_REVIEW).exists():
        task = GroupApprovalTask.objects.create(name=LEGAL_REVIEW)
        task.groups.add(Group.objects.get(name=LAWYER))
        WorkflowTask.objects.create(
            workflow=Workflow.objects.create(name=LEGAL_REVIEW), task=task, sort_order=0
        )
    if not WorkflowPage.objects.filter(page=page).exists():
        WorkflowPage.objects.create(page=page, workflow=Workflow.objects.filter(name=LEGAL_REVIEW).first())


def _remove_unused_defaults() -> None:
    """Wagtail's own groups would be a sixth and seventh role that nobody decided on."""
    unused = Group.objects.filter(name__in=["Editors", "Moderators"], user=None)
    for task in GroupApprovalTask.objects.filter(groups__in=unused).distinct():
        workflows = Workflow.objects.filter(workflow_tasks__task=task)
        only_theirs = set(task.groups.all()) <= set(unused)
        if only_theirs and not WorkflowState.objects.filter(workflow__in=workflows).exists():
            workflows.delete()
            task.delete()
    unused.delete()


def ensure_accounts(*, password: str = "") -> dict[str, str]:
    """One account per role; gives the passwords that are known now, by user name.

    An account that exists keeps its password, which is not known, unless ``password`` (the same for all, for tests and
    demos) is given. This is the operator's work, and recorded as such.
    """
    shown = {}
    with acting(by=system_user(), reason="Accounts van een eerste start (bin/start)"):
        for username, group in ACCOUNTS.items():
            user, made = get_user_model().objects.get_or_create(
                username=username, defaults={"first_name": group}
            )
            if made:
                user.groups.add(Group.objects.get(name=group))
            if not made and not password:
                continue
            shown[username] = password or secrets.token_urlsafe(12)
            if made or not user.check_password(password):
                user.set_password(shown[username])
                user.save(update_fields=["password"])
    return shown
