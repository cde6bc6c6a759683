"""Remarks at a text: what was stored is stored once, and what somebody settled or took away stays so."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
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

    def send(user, *remarks: dict, words: str = "Nieuwe tekst.", title: str | None = None, **headers: str):
        client.force_login(user)
        client.cookies.pop("messages", None)  # those of an earlier answer, which nobody read
        known = sum(bool(one["id"]) for one in remarks)
        data = form(words, comments=inline_formset(list(remarks), initial=known))
        data |= {} if title is None else {"title": title}
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


def test_what_its_writer_changed_meanwhile_keeps_nobody_from_saving(send, editor, lawyer):
    send(lawyer, remark(replies=[reply()]))
    known, answer = Comment.objects.get(), CommentReply.objects.get()
    send(lawyer, remark(known.pk, "Noem het nummer.", replies=[reply(answer.pk, "Het staat er al.")]))
    told = send(editor, remark(known.pk, replies=[reply(answer.pk)]))
    assert told.status_code == 302
    assert stored() == [(lawyer.username, "Noem het nummer.", ["Het staat er al."])]


def test_what_one_said_otherwise_in_another_window_stays_until_it_is_changed_here(send, editor):
    send(editor, remark(replies=[reply()]))
    known, answer = Comment.objects.get(), CommentReply.objects.get()
    send(
        editor,
        remark(known.pk, "Noem de dag.", replies=[reply(answer.pk, "Het staat er.", was=REPLY)], was=WORDS),
    )
    send(editor, remark(known.pk, replies=[reply(answer.pk, was=REPLY)], was=WORDS))
    assert stored() == [(editor.username, "Noem de dag.", ["Het staat er."])]
    send(
        editor,
        remark(known.pk, "Noem de maand.", replies=[reply(answer.pk, "Zie daar.", was=REPLY)], was=WORDS),
    )
    assert stored() == [(editor.username, "Noem de maand.", ["Zie daar."])]


def in_both_windows(send, editor, here: dict, there: dict, **headers: str) -> tuple[Any, Any]:
    """A remark with a reply, changed in one window and then in the other; the answer to the second, and the remark."""
    send(editor, remark(replies=[reply()]))
    known, answer = Comment.objects.get(), CommentReply.objects.get()
    for fields, by in ((there, {}), (here, headers)):
        said = {"words": fields.get("words", WORDS), "was": WORDS, "DELETE": fields.get("DELETE", "")}
        replies = [reply(answer.pk, fields.get("reply", REPLY), was=REPLY, DELETE=fields.get("gone", ""))]
        last = send(
            editor, remark(known.pk, replies=replies, resolved=fields.get("resolved", ""), **said), **by
        )
    return last, known


def told_of_own(answer) -> list[str]:
    return [
        f"{one.level_tag}: {one}"
        for one in get_messages(answer.wsgi_request)
        if "Uw eigen opmerkingen, ook gewijzigd in een ander venster" in str(one)
    ]


@pytest.mark.parametrize("headers", [{}, {"accept": "application/json"}])
def test_what_one_made_of_a_remark_in_another_window_is_told_when_the_last_words_take_its_place(
    send, editor, headers
):
    here, there = (
        {"words": "Noem de dag.", "reply": "Zie daar."},
        {"words": f"Noem {'alle ' * 40}maanden.", "reply": "Zie hier."},
    )
    answer, _known = in_both_windows(send, editor, here, there, **headers)
    assert stored() == [(editor.username, "Noem de dag.", ["Zie daar."])]
    (told,) = told_of_own(answer)
    assert told.startswith("warning") and told.count("<li>") == 2
    for words in (*here.values(), *there.values()):
        assert f"“{words}”" in told


@pytest.mark.parametrize("here", [{}, {"words": "Noem de maand."}])
def test_nothing_is_told_of_a_remark_that_was_changed_in_one_window_or_in_both_alike(send, editor, here):
    answer, _known = in_both_windows(send, editor, here, {"words": "Noem de maand."})
    assert not told_of_own(answer)


def test_what_is_taken_away_in_one_window_is_told_as_it_was_in_the_other(send, editor):
    answer, _known = in_both_windows(send, editor, {"DELETE": "1"}, {"words": "Noem de maand."})
    assert stored() == []
    (told,) = told_of_own(answer)
    assert "“Noem de maand.”" in told


@pytest.mark.parametrize("there", [{"resolved": "1"}, {"DELETE": "1"}])
def test_what_one_made_of_a_remark_that_one_settled_in_another_window_is_not_lost(send, editor, there):
    answer, known = in_both_windows(send, editor, {"words": "Noem de dag.", "reply": "Zie daar."}, there)
    assert stored() == [(editor.username, "Noem de dag.", []), (editor.username, "Zie daar.", [])]
    (told,) = told_of_own(answer)
    assert f"“{WORDS}”" in told and "“Noem de dag.”" in told
    send(editor, remark(known.pk, "Noem de dag.", was=WORDS), accept="application/json")
    assert [words for _name, words, _replies in stored()] == ["Noem de dag.", "Zie daar."]


def test_what_one_made_of_a_reply_that_one_took_away_in_another_window_is_not_lost(send, editor):
    answer, _known = in_both_windows(send, editor, {"reply": "Zie daar."}, {"gone": "1"})
    assert stored() == [(editor.username, WORDS, ["Zie daar."])]
    (told,) = told_of_own(answer)
    assert f"“{REPLY}”" in told and "“Zie daar.”" in told


def test_what_one_made_of_a_remark_that_another_settled_is_a_remark_of_its_own(send, editor, lawyer):
    send(editor, remark())
    known = Comment.objects.get()
    send(lawyer, remark(known.pk, resolved="1"))
    answer = send(editor, remark(known.pk, "Noem de dag.", was=WORDS))
    assert stored() == [(editor.username, "Noem de dag.", [])]
    (told,) = [one for one in messages_of(answer) if "Opmerkingen van anderen" in one]
    assert f"loste “{WORDS}” op; wat u ervan maakte, “Noem de dag.”" in told


def test_a_form_that_comes_back_tells_what_a_remark_was_before_it_was_changed_there(send, editor):
    send(editor, remark())
    known = Comment.objects.get()
    refused = send(editor, remark(known.pk, "Noem de dag.", was=WORDS), title="")
    told = refused.context["form"].serialize_comments(editor)
    assert [one["text"] for one in told["comments"]] == ["Noem de dag."]
    assert told["opened"] == [{"pk": known.pk, "was": WORDS, "replies": []}]


def messages_of(answer) -> list[str]:
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_who_saves_is_told_once_what_others_did_with_the_remarks(send, editor, lawyer):
    for words in (WORDS, "Ook dit.", "Noem de dag.", "Van mij zelf."):
        at = {} if words != "Van mij zelf." else {"at": "change_note"}
        send(editor if at else lawyer, remark(words=words, **at))
    first, second, third, own = Comment.objects.order_by("pk")
    send(lawyer, remark(first.pk, resolved="1"))
    send(lawyer, remark(second.pk, "Ook dit.", DELETE="1"))
    send(lawyer, remark(third.pk, "Noem de maand."), remark(words="Is dit zo?", at="change_note"))
    send(lawyer, remark(own.pk, own.text, at="change_note", replies=[reply(words="Mee eens.")]))
    lawyer_name = lawyer.get_full_name() or lawyer.username
    answer = send(
        editor,
        remark(first.pk, replies=[reply()]),
        remark(second.pk, "Ook dit."),
        remark(third.pk, "Noem de dag."),
        remark(own.pk, own.text, at="change_note"),
    )
    (told,) = [one for one in messages_of(answer) if "Opmerkingen van anderen" in one]
    for said in (
        f"{lawyer_name} loste “{WORDS}” op; uw reactie “{REPLY}” daarop staat er nu als eigen opmerking",
        f"{lawyer_name} haalde “Ook dit.” weg",
        f"{lawyer_name} veranderde een opmerking in “Noem de maand.”",
        f"{lawyer_name} schreef “Is dit zo?”",
        f"{lawyer_name} reageerde op “Van mij zelf.”: “Mee eens.”",
    ):
        assert said in told


def test_what_others_did_with_more_than_one_remark_is_told_as_a_list(send, editor, lawyer):
    send(lawyer, remark(words="Zet er <b>nummers</b> bij."), remark(words="Ook dit.", at="change_note"))
    (told,) = [one for one in messages_of(send(editor)) if "Opmerkingen van anderen" in one]
    assert told.count("<li>") == 2
    assert "Zet er &lt;b&gt;nummers&lt;/b&gt; bij." in told


def test_of_a_remark_whose_part_is_gone_nobody_is_said_to_have_settled_it(send, editor, lawyer):
    send(lawyer, remark())
    known = Comment.objects.get()
    Comment.objects.update(contentpath="body.8f6d2c1e-0000-4000-8000-000000000000.text")
    (told,) = [one for one in messages_of(send(editor, remark(known.pk))) if "Opmerkingen van" in one]
    assert f"“{WORDS}” hoort bij geen deel van de tekst meer" in told
    assert "loste" not in told


def test_what_one_did_oneself_or_saw_is_not_told(send, editor, lawyer):
    send(lawyer, remark())
    known = Comment.objects.get()
    answers = [send(editor, remark(known.pk)), send(editor, remark(known.pk, resolved="1"))]
    answers += [send(editor, remark(known.pk)), send(lawyer, remark(known.pk, DELETE="1"))]
    assert not [one for answer in answers for one in messages_of(answer) if "Opmerkingen van" in one]


def test_remarks_that_were_not_loaded_stay_when_the_text_is_saved(
    client, send, statement_page, editor, lawyer
):
    send(lawyer, remark())
    data = {name: value for name, value in form("Andere tekst.").items() if not name.startswith("comments-")}
    client.force_login(editor)
    assert client.post(reverse("wagtailadmin_pages:edit", args=[statement_page.pk]), data).status_code == 302
    statement_page.refresh_from_db()
    assert "Andere tekst." in str(statement_page.get_latest_revision_as_object().body)
    assert stored() == [(lawyer.username, WORDS, [])]


def test_a_text_that_was_not_loaded_is_not_emptied_and_the_other_fields_come_back(
    client, send, statement_page, editor
):
    send(editor, words="De tekst.")
    data = {name: value for name, value in form().items() if not name.startswith(("comments-", "body-"))}
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[statement_page.pk]), data | {"title": "Een titel"}
    )
    assert answer.status_code == 200
    content = answer.content.decode()
    assert "De tekst zelf kwam niet mee" in content and 'value="Een titel"' in content
    assert "De tekst." in content
    statement_page.refresh_from_db()
    page = statement_page.get_latest_revision_as_object()
    assert page.title != "Een titel" and "De tekst." in str(page.body)


@pytest.mark.parametrize("count", ["99999999999", "٣", "9" * 5000])
def test_a_count_that_cannot_be_is_refused_by_the_form_itself(count):
    sent = QueryDict(mutable=True)
    sent.update({"comments-TOTAL_FORMS": count, "comments-0-text": WORDS})
    assert in_line(sent, [], by=None) is sent
