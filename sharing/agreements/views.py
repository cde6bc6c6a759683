"""Writing an agreement."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from sharing.agreements.coverage import COVERAGE
from sharing.agreements.forms import AgreementForm
from sharing.agreements.models import Agreement
from sharing.agreements.operations import save_agreement
from sharing.agreements.queries import overlapping
from sharing.core.admin import RegisterCreateView, RegisterEditView

_View: Any = object  # of Wagtail, to which the mixin is added


class SavingAgreement(_View):
    """An agreement is saved together with the items of article 28; what overlaps is told, and not refused."""

    def write(self, form: AgreementForm) -> Agreement:
        data = form.cleaned_data
        agreement = save_agreement(
            form=form,
            items=form.article_28(),
            by=self.request.user,
            reason=data["reason"],
            seen=data.get("version") or None,
        )
        for overlap in overlapping(agreement):
            messages.warning(self.request, overlap.in_words)
        return agreement


class AgreementCreateView(SavingAgreement, RegisterCreateView):
    prefilled = ("kind", "party", "owner")


class AgreementEditView(SavingAgreement, RegisterEditView):
    """What is covered from a day on leads to the successor, with what was chosen; all else is saved first."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.wants_successor:
            return super().form_valid(form)
        chosen = QueryDict(mutable=True)
        for name in COVERAGE:
            chosen.setlist(name, [str(one.pk) for one in form.cleaned_data[name]])
        if form.changed_besides():
            form.leave_coverage()
            answer = super().form_valid(form)
            if answer.status_code != 302:
                return answer
        messages.info(
            self.request,
            _(
                "Wat eronder valt is nog niet gewijzigd. Vul in vanaf welke dag het anders is: dan ontstaat "
                "er een opvolger."
            ),
        )
        successor = reverse(self.viewset.get_url_name("replace"), args=[self.object.pk])
        return redirect(f"{successor}?{chosen.urlencode()}")
