"""Which dossiers do not or no longer belong in the archive: a search, and the proposal of those that somebody chose."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.core.admin.looking import PARAMETER, Looking, begin_look, look_on, looking_under
from sharing.core.admin.screens import add_refusal
from sharing.core.admin.tables import short_day
from sharing.core.exceptions import InputError, Refused
from sharing.core.fields import focus_first_error
from sharing.core.looking.forms import LookForm
from sharing.core.periods import amsterdam_day
from sharing.retention.candidates import Candidate, Found, Search, complete, find, found_one
from sharing.retention.checking import HELD, why_not_written
from sharing.retention.choices import RecordKind
from sharing.retention.forms import ArchiveForm, CandidatesForm
from sharing.retention.models import Destruction
from sharing.retention.operations import MOST_AT_ONCE, propose_archive
from sharing.retention.views import ProposalScreen

PER_PAGE, SHOWN_AT_MOST = 50, 1_000
# The button that sends a dossier number: it never stands in an address.
FIND = "zoek"
# The buttons that leaf and that choose all, which send what was chosen along, and the page that they were on.
LEAF, ALL, PAGE = "naar", "alle", "p"
_IDS = "zoek_%s"


class ProposeArchiveView(ProposalScreen):
    """A search for dossiers, by number or by what was disclosed, from which several are proposed with one reason."""

    page_title = gettext_lazy("Hoort niet (meer) in het archief")
    form_class = ArchiveForm
    template_name = "sharing/retention/archive.html"
    explanation = gettext_lazy(
        "Voor dossiers die hier nooit hadden moeten staan, of die er niet meer horen. Zoek ze, kies ze en doe een "
        "voorstel; een collega keurt de lijst goed."
    )

    @cached_property
    def today(self) -> Any:
        """The day that the screen speaks of."""
        return amsterdam_day(timezone.now())

    @cached_property
    def looking(self) -> Looking | None:
        """The dossier that was searched for by its number."""
        return looking_under(self.request, self.request.GET.get(PARAMETER, ""))

    @cached_property
    def search(self) -> CandidatesForm:
        """What is looked for; empty while nothing was asked."""
        asked = set(self.request.GET) & set(CandidatesForm.base_fields)
        return CandidatesForm(self.request.GET if asked else None)

    @cached_property
    def found(self) -> Found:
        """The dossiers that were searched for; none while nothing was asked, or not understood."""
        if self.looking is None and self.search.is_valid():
            return find(Search(**self.search.cleaned_data), most=SHOWN_AT_MOST)
        return Found(0, {})

    @cached_property
    def page(self) -> Any:
        """How the dossiers of one page are named."""
        values = list(self.found.dossiers) if self.looking is None else [self.looking.key]
        sent = self.request.POST
        number = sent.get(LEAF) or sent.get(PAGE) or self.request.GET.get(PAGE)
        return Paginator(values, PER_PAGE).get_page(number)

    @cached_property
    def chosen(self) -> set[str]:
        """Those that were chosen, on this page or on another."""
        if ALL in self.request.POST:
            return set(self.page.paginator.object_list)
        return set(self.request.POST.getlist("dossiers"))

    @cached_property
    def known(self) -> list[Candidate]:
        """What is kept of each dossier of the page and of those chosen on others; without those of which nothing is."""
        if self.looking is not None:
            found = [Candidate(self.looking.key, self.looking.seals)]
        else:
            wanted = self.chosen.union(self.page.object_list)
            found = [found_one(*one) for one in self.found.dossiers.items() if one[0] in wanted]
        complete(found, on=self.today)
        return [one for one in found if one.counts]

    @property
    def candidates(self) -> list[Candidate]:
        """Those of the page."""
        shown = set(self.page.object_list)
        return [one for one in self.known if one.value in shown]

    @property
    def elsewhere(self) -> list[Candidate]:
        """Those that were chosen on another page and can still go."""
        shown = set(self.page.object_list)
        return [one for one in self.known if one.value not in shown and one.may_go]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.looking is not None:
            look_on(request, self.looking)
        elif request.GET.get(PARAMETER):
            messages.warning(request, _("Deze zoekopdracht is verlopen. Zoek het dossier opnieuw."))
            return redirect("retention:archive")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if FIND in request.POST:
            return self._find()
        if LEAF in request.POST or ALL in request.POST:
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        return super().post(request, *args, **kwargs)

    def _find(self) -> HttpResponse:
        form = LookForm(self.request.POST, auto_id=_IDS)
        if form.is_valid():
            data = form.cleaned_data
            try:
                # Older numbers are found as they were typed.
                looking = begin_look(
                    self.request, form.data[PARAMETER], reason=data["reason"], note=data["note"]
                )
                return redirect(f"{reverse('retention:archive')}?{PARAMETER}={looking.key}")
            except Refused as refused:
                add_refusal(form, refused)
        focus_first_error(form)
        return self.render_to_response(self.get_context_data(form=self.get_form(), finding=form))

    def get_initial(self) -> dict[str, Any]:
        """What was filled in before somebody leafed on."""
        sent = self.request.POST
        if LEAF in sent or ALL in sent:
            return {"kinds": sent.getlist("kinds"), "reason": sent.get("reason", "")}
        return super().get_initial()

    def get_form(self, data: Any = None) -> Any:
        offered = [one.value for one in self.known if one.may_go]
        return ArchiveForm(data, initial=self.get_initial(), offered=offered)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        chosen = [seal for one in self.known if one.value in self.chosen for seal in one.seals]
        return why_not_written(*chosen, reason=given.get("reason", ""))

    def propose(self, data: dict[str, Any]) -> Destruction:
        chosen = [one.number for one in self.known if one.value in data["dossiers"]]
        return propose_archive(dossiers=chosen, kinds=data["kinds"], **self.said(data))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, count = kwargs["form"], self.page.paginator.count
        picked = [one for one in self.known if one.value in self.chosen and one.may_go]
        return super().get_context_data(**kwargs) | {
            "search": self.search,
            "finding": kwargs.get("finding") or LookForm(auto_id=_IDS),
            "find": FIND,
            "asked": self.looking is not None or self.search.is_bound,
            "looking": self.looking,
            "candidates": [self._shown(one, one.value in self.chosen) for one in self.candidates],
            "elsewhere": self.elsewhere,
            "picked": len(picked),
            "records": sum(sum(one.counts.values()) for one in picked),
            "most": MOST_AT_ONCE,
            # What somebody wrote stays, also when all of them are held meanwhile.
            "asks_reason": form.is_bound or any(one.may_go for one in self.known),
            "count": count,
            "total": self.found.total,
            "page_obj": self.page,
            "leaf": LEAF,
            "all": ALL,
            "page_field": PAGE,
            "media": form.media + self.search.media,
        }

    def _shown(self, one: Candidate, is_chosen: bool) -> dict[str, Any]:
        kinds = [(kind, one.counts.get(kind, 0)) for kind in RecordKind if kind != RecordKind.HOLD]
        return {
            "value": one.value,
            "number": one.number,
            "chosen": is_chosen,
            "may_go": one.may_go,
            "kept": [f"{kind.label}: {number}" for kind, number in kinds if number],
            "first": short_day(amsterdam_day(one.first)) if one.first else "",
            "last": short_day(amsterdam_day(one.last)) if one.last else "",
            "term": one.until[1].term.description if one.until else "",
            "until": short_day(one.until[0]) if one.until else "",
            "over": one.until is not None and one.until[0] < self.today,
            "why": [str(HELD[code]) for code in one.held],
            "proposal": one.proposal,
        }
