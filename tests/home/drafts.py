"""Drafts, submissions and judgements, as tests of the review need them."""

import json

from django.urls import reverse
from wagtail.models import Revision

from home.models import StatementPage
from tests.home.conftest import paragraph, section

FIRST = [section("Delen", paragraph("Wij delen niets."), anchor="delen")]


def text(words: str, *more: dict) -> list[dict]:
    """A body whose section "Delen" says this."""
    return [section("Delen", paragraph(words), anchor="delen"), *more]


def stating(anchor: str = "delen", text: str = "Niet meer dan dit:", **chosen: list[str]) -> list[dict]:
    """A body that says which data a capacity may get, as ``capacity=[codes]``."""
    value = {"text": f"<p>{text}</p>", "data_categories": chosen}
    return [section("Delen", {"type": "data_categories", "value": value}, anchor=anchor)]


def the_page() -> StatementPage:
    return StatementPage.objects.source().get()


def draft(user, body: list[dict], **fields) -> Revision:
    """Store a draft as this user does."""
    page = the_page().get_latest_revision_as_object()
    page.body = json.dumps(body)
    for name, value in fields.items():
        setattr(page, name, value)
    return page.save_revision(user=user, log_action=True)


def submit(user, body: list[dict], **fields) -> None:
    """Store a draft and hand it in."""
    draft(user, body, **fields)
    page = the_page()
    page.get_workflow().start(page, user)


def task_state():
    return the_page().current_workflow_task_state


def act(client, user, action: str, **data):
    """What the buttons of Wagtail's own lists send."""
    client.force_login(user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[the_page().pk, action, task_state().pk])
    return client.post(address, data, follow=True)


def screen(client, user):
    client.force_login(user)
    return client.get(reverse("statement_review:review", args=[the_page().pk]))


def judge(client, user, action: str, comment: str = "", *, seen: str | None = None):
    """Open the review screen and press a button there."""
    page = screen(client, user)
    form = page.context["approve" if action == "approve" else "give_back"]
    data = {
        "action": action,
        f"{action}-comment": comment,
        f"{action}-seen": form.initial["seen"] if form and seen is None else seen or "",
    }
    return client.post(reverse("statement_review:review", args=[the_page().pk]), data, follow=True)
