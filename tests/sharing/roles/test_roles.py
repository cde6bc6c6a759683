"""What each role may do, and what preparing an installation leaves alone."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupApprovalTask, Site, Workflow, WorkflowPage

from sharing.core.actor import system_user
from sharing.core.models import Register
from sharing.roles import (
    ACCOUNTS,
    LEGAL_REVIEW,
    ensure_accounts,
    ensure_roles,
    roles,
)
from tests.factories import UserFactory, as_operator

pytestmark = pytest.mark.django_db

REGISTERS = {
    model._meta.model_name
    for model in apps.get_models()
    if issubclass(model, Register) and model._meta.app_label == "sharing"
}
# Who has which power: for who controls that.
ACCESS = {
    model._meta.model_name for model in apps.get_models() if model.__module__.startswith("sharing.access.")
}
ACTIONS = ("view", "add", "change", "delete")
PERSONS = {"disclosure", "consent", "objection", "authorityrequest", "rightsrequest", "breach"}
CONTRACTS = {
    "party",
    "partycapacity",
    "transfer",
    "agreement",
    "agreementpurpose",
    "agreementdatacategory",
    "agreementsubjectcategory",
    "article28clause",
    "subprocessor",
    "agreementdocument",
}
LISTS = {
    "purpose",
    "datacategory",
    "subjectcategory",
    "retentionterm",
    "retentiontermpurpose",
    "retentiontermdatacategory",
}
LAW = {"country", "eeamembership", "adequacydecision", "legalprovision"}
# What legal staff and contract managers keep together.
ACCOUNTED = {
    "impactassessment",
    "processingactivity",
    "activitypurpose",
    "activitysubjectcategory",
    "activitydatacategory",
    "activityrecipient",
    "activityretentionterm",
}
# By who makes contracts and by who keeps accounts; a check stays as it is.
MEASURES = {"securitymeasure", "measuredatacategory", "measureactivity", "confidentiality"}
CHECKS = {"measurecheck", "confidentialitycheck"}
# That two records are one organisation: proposed by one and decided by another of these, and kept.
MERGER = {"partymerger"}
# How complaints are dealt with, which is published.
PROCEDURE = {"complaintprocedure"}
RETENTION = {"retentionrule", "retentionhold", "destruction"}
OF_LAWYERS = ACCOUNTED | {"legalprovision", "sensitiveground", "entrytemplate"}

# Role -> action -> the registers it holds for.
EXPECTED = {
    "Redacteur": {},
    "Contractbeheerder": {
        "view": CONTRACTS | ACCOUNTED | LISTS | LAW | MEASURES | CHECKS | MERGER,
        "add": CONTRACTS | ACCOUNTED | LISTS | MEASURES | CHECKS | MERGER,
        "change": CONTRACTS | ACCOUNTED | LISTS | MEASURES | MERGER,
        "delete": CONTRACTS | ACCOUNTED | MEASURES,
    },
    "Juridisch medewerker": {
        "view": REGISTERS - ACCESS,
        "add": PERSONS | RETENTION | OF_LAWYERS | PROCEDURE | {"blackout"},
        "change": PERSONS | RETENTION | OF_LAWYERS | PROCEDURE | {"groundsintroduction", "lettertemplate"},
        "delete": OF_LAWYERS | {"blackout", "retentionrule"},
    },
    "Auditor": {"view": REGISTERS},
    "Beheerder": {
        "view": (CONTRACTS - {"agreementdocument"})
        | ACCOUNTED
        | LISTS
        | LAW
        | PROCEDURE
        | MEASURES
        | CHECKS
        | MERGER
        | {"source", "role", "accessproposal", "rolereview"},
        "add": LISTS | LAW | PROCEDURE | MEASURES | CHECKS | MERGER | {"source"},
        "change": LISTS | LAW | PROCEDURE | MEASURES | MERGER | {"source"},
        "delete": LISTS | LAW | PROCEDURE | MEASURES,
    },
}


@pytest.mark.parametrize("role", EXPECTED)
def test_nobody_deletes_an_account_whose_name_stands_in_the_history(role: str) -> None:
    assert not UserFactory(role=role).has_perm("cms.delete_user")


@pytest.mark.parametrize("role", EXPECTED)
def test_a_role_may_do_this_with_the_registers_and_nothing_else(role: str) -> None:
    user = UserFactory(role=role)
    held = {
        action: {name for name in REGISTERS if user.has_perm(f"sharing.{action}_{name}")}
        for action in ACTIONS
    }
    assert held == {action: set(EXPECTED[role].get(action, ())) for action in ACTIONS}
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser


@pytest.mark.parametrize("role", EXPECTED)
def test_who_looked_and_what_was_answered_is_for_who_judges_and_who_audits(role: str) -> None:
    user, sees = UserFactory(role=role), role in ("Juridisch medewerker", "Auditor")
    for permission in ("sharing.view_look", "sharing.view_accessanswer"):
        assert user.has_perm(permission) == sees
    assert user.has_perm("sharing.add_accessanswer") == (role == "Juridisch medewerker")


@pytest.mark.parametrize("role", EXPECTED)
def test_who_has_which_role_is_reviewed_by_who_keeps_accounts_and_by_the_auditor(role: str) -> None:
    user, signs = UserFactory(role=role), role in ("Beheerder", "Auditor")
    assert user.has_perm("sharing.sign_rolereview") == user.has_perm("sharing.view_rolereview") == signs


@pytest.mark.parametrize("role", EXPECTED)
def test_nobody_writes_history_tables(role: str) -> None:
    user = UserFactory(role=role)
    assert not [one for one in user.get_all_permissions() if "historical" in one]


def test_only_the_lawyer_publishes_and_only_the_editor_adds() -> None:
    page = Site.objects.get(is_default_site=True).root_page
    may = {
        role: {
            action
            for action in ("can_edit", "can_publish", "can_add_subpage", "can_delete")
            if getattr(page.permissions_for_user(UserFactory(role=role)), action)()
        }
        for role in EXPECTED
    }
    assert "can_publish" not in may["Redacteur"] and "can_edit" in may["Redacteur"]
    assert {"can_edit", "can_publish"} <= may["Juridisch medewerker"]
    assert not may["Contractbeheerder"] and not may["Auditor"] and not may["Beheerder"]


def test_only_the_administrator_manages_users_and_groups() -> None:
    for role in EXPECTED:
        user = UserFactory(role=role)
        for permission in ("cms.change_user", "auth.change_group", "wagtailcore.change_site"):
            assert user.has_perm(permission) == (role == "Beheerder")


def test_what_a_role_no_longer_may_is_taken_away() -> None:
    keeper = Group.objects.get(name="Beheerder")
    with as_operator():
        keeper.permissions.add(Permission.objects.get(codename="change_task"))
    ensure_roles(page=Site.objects.get(is_default_site=True).root_page)
    assert not keeper.permissions.filter(codename="change_task").exists()


def test_the_legal_review_stands_before_publication() -> None:
    page = Site.objects.get(is_default_site=True).root_page
    workflow = WorkflowPage.objects.get(page=page).workflow
    assert workflow.name == LEGAL_REVIEW
    assert page.get_descendants().first().get_workflow() == workflow
    [task] = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == ["Juridisch medewerker"]


def test_the_groups_of_wagtail_are_gone_with_their_review() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(EXPECTED)
    assert Workflow.objects.get().name == GroupApprovalTask.objects.get().name == LEGAL_REVIEW


def test_preparing_again_restores_what_is_missing_and_leaves_the_rest() -> None:
    page = Site.objects.get(is_default_site=True).root_page
    auditor = Group.objects.get(name="Auditor")
    extra = Permission.objects.get(codename="add_redirect")
    with as_operator():
        auditor.permissions.add(extra)
        auditor.permissions.remove(Permission.objects.get(codename="view_disclosure"))
        Workflow.objects.update(active=False)
    ensure_roles(page=page)
    names = set(auditor.permissions.values_list("codename", flat=True))
    assert {"add_redirect", "view_disclosure"} <= names
    assert not Workflow.objects.get().active
    assert WorkflowPage.objects.filter(page=page).count() == 1


def test_a_group_of_wagtail_that_is_in_use_stays() -> None:
    with as_operator():
        Group.objects.create(name="Editors").user_set.add(UserFactory())
        Group.objects.create(name="Moderators")
    ensure_roles(page=Site.objects.get(is_default_site=True).root_page)
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_accounts_get_a_password_once() -> None:
    made = ensure_accounts()
    assert set(made) == set(ACCOUNTS) and len(set(made.values())) == len(ACCOUNTS)
    assert ensure_accounts() == {}


def test_the_same_password_for_all_is_set_also_later_and_told_each_time(django_user_model) -> None:
    ensure_accounts()
    for_all = dict.fromkeys(ACCOUNTS, "demo-demo-demo")
    assert ensure_accounts(password="demo-demo-demo") == for_all
    kept = {user.username: user.password for user in django_user_model.objects.all()}
    assert ensure_accounts(password="demo-demo-demo") == for_all
    assert kept == {user.username: user.password for user in django_user_model.objects.all()}


@pytest.mark.parametrize(("username", "group"), ACCOUNTS.items())
def test_each_account_has_exactly_its_role(username: str, group: str, django_user_model) -> None:
    ensure_accounts()
    user = django_user_model.objects.get(username=username)
    assert [one.name for one in user.groups.all()] == [group] and group in roles()


def test_nobody_signs_in_as_the_system() -> None:
    user = system_user()
    assert not user.is_active and not user.has_usable_password() and system_user() == user
