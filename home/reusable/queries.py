"""Where a reusable text is used: in the draft that is being written, and in the text that is live."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex

from home.models import WrittenPage, written_pages
from home.reusable.models import ReusableText
from home.text.promises import all_of
from home.text.rendering import numbered_sections


@dataclass(frozen=True, slots=True)
class Use:
    """One section that shows the text; ``number`` is None for the opening, ``live`` when readers' text uses it too."""

    page: object
    number: int | None
    heading: str
    anchor: str
    live: bool

    @property
    def section(self) -> str:
        """``3. Kop``, or what the opening is called."""
        return f"{self.number}. {self.heading}" if self.number else _("Openingstekst")


def uses_of(text: ReusableText) -> list[Use]:
    """Every section of a draft or of a live page that shows this text, in reading order."""
    found = []
    for page in written_pages():
        draft = _sections_with(text, page.get_latest_revision_as_object().body)
        live = _sections_with(text, page.body) if page.live else {}
        for anchor, (number, heading) in {**live, **draft}.items():
            found.append(Use(page, number, heading, anchor, live=anchor in live))
    return found


def _sections_with(text: ReusableText, body: Any) -> dict[str, tuple[int | None, str]]:
    found = {}
    for number, heading, section in numbered_sections(body):
        used = {
            child.value.pk
            for child in section.value["body"]
            if child.block_type == "reusable" and child.value is not None
        }
        if text.pk in used:
            found[section.value["anchor"]] = (number, heading)
    return found


@receiver(post_save, dispatch_uid="home.references_of_draft")
def _index_the_draft_too(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Wagtail's index of references knows the saved page only; this adds the draft that editors work on.

    On commit and in order, so after Wagtail's own update.
    """
    if issubclass(sender, WrittenPage):
        transaction.on_commit(partial(_index, sender, instance.pk))


def _index(kind: type[WrittenPage], pk: int) -> None:
    if page := kind.objects.filter(pk=pk).first():
        draft = page.get_latest_revision_as_object()
        page.body = json.dumps([*page.body.get_prep_value(), *draft.body.get_prep_value()])
        ReferenceIndex.create_or_update_for_object(page)


def used_in_words(uses: Iterable[Use]) -> str:
    """``in 2 paragrafen van “Privacyverklaring”: “3. Kop” en “5. Andere kop”``, of each page."""
    told = []
    for page, of_page in groupby(uses, key=lambda use: use.page):
        names = [f"“{use.section}”" for use in of_page]
        words = ngettext(
            "in %(count)s paragraaf van “%(page)s”: %(names)s",
            "in %(count)s paragrafen van “%(page)s”: %(names)s",
            len(names),
        )
        told.append(words % {"count": len(names), "page": page, "names": all_of(names)})
    return "; ".join(told)


def refuse_deletion_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """A text that a statement shows stays: the paragraph would lose words without anybody seeing it.

    So does a text of which drafts are kept: they show who wrote what.
    """
    for text in instances:
        if isinstance(text, ReusableText) and (why := _why_it_stays(text)):
            messages.error(request, why)
            return redirect(AdminURLFinder(request.user).get_edit_url(text) or "wagtailadmin_home")
    return None


def _why_it_stays(text: ReusableText) -> str:
    if uses := uses_of(text):
        return _(
            "“%(title)s” kan niet worden verwijderd: deze vaste tekst staat %(uses)s. Haal hem daar eerst weg."
        ) % {"title": text, "uses": used_in_words(uses)}
    if text.revisions.exists():
        return _(
            "“%(title)s” kan niet worden verwijderd: er zijn concepten van bewaard, en die tonen wie wat schreef. "
            "Gebruik de tekst niet meer; zij blijft dan staan zonder dat lezers haar zien."
        ) % {"title": text}
    return ""
