"""What a browser sends of the remarks at a text, brought into line with those that are stored.

Wagtail takes what it does not find under the number that is sent for a new remark, by who sends it: what a colleague
settled or took away meanwhile would come back under another name. And what is sent again because the answer did not
arrive would be there twice. And words that a colleague changed meanwhile would keep the text from being saved. And who
has the text open twice would bring back in one window what was said otherwise in the other, and lose in one what was
settled or taken away in the other.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict

REMARKS, REPLIES = "comments", "replies"
WAS = "was"  # beside the words of a remark: those that the browser was given
# A form says itself how many it has: only what is really there takes room.
_FORM = re.compile(r"([0-9]{1,4})-(.+)")
_COUNT = re.compile(r"[0-9]{1,4}")
_KEY = re.compile(r"[0-9]{1,18}")  # a stranger may send a longer one, which is no number of anything

_Fields = dict[str, str]


def in_line(sent: QueryDict, stored: Iterable[Any], *, by: Any) -> QueryDict:
    """The form as it should have been sent. ``stored``: the remarks that are open, as Wagtail will look for them."""
    if f"{REMARKS}-TOTAL_FORMS" not in sent:
        # The script that shows them was not loaded: they stay as they are.
        _put(whole := sent.copy(), REMARKS, [])
        return whole
    remarks = parts_of(sent, REMARKS)
    if not remarks:
        return sent
    known = {str(one.pk): one for one in stored}
    rest: list[_Fields] = []
    for fields in remarks:
        replies = parts_of(fields, REPLIES)
        found = _known(fields, remarks, known.values(), by=by)
        if found is None and fields.get("id"):
            rest += [_as_remark(fields, fields)] if is_kept(fields) else []
            rest += [_as_remark(one, fields) for one in replies if not one.get("id") or is_kept(one)]
            fields["DELETE"] = "1"
        _as_said(fields, found, by=by)
        _settle(replies, found.replies.all() if found else (), by=by)
        _put(fields, REPLIES, replies)
    for one in rest:
        _known(one, [*remarks, *rest], known.values(), by=by)
    _put(whole := sent.copy(), REMARKS, [*remarks, *rest])
    return whole


def _settle(replies: Sequence[_Fields], stored: Iterable[Any], *, by: Any) -> None:
    known = list(stored)
    for fields in replies:
        found = _known(fields, replies, known, by=by)
        if found is None and fields.get("id"):
            fields.update({"id": ""} if is_kept(fields) else {"DELETE": "1"})
            found = _known(fields, replies, known, by=by) if is_kept(fields) else None
        _as_said(fields, found, by=by)


def is_changed(fields: Mapping[str, str]) -> bool:
    """Whether its writer made something else of it in this window."""
    return WAS in fields and words_of_remark(fields.get("text", "")) != words_of_remark(fields[WAS])


def is_kept(fields: Mapping[str, str]) -> bool:
    """Whether it was changed here and not taken away: these words stand nowhere else."""
    return is_changed(fields) and not (fields.get("DELETE") or fields.get("resolved"))


def _as_said(fields: _Fields, found: Any, *, by: Any) -> None:
    """What was not changed here is as it was said last; for other words of somebody else Wagtail refuses the form."""
    if found is not None and (found.user_id != by.pk or (WAS in fields and not is_changed(fields))):
        fields["text"] = fields[WAS] = found.text


def _known(fields: _Fields, sent: Sequence[_Fields], stored: Iterable[Any], *, by: Any) -> Any:
    """What is stored of this; it gets the number of what its writer sent before without hearing of it."""
    if pk := fields.get("id"):
        return next((one for one in stored if str(one.pk) == pk), None)
    heard = {one["id"] for one in sent if one.get("id")}
    for one in stored:
        same = words_of_remark(one.text) == words_of_remark(fields.get("text", "")) and one.user_id == by.pk
        if (
            same
            and str(one.pk) not in heard
            and getattr(one, "contentpath", None) == fields.get("contentpath")
        ):
            fields["id"] = str(one.pk)
            return one
    return None


def _as_remark(one: _Fields, fields: _Fields) -> _Fields:
    """What was said at a remark that is gone, or made of it, is not lost: it is a remark of its own at that place."""
    place = {name: fields.get(name, "") for name in ("contentpath", "position")}
    remark = {
        "id": "",
        "DELETE": one.get("DELETE", ""),
        "resolved": "",
        "text": one.get("text", ""),
        **place,
    }
    _put(remark, REPLIES, [])
    return remark


def parts_of(sent: Any, name: str) -> list[_Fields]:
    """The remarks in a form, or the replies in what was sent of one."""
    count = sent.get(f"{name}-TOTAL_FORMS", "")
    parts: dict[int, _Fields] = {}
    for key in [key for key in sent if key.startswith(f"{name}-")] if _COUNT.fullmatch(count) else []:
        if (found := _FORM.fullmatch(key, len(name) + 1)) and int(found[1]) < int(count):
            parts.setdefault(int(found[1]), {})[found[2]] = sent[key]
    return [fields for _place, fields in sorted(parts.items())]


def _put(sent: Any, name: str, parts: Sequence[_Fields]) -> None:
    """What is stored already comes first, and is counted; the rest stays in its order."""
    for key in [key for key in sent if key.startswith(f"{name}-")]:
        del sent[key]
    stored = [one for one in parts if one.get("id")]
    counts = {"TOTAL": len(parts), "INITIAL": len(stored), "MIN_NUM": 0, "MAX_NUM": ""}
    for count, number in counts.items():
        sent[f"{name}-{count}_FORMS"] = str(number)
    for place, fields in enumerate([*stored, *(one for one in parts if not one.get("id"))]):
        for field, value in fields.items():
            sent[f"{name}-{place}-{field}"] = value


def opened_with(sent: Any) -> list[dict[str, Any]]:
    """Of the remarks in a form that comes back, what each was: ``pk``, ``was``, and its ``replies`` the same."""

    def was(fields: _Fields) -> dict[str, Any]:
        return {"pk": int(fields["id"]), WAS: fields[WAS]}

    def told(parts: Iterable[_Fields]) -> list[_Fields]:
        return [one for one in parts if _KEY.fullmatch(one.get("id", "")) and WAS in one]

    return [
        {**was(one), REPLIES: [was(each) for each in told(parts_of(one, REPLIES))]}
        for one in told(parts_of(sent, REMARKS))
    ]


def words_of_remark(text: str) -> str:
    """As a browser sends them back: ends of lines and blanks differ."""
    return " ".join(text.split())
