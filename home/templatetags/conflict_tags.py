"""What a reader of the conflict report may follow."""

from typing import Any

from django import template

from home.conflicts.queries import Conflict
from sharing import public
from sharing.public import Actor

register = template.Library()

_KINDS = ("agreement", "party", "transfers", "disclosures")


@register.filter
def open_to(conflict: Conflict, user: Actor) -> list[dict[str, Any]]:
    """The records that a conflict is about as ``{"kind", "label", "url"}``, as far as the user may open them."""
    allowed = {kind for kind in _KINDS if public.may_open(user, kind)}
    return [
        {"kind": one.kind, "label": one.label, "url": public.register_url(one)}
        for one in conflict.about
        if one.kind in allowed
    ]


@register.filter
def weighing(conflicts: list[Conflict]) -> list[Conflict]:
    """Those for which publication needs a reason."""
    return [conflict for conflict in conflicts if conflict.weighs]


@register.filter
def lighter(conflicts: list[Conflict]) -> list[Conflict]:
    """Those that may be right: points of attention."""
    return [conflict for conflict in conflicts if not conflict.weighs]
