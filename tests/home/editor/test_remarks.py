"""Remarks at a text: what was stored is stored once, and what somebody settled or took away stays so."""

from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from wagtail.models import Comment, CommentReply
from wagtail.test.utils.form_data import inline_formset

from home.editor.remarks import in_line
from tests.home.drafts import draft, text
from tests.home.editor.test_admin import form

pytestmark = pytest.mark.django_db
WORDS, REPLY = "Zet er het nummer bij.", "Dat staat er al."


def remark(
    pk: int | None = None, words: str = WORDS, *, at: str = "title", replies: Any = (), **fields: Any
) -> dict:
    """A remark as a browser sends it; ``replies`` are of `reply`."""
    known = sum(bool(one["id"]) for one in replies)
    return {
        "id": "" if pk is None else str(pk),
        "text": words,
        "contentpath": at,
        "position": "",
        "resolved": "",
        "DELETE": "",
        "replies": inline_formset(list(replies), initial=known),
        **fields,
    }


def reply(pk: int | None = None, words: str = REPLY, **fields: Any) -> dict:
    return {"id": "" if pk is None else str(pk), "text": words, "DELETE": "", **fields}


def stored() -> list[tuple[str, str, list[str]]]:
    """Who said what that is not settled, with the replies."""
    return [
        (one.user.username, one.text, [each.text for each in one.replies.order_by("pk")])
        for one in Comment.objects.filter(resolved_at=None).order_by("pk")
    ]


@pytest.fixture
def send(client, statement_page, editor):
    draft(editor, text("Eerste tekst."))

    def send(user, *remarks: dict, words: str = "Nieuwe tekst.", **headers: str):
        client.force_login(user)
        known = sum(bool(one["id"]) for one in remarks)
        data = form(words, comments=inline_formset(list(remarks), initial=known))
        return client.post(
            reverse("wagtailadmin_pages:edit", args=[statement_page.pk]), data, headers=headers
        )

    return send


def test_what_another_settled_meanwhile_does_not_come_back(send, editor, lawyer):
    send(lawyer, remark())
    known = Comment.objects.get()
    send(lawyer, remark(known.pk, resolved="1"))
    send(editor, remark(known.pk))
    assert stored() == []


def test_a_reply_to_what_another_settled_meanwhile_is_a_remark_of_its_own(send, editor, lawyer):
    send(lawyer, remark())
    known = Comment.objects.get()
    send(lawyer, remark(known.pk, resolved="1"))
    send(editor, remark(known.pk, replies=[reply()]))
    assert stored() == [(editor.username, REPLY, [])]


def test_a_reply_that_was_taken_away_meanwhile_does_not_come_back(send, editor, lawyer):
    send(editor, remark())
    known = Comment.objects.get()
    send(lawyer, remark(known.pk, replies=[reply()]))
    answer = CommentReply.objects.get()
    send(lawyer, remark(known.pk, replies=[reply(answer.pk, DELETE="1")]))
    send(editor, remark(known.pk, replies=[reply(answer.pk)]))
    assert stored() == [(editor.username, WORDS, [])]


def test_who_heard_no_answer_and_sends_again_stores_nothing_twice(send, editor):
    heard = {"accept": "application/json"}
    send(editor, remark(replies=[reply()]), **heard)
    again = send(editor, remark(replies=[reply()]), remark(words="Ook dit."), **heard)
    assert again.json()["success"]
    assert stored() == [(editor.username, WORDS, [REPLY]), (editor.username, "Ook dit.", [])]


@pytest.mark.parametrize("count", ["99999999999", "٣", "9" * 5000])
def test_a_count_that_cannot_be_is_refused_by_the_form_itself(count):
    sent = QueryDict(mutable=True)
    sent.update({"comments-TOTAL_FORMS": count, "comments-0-text": WORDS})
    assert in_line(sent, [], by=None) is sent
