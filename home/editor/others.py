"""What became of the remarks at a text while somebody had it open: it is told when that person saves.

What is stored of the remarks is not what the browser shows; without a word a remark would be gone or changed there. And
what that person made of a remark of his own in another window makes way for what is saved last.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry

from home.authorship.four_eyes import name_of
from home.editor.remarks import REMARKS, REPLIES, WAS, is_changed, is_kept, parts_of, words_of_remark
from sharing.public import Actor

SHOWN = 80  # characters of a remark
_LONGEST = 19  # digits of a key, which a stranger may send
_SETTLED, _TAKEN_AWAY = "wagtail.comments.resolve", "wagtail.comments.delete"


def told_of_others(sent: Any, stored: Sequence[Any], *, page: Page, by: Actor) -> str:
    """In words, or nothing; as a list when it is more. ``sent`` is the form, ``stored`` the remarks that are open."""
    if f"{REMARKS}-TOTAL_FORMS" not in sent:
        return ""
    shown = {one["id"]: one for one in parts_of(sent, REMARKS) if one.get("id")}
    known = {str(one.pk): one for one in stored}
    told = []
    for pk, fields in shown.items():
        if pk not in known and not (fields.get("DELETE") or fields.get("resolved")):
            told += _gone(pk, fields, page=page, by=by)
    for pk, one in known.items():
        told += _said(one, shown.get(pk), by=by)
    return _together(_("Opmerkingen van anderen terwijl u schreef:"), told)


def told_of_own(sent: Any, stored: Sequence[Any], *, page: Page, by: Actor) -> str:
    """What the person made of these remarks in another window, in full: it stands nowhere else once this is saved."""
    known = {str(one.pk): one for one in stored}
    told = []
    for fields in parts_of(sent, REMARKS):
        remark = known.get(fields.get("id", ""))
        if remark is None and is_kept(fields) and (gone := _entry(fields["id"], page=page)):
            told += _taken(fields) if gone.user_id == by.pk else []
        replies = parts_of(fields, REPLIES)
        heard = {str(one.pk): one for one in remark.replies.all()} if remark else {}
        told += _replaced(remark, fields, by=by)
        for one in replies:
            told += _replaced(heard.get(one.get("id", "")), one, by=by)
            if remark and one.get("id") and one["id"] not in heard and is_kept(one):
                told += _taken(one)
    return _together(_("Uw eigen opmerkingen, ook gewijzigd in een ander venster:"), told)


def _replaced(one: Any, fields: Mapping[str, str], *, by: Actor) -> list[str]:
    """The words that are stored of it when they are neither what was shown here nor what was made of it here."""
    if one is None or one.user_id != by.pk or WAS not in fields:
        return []
    stored, here = words_of_remark(one.text), words_of_remark(fields.get("text", ""))
    if stored == words_of_remark(fields[WAS]):
        return []
    if fields.get("DELETE"):
        return [_("u haalde weg wat daar “%(there)s” was geworden") % {"there": one.text}]
    if not is_changed(fields) or stored == here:
        return []
    said = _("daar werd het “%(there)s”; bewaard is wat u hier schreef: “%(here)s”")
    return [said % {"there": one.text, "here": fields["text"]}]


def _taken(fields: Mapping[str, str]) -> list[str]:
    said = _("daar is “%(was)s” opgelost of weggehaald; wat u er hier van maakte, staat er weer: “%(here)s”")
    return [said % {"was": fields[WAS], "here": fields["text"]}]


def _together(head: str, told: Sequence[str]) -> str:
    """One in a sentence, more in a list, and none is nothing."""
    if len(told) < 2:
        return f"{head} {told[0]}." if told else ""
    each = format_html_join("", "<li>{}</li>", [(one,) for one in told])
    return format_html('{}<ul class="home-others">{}</ul>', head, each)


def _gone(pk: str, fields: Mapping[str, str], *, page: Page, by: Actor) -> list[str]:
    entry = _entry(pk, page=page)
    if entry is not None and entry.user_id == by.pk:
        return []
    if entry is None:  # the part of the text that it was about is gone
        said = _("“%(words)s” hoort bij geen deel van de tekst meer")
    elif entry.action == _TAKEN_AWAY:
        said = _("%(name)s haalde “%(words)s” weg")
    else:
        said = _("%(name)s loste “%(words)s” op")
    words = fields.get(WAS, fields.get("text", ""))
    told = said % {"name": _name(entry and entry.user), "words": _short(words)}
    if is_kept(fields):
        own = _("wat u ervan maakte, “%(words)s”, staat er nu als eigen opmerking")
        told = f"{told}; {own % {'words': _short(fields['text'])}}"
    for reply in parts_of(fields, REPLIES):
        if not (reply.get("id") or reply.get("DELETE")):
            words = _short(reply.get("text", ""))
            own = _("uw reactie “%(words)s” daarop staat er nu als eigen opmerking") % {"words": words}
            told = f"{told}; {own}"
    return [told]


def _entry(pk: str, *, page: Page) -> Any:
    """Of the log: who settled or took away this remark last, when anybody did."""
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=[_SETTLED, _TAKEN_AWAY])
    is_key = pk.isdecimal() and len(pk) < _LONGEST
    return entries.filter(data__comment__id=int(pk)).select_related("user").last() if is_key else None


def _said(remark: Any, shown: Mapping[str, str] | None, *, by: Actor) -> list[str]:
    """What somebody else says in a remark or its replies that is not shown there."""
    told = []
    if remark.user_id != by.pk and not (shown and _is_same(remark, shown)):
        said = (
            _("%(name)s veranderde een opmerking in “%(words)s”")
            if shown
            else _("%(name)s schreef “%(words)s”")
        )
        told.append(said % {"name": _name(remark.user), "words": _short(remark.text)})
    heard = {one["id"]: one for one in parts_of(shown or {}, REPLIES) if one.get("id")}
    for reply in remark.replies.all():
        known = heard.get(str(reply.pk))
        if reply.user_id != by.pk and not (known and _is_same(reply, known)):
            words = {"name": _name(reply.user), "about": _short(remark.text), "words": _short(reply.text)}
            told.append(_("%(name)s reageerde op “%(about)s”: “%(words)s”") % words)
    return told


def _is_same(one: Any, shown: Mapping[str, str]) -> bool:
    return words_of_remark(one.text) == words_of_remark(shown.get("text", ""))


def _name(user: Actor | None) -> str:
    return name_of(user) or _("Iemand anders")


def _short(words: str) -> str:
    return Truncator(" ".join(words.split())).chars(SHOWN)
