"""What the forms of a disclosure share, and correcting one; nothing here needs script."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from sharing.core.admin import RecordMixin
from sharing.core.admin.screens import add_foreseen, add_refusal
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused
from sharing.core.fields import focus_first_error
from sharing.core.records import version_of
from sharing.disclosures.checking import Blocked, judge_entry, why_not_entered
from sharing.disclosures.choices import Outcome
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.forms import CorrectionForm, DisclosureForm
from sharing.disclosures.intake.channels import FORM, Raw
from sharing.disclosures.models import Disclosure
from sharing.gate.findings import Finding

FORESEEN = "voorzien"  # the id of an entry that is not stored
OVERTAKEN = "overtaken"  # the version of somebody else that a correction may come after


class DisclosureScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the screens of one disclosure share: the model, the way back, the header."""

    model = Disclosure
    header_icon = "list-ul"
    index_url_name = "disclosures:index"
    inspect_url_name = "disclosures:inspect"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = [{"url": reverse(self.index_url_name), "label": _("Verstrekkingen")}]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_title()}]

    def show(self, **context: Any) -> HttpResponse:
        """The page again, with what was typed."""
        return self.render_to_response(self.get_context_data(**context))


class EntryView(DisclosureScreen):
    """A form with two buttons: one asks the gate and stores nothing, the other stores."""

    template_name = "sharing/disclosures/entry.html"
    form_class = DisclosureForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(form=self.form_class(initial=self.initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, initial=self.initial())
        checking = "check" in request.POST
        if checking and "reason" in form.fields:
            form.fields["reason"].required = False
        if not form.is_valid():
            add_foreseen(form, self.foresee(form, ahead=checking))
            return self.show(form=form, **self.judged(form))
        try:
            if not checking:
                return self.store(form)
            judgement = judge_entry(self.raw(form), at=timezone.now(), words=FORM)
            return self.show(form=form, findings=judgement.findings, doubts=judgement.doubts, checked=True)
        except Blocked as blocked:
            # Asking for the reason is the form's; the findings say why.
            return self.show(form=form, findings=blocked.findings, needs_reason=True)
        except Refused as refused:
            add_refusal(form, refused)
        return self.show(form=form)

    def foresee(self, form: DisclosureForm, *, ahead: bool = False) -> list[InputError]:
        """What storing it would refuse of what could be read, told with what could not."""
        unread = form.unread | {"dossier"}  # of which the field has said it
        return why_not_entered(form.raw(FORESEEN), unread=unread, at=timezone.now(), ahead=ahead)

    def judged(self, form: DisclosureForm) -> dict[str, Any]:
        """What the rules say as well, when only something beside the entry is wrong."""
        if form.non_field_errors() or not form.errors.keys().isdisjoint(Raw._fields):
            return {}
        judgement = judge_entry(self.raw(form), at=timezone.now(), words=FORM)
        asks = not judgement.allowed and not form.cleaned_data["deviation_reason"].strip()
        return {"findings": judgement.findings, "doubts": judgement.doubts, "needs_reason": asks}

    def initial(self) -> dict[str, Any]:
        """What the fields start with."""
        raise NotImplementedError

    def raw(self, form: DisclosureForm) -> Raw:
        """The entry as the operations want it."""
        raise NotImplementedError

    def store(self, form: DisclosureForm) -> HttpResponse:
        """Store it; the operation's refusals pass on."""
        raise NotImplementedError

    def get_context_data(
        self,
        *,
        findings: Sequence[Finding] = (),
        doubts: Sequence[str] = (),
        checked: bool = False,
        needs_reason: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        form = kwargs["form"]
        focus_first_error(form)
        if needs_reason:
            # The findings stand beside the field that asks for the reason.
            attrs = {"autofocus": True, "aria-describedby": "bevindingen"}
            form.fields["deviation_reason"].widget.attrs |= attrs
        blocked = any(finding.blocks for finding in findings)
        reason = form["deviation_reason"]
        return super().get_context_data(**kwargs) | {
            "findings": findings,
            "doubts": doubts,
            "checked": checked,
            "blocked": blocked,
            "needs_reason": needs_reason,
            "sections": form.sections(),
            "asks_reason": blocked or bool(reason.value()) or bool(reason.errors),
            "has_errors": bool(form.errors),
            "media": form.media,
        }


class CorrectView(RecordMixin, EntryView):
    """Give a disclosure a new state with a reason; the gate judges again and the old state stays."""

    any_permission_required: Any = None
    permission_required = "change"
    page_title = gettext_lazy("Verstrekking corrigeren")
    form_class = CorrectionForm
    newest = ""  # the version that somebody else stored since

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.pk = self._key()
        if self.live is None and self.user_has_permission("change"):
            raise Http404
        if self.live is not None and self.live.proposal is not None and self.user_has_permission("change"):
            messages.warning(
                request, _("Er wacht al een voorstel over deze verstrekking; besluit daar eerst over.")
            )
            return redirect(self.url("proposal"))
        if self.live is not None and self.live.is_void and self.user_has_permission("change"):
            messages.warning(request, _("Een vervallen verstrekking verandert niet."))
            return redirect(self.url("inspect"))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.live)

    def initial(self) -> dict[str, Any]:
        return CorrectionForm.initial_of(self.live) | {"version": version_of(Disclosure, self.pk)}

    def raw(self, form: DisclosureForm) -> Raw:
        return form.raw(self.live.external_id)

    def store(self, form: DisclosureForm) -> HttpResponse:
        changes = self.raw(form)._asdict()
        del changes["external_id"]
        data = form.cleaned_data
        newest = version_of(Disclosure, self.pk)
        try:
            corrected = correct_disclosure(
                self.live,
                changes=changes,
                by=self.request.user,
                at=timezone.now(),
                reason=data["reason"],
                seen=self.request.POST.get(OVERTAKEN) or data["version"],
                words=FORM,
            )
        except ChangedMeanwhile:
            self.newest = newest  # storing again is no choice: who means it says so
            raise
        if corrected.proposal is not None:
            text = _(
                "De correctie is voorgesteld: de afwijking zou erdoor verdwijnen. Een collega bevestigt dat; tot dan "
                "blijft zij op de lijst staan."
            )
            messages.warning(self.request, text)
        elif corrected.outcome == Outcome.DEVIATION:
            text = _("De correctie is vastgelegd. Het blijft een afwijking, die beoordeeld moet worden.")
            messages.warning(self.request, text)
        else:
            messages.success(
                self.request, _("De correctie is vastgelegd; de oude stand staat in de historie.")
            )
        return redirect(self.url("inspect"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "object": self.live,
            "action_url": self.url("edit"),
            "store_label": _("Correctie vastleggen"),
            "overtaken": OVERTAKEN,
            "newest": self.newest,
        }
