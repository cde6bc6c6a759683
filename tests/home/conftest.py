"""A statement page to work on, accounts that may and may not publish, and a way to publish."""

import json
from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from home.authorship.seen import fingerprint
from home.models import StatementPage
from home.publication.queries import day_shown
from home.review.models import LegalReviewTask
from home.site import ensure_site
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from tests.factories import UserFactory, as_operator


def paragraph(words: str) -> dict:
    return {"type": "paragraph", "value": f"<p>{words}</p>"}


def section(heading: str, *blocks: dict, anchor: str = "") -> dict:
    return {"type": "section", "value": {"heading": heading, "anchor": anchor, "body": list(blocks)}}


BODY = [
    section("", paragraph("Zo gaan wij met gegevens om.")),
    section("Welke gegevens", paragraph("Wij vragen een naam en een adres.")),
    section("Met wie wij delen", paragraph("Alleen met partijen die wij noemen.")),
]


def seen_of(revision) -> str:
    """What somebody saw who has this draft on the screen."""
    page = revision.as_object()
    return fingerprint(page, on=day_shown(page, at=timezone.now()))


def approve(revision, user, **kwargs) -> None:
    """Publish a draft as somebody who looked at it."""
    page = StatementPage.objects.get(pk=revision.object_id)
    page.publish(revision, user=user, seen=seen_of(revision), **kwargs)


@pytest.fixture
def statement_page(db) -> StatementPage:
    return ensure_site()


def _account(name: str, *permissions: str):
    user = _person(name)
    with as_operator():
        group = Group.objects.create(name=f"proef {name}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for permission in permissions:
            GroupPagePermission.objects.create(
                group=group,
                page=Page.objects.get(depth=1),
                permission=Permission.objects.get(codename=permission, content_type__app_label="wagtailcore"),
            )
        user.groups.add(group)
    return user


def _person(name: str):
    return UserFactory(
        username=name, password="geheim-genoeg-1", first_name=name.title(), last_name="", email=""
    )


def change(user, **values) -> None:
    """Change an account, as the operator."""
    with as_operator():
        type(user).objects.filter(pk=user.pk).update(**values)
    user.refresh_from_db()


@pytest.fixture
def lawyer(statement_page):
    return _account("juriste", "add_page", "change_page", "publish_page")


@pytest.fixture
def editor(statement_page):
    return _account("schrijver", "add_page", "change_page")


@pytest.fixture
def publish(statement_page, editor, lawyer):
    """Publish a body, written by the editor, as the next version; the lawyer approves it."""

    def publish(
        effective_from: date | None = date(2025, 1, 1),
        *,
        body: list | None = None,
        written_by=None,
        by=None,
        **fields,
    ) -> StatementVersion:
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.body = json.dumps(BODY if body is None else body)
        page.effective_from = effective_from
        for name, value in fields.items():
            setattr(page, name, value)
        revision = page.save_revision(user=written_by or editor)
        approve(revision, by or lawyer)
        return latest_version()

    return publish


@pytest.fixture
def second_lawyer(statement_page, lawyer):
    """A colleague with the same rights."""
    user = _person("collega")
    with as_operator():
        user.groups.add(lawyer.groups.get())
    return user


@pytest.fixture
def legal_review(statement_page, lawyer):
    """The legal review by the lawyer's group in front of the statement."""
    return put_in_front(statement_page, LegalReviewTask, lawyer.groups.get())


def put_in_front(page, kind, group):
    """A step of review of this kind by this group, which publishing the page waits for. The operator's work."""
    with as_operator():
        task = kind.objects.create(name="Toets")
        task.groups.add(group)
        workflow = Workflow.objects.create(name="Toets")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return task
