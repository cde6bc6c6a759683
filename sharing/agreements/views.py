"""Writing an agreement."""

from typing import Any

from sharing.agreements.forms import AgreementForm
from sharing.agreements.models import Agreement
from sharing.agreements.operations import save_agreement
from sharing.core.admin import RegisterCreateView, RegisterEditView

_View: Any = object  # of Wagtail, to which the mixin is added


class SavingAgreement(_View):
    """An agreement is saved together with the items of article 28."""

    def write(self, form: AgreementForm) -> Agreement:
        data = form.cleaned_data
        return save_agreement(
            form=form,
            items=form.article_28(),
            by=self.request.user,
            reason=data["reason"],
            seen=data.get("version") or None,
        )


class AgreementCreateView(SavingAgreement, RegisterCreateView):
    pass


class AgreementEditView(SavingAgreement, RegisterEditView):
    pass
