"""The screen "Wat als …?": asks the rules about a thought and shows what it would touch. It reads, and never writes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from home.conflicts.queries import facts_on, in_version, located
from home.conflicts.screens import ComparingItem, ComparingView
from home.core.clock import today
from home.text.places import places_in
from home.versions.models import StatementVersion
from home.what_if.forms import AgreementForm, DecisionForm, PartyForm, PromiseForm, ThoughtForm
from sharing import public

QUESTIONS: dict[str, tuple[Any, type[ThoughtForm]]] = {
    "besluit": (_("Een adequaatheidsbesluit eindigt"), DecisionForm),
    "overeenkomst": (_("Een overeenkomst eindigt"), AgreementForm),
    "partij": (_("Een partij vertrekt"), PartyForm),
    "toezegging": (_("De verklaring wordt strenger"), PromiseForm),
}


class WhatIfView(ComparingView):
    """One question at a time, in the address, so that an answer can be shared; a plain GET without script."""

    template_name = "home/conflicts/what_if.html"
    page_title = _("Wat als …?")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, asked = self.request.user, self.request.GET.get("wat", "besluit")
        open_questions = {
            slug: label
            for slug, (label, form) in QUESTIONS.items()
            if not form.needs or public.may_open(user, form.needs)
        }
        if asked in QUESTIONS and asked not in open_questions:
            raise PermissionDenied
        asked = asked if asked in QUESTIONS else "besluit"
        context = super().get_context_data(**kwargs) | {"questions": open_questions, "asked": asked}
        version = _version_on(today())
        if version is None:
            return context
        given = self.request.GET if "vraag" in self.request.GET else None
        facts = facts_on(today())
        form = QUESTIONS[asked][1](
            given, facts=facts, promised=public.commitments_of(version.number), today=today()
        )
        context |= {"form": form}
        if form.is_valid():
            context |= self._answer(form)
        return context

    def _answer(self, form: ThoughtForm) -> dict[str, Any]:
        """What the thought would touch, judged by the version that is in force on the day it is about."""
        version: Any = _version_on(form.think().on)
        form.promised = public.commitments_of(version.number)
        found = public.impact(form.think(), public.months_before(form.facts.until))
        places = places_in(version.body)

        def with_place(clashes: Any) -> Any:
            return located(clashes, places, lambda place: in_version(version, place))

        sections = {places[name]: None for name in places if name in found.touched}
        return {
            "impact": found,
            "sentence": form.sentence(),
            "version": version,
            "since": form.facts.since,
            "new": with_place(found.new),
            "changed": with_place(found.changed),
            "gone": with_place(found.gone),
            "sections": [
                (place, in_version(version, place))
                for place in sorted(sections, key=lambda one: one.number or 0)
            ],
            "total": sum(count for _month, count in found.months),
            "most": max((count for _month, count in found.months), default=0),
            "may_open": {kind: public.may_open(self.request.user, kind) for kind in ("party", "agreement")},
        }


def _version_on(day: date) -> StatementVersion | None:
    """The version in force on a day, also one that is still to come."""
    return StatementVersion.objects.in_force_by(day).first()


class WhatIfViewSet(ViewSet):
    name = "what_if"
    url_prefix = "wat-als"
    icon = "help"
    menu_label = _("Wat als …?")
    menu_item_class = ComparingItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WhatIfView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]


what_if_viewset = WhatIfViewSet()
