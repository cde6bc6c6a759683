"""A step on an agreement: filled in, looked at with what it means, and only then stored."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, overlapping
from sharing.agreements.rules import AgreementFacts, last_effective_day
from sharing.agreements.step_forms import StepForm
from sharing.core.admin.screens import add_foreseen, add_refusal, way_back
from sharing.core.admin.steps import StepScreen
from sharing.core.admin.writing import AROUND_SAVE
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import Refused
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY

LOOK = "look"  # sent by the button that shows the consequences again, whatever was filled in
# What was typed for the step itself: another reason needs no other look at the consequences.
_NOT_MARKED = frozenset({"csrfmiddlewaretoken", "reason", "version", "previewed", LOOK})


def mark_of(data: Any) -> str:
    """A mark of what was filled in, all but the reason."""
    typed = sorted((name, data.getlist(name)) for name in data if name not in _NOT_MARKED)
    return hashlib.sha256(repr(typed).encode()).hexdigest()[:16]


class AgreementStep(StepScreen):
    """A step in two screens: the first post shows what it means, the second stores exactly that.

    The first look is a rehearsal: the step itself, undone, so that what the database would refuse is said then.
    """

    template_name = "sharing/agreements/step.html"
    form_class: type[StepForm] = StepForm
    final_label: Any = ""
    look_label = gettext_lazy("Bekijk wat er gebeurt")

    @property
    def facts(self) -> AgreementFacts:
        """The dates of the agreement."""
        return facts_of(self.live)

    @cached_property
    def today(self) -> Any:
        return amsterdam_day(timezone.now())

    def step(self, form: Any) -> Agreement:
        """Call the operation; the agreement to show afterwards."""
        raise NotImplementedError

    def meaning(self, form: Any) -> list[str]:
        """What the step means, in sentences."""
        raise NotImplementedError

    def done(self, agreement: Agreement) -> str:
        """What is said when it is stored."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form(request.POST)
        self.preview: list[str] = []
        if form.is_valid():
            try:
                if LOOK not in request.POST and form.cleaned_data["previewed"] == mark_of(request.POST):
                    return self.perform(form)
                self.preview = self.look(form)
            except (Refused, ValidationError) as refused:
                add_refusal(form, refused)
        if form.errors:
            add_foreseen(form, self.foresee(form.cleaned_data))
        return self.show(form)

    def look(self, form: Any) -> list[str]:
        """What the step does, in sentences, after it was tried and undone."""
        meaning = self.meaning(form)
        with transaction.atomic():
            shown = self.step(form)
            meaning += [one.in_words for one in overlapping(shown)]
            transaction.set_rollback(True)
        return meaning

    def perform(self, form: Any) -> HttpResponse:
        followers = [follow(self.request, Agreement) for follow in hooks.get_hooks(AROUND_SAVE)]
        agreement = self.step(form)
        messages.success(self.request, self.done(agreement))
        for tell in followers:
            tell(agreement)
        own = reverse(self.viewset.get_url_name("inspect"), args=[agreement.pk])
        return redirect(way_back(self.request, own))

    def show(self, form: Any) -> HttpResponse:
        if form.is_bound:
            form.data = form.data.copy()
            form.data["previewed"] = mark_of(self.request.POST) if self.preview else ""
        return super().show(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        preview = getattr(self, "preview", [])
        end = last_effective_day(self.facts)
        return super().get_context_data(**kwargs) | {
            "preview": preview,
            "submit_label": self.final_label if preview else self.look_label,
            "look_label": self.look_label,
            "back": self.url("inspect"),
            "standing": [
                (_("Partij"), self.live.party),
                (_("Vanaf"), day_in_words(self.live.first_day)),
                (_("Tot en met"), day_in_words(end) if end else _("onbepaald")),
                (
                    _("Opzegtermijn in dagen"),
                    self.live.notice_days if self.live.notice_days is not None else EMPTY,
                ),
            ],
        }

    def given(self, form: Any, *names: str) -> dict[str, Any]:
        """What every step passes on, and these fields of the form."""
        data = form.cleaned_data
        return {name: data[name] for name in (*names, "reason")} | {"by": self.request.user}
