"""What the editor's form asks while somebody writes: what a block means for the register, or shows of it today."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.change_notes.queries import changes_of
from home.change_notes.rules import note_of, unsaid
from home.models import written_page, written_pages
from home.publication.queries import day_shown
from home.text.blocks import SectionBodyBlock
from home.text.commitment_blocks import CommitmentBlock
from home.text.promises import explain
from home.text.register_blocks import RegisterBlock
from home.text.stacking import with_stacking_tables
from sharing import public

PREFIX = "b"


@require_safe
def block_note(request: HttpRequest, kind: str) -> JsonResponse:
    """``{"html"}`` below a block as it is filled in now (fields as in the form, with prefix ``b-``)."""
    if not any(page.permissions_for_user(request.user).can_edit() for page in written_pages()):
        raise PermissionDenied
    block = SectionBodyBlock().child_blocks.get(kind)
    if isinstance(block, CommitmentBlock):
        value = block.value_from_datadict(request.GET, {}, PREFIX)
        sentence = explain(
            kind,
            block.parameters(value),
            purposes=public.purposes_tree(),
            categories=public.known_data_categories(),
        )
        told = {"sentence": sentence, "unusable": block.unusable(value)}
        return _answer("home/editor/commitment_note.html", told)
    if isinstance(block, RegisterBlock):
        value = block.value_from_datadict(request.GET, {}, PREFIX)
        context = {
            "shown": with_stacking_tables(block.render(value)),
            "address": block.address_for(request.user),
        }
        return _answer("home/editor/register_note.html", context)
    raise Http404


@require_safe
def change_note(request: HttpRequest, page_id: int) -> JsonResponse:
    """``{"note", "unsaid"}`` of the draft as it is stored: what it changes, and what its note leaves out."""
    page = written_page(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    changes = changes_of(draft, on=day_shown(draft, at=timezone.now()))
    return JsonResponse({"note": note_of(changes), "unsaid": unsaid(changes, draft.change_note)})


def _answer(template: str, context: dict[str, Any]) -> JsonResponse:
    return JsonResponse({"html": render_to_string(template, context).strip()})
