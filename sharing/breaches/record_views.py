"""Registering a breach, by itself or from the log, and completing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from wagtail.admin import messages

from sharing.breaches.choices import Nature
from sharing.breaches.forms import FROM
from sharing.breaches.models import Breach
from sharing.breaches.queries import judged_with
from sharing.breaches.register import change_breach, register_breach
from sharing.breaches.views import in_words
from sharing.core.admin import RegisterCreateView, RegisterEditView
from sharing.core.keys import key_in
from sharing.disclosures.models import Disclosure


class BreachCreateView(RegisterCreateView):
    """A breach by itself, or of the disclosures that were judged one in one decision."""

    @cached_property
    def disclosures(self) -> list[Disclosure]:
        """What it comes from; nothing when it comes by itself, or stands in a breach already."""
        key = key_in(self.request.POST.get(FROM) or self.request.GET.get(FROM) or "")
        row = Disclosure.objects.breaches().filter(pk=key).first() if key else None
        return list(judged_with(row).prefetch_related("recipient")[:1000]) if row is not None else []

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        known = [row.aware_at for row in self.disclosures if row.aware_at]
        if not self.disclosures:
            return initial
        return initial | {
            FROM: self.disclosures[0].pk,
            "aware_at": min(known, default=None),
            "nature": [Nature.CONFIDENTIALITY],
            "facts": self.disclosures[0].review_note,
            "occurred_from": min(row.disclosed_at for row in self.disclosures),
            "persons_least": len({bytes(row.dossier) for row in self.disclosures}),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if number := len(self.disclosures):
            words = ngettext(
                "Dit datalek komt uit het verstrekkingenlog: %(first)s. Vul aan wat bekend is.",
                "Dit datalek komt uit het verstrekkingenlog: %(count)s verstrekkingen, de eerste is %(first)s. "
                "Vul aan wat "
                "bekend is.",
                number,
            )
            messages.info(request, words % {"count": number, "first": in_words(self.disclosures[0])})
        return super().get(request, *args, **kwargs)

    def write(self, form: Any) -> Breach:
        kept, _gone = form.changed_parts()
        return register_breach(
            facts=form.values(),
            parts=kept,
            disclosures=self.disclosures,
            documents=form.changed_documents(),
            by=self.request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )


class BreachEditView(RegisterEditView):
    def write(self, form: Any) -> Breach:
        data = form.cleaned_data
        kept, gone = form.changed_parts()
        return change_breach(
            self.object,
            changes=form.values(),
            parts=kept,
            without=gone,
            documents=form.changed_documents(),
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )
