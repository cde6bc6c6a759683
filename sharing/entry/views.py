"""Recording by hand: recipient first, one or several persons, again, from a template; and what is asked meanwhile.

Nothing here needs script. With it the form fills in what is known of the recipient, and says what the rules say, while
one types; both are asked by POST, so that no dossier number stands in an address.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.consents.request_models import AuthorityRequest
from sharing.core.admin import may
from sharing.core.admin.looking import note_shown
from sharing.core.admin.screens import add_foreseen, add_refusal
from sharing.core.exceptions import RecordedBefore, Refused, RefusedInput
from sharing.core.keys import key_in
from sharing.disclosures.checking import Blocked
from sharing.disclosures.forms import initial_now
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.views import EntryView
from sharing.entry.asking import ask
from sharing.entry.doubles import doubles_of
from sharing.entry.forms import EntryForm, empty_filled, initial_again, initial_from
from sharing.entry.models import EntryTemplate
from sharing.entry.operations import Doubles, Kept, record_by_hand
from sharing.entry.said import Said, by_line, said_of
from sharing.entry.starting import Begun, answering
from sharing.entry.while_typing import defaults_of

_FORM_KEY_LENGTH = 22
AGAIN, TEMPLATE = "herhaal", "sjabloon"  # in the address: the key of what the form begins with
CONFIRMED = "other_disclosure"  # what was shown, and is said to be another disclosure
TEMPLATES_OFFERED = 20


class RecordView(EntryView):
    """Record disclosures by hand. A form that is sent twice is stored once: it carries its own id."""

    permission_required = "add"
    page_title = gettext_lazy("Verstrekking vastleggen")
    template_name = "sharing/disclosures/record.html"
    form_class = EntryForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().get(request, *args, **kwargs)
        if self._answers is not None:
            note_shown(request, self._answers.person)  # whose number the form begins with
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "fill" in request.POST:
            return self._fill()
        form = self.form_class(request.POST, initial=self.initial())
        if not form.is_valid():
            add_foreseen(form, self.foresee(form, ahead="check" in request.POST))
            return self.show(form=form)
        try:
            if "check" in request.POST:
                return self._check(form)
            return self.store(form)
        except Blocked:
            # Asking for the reason is the form's; the findings say why, per line.
            answers = ask(self.raws(form), form.parties, at=timezone.now())
            return self.show(form=form, said=said_of(form, answers), needs_reason=True)
        except Doubles as doubles:
            answers = ask(self.raws(form), form.parties, at=timezone.now())
            return self.show(form=form, said=said_of(form, answers, doubles.found), doubles=doubles)
        except RecordedBefore:
            self.form_key = secrets.token_urlsafe(16)  # what is sent next is another form
            form.add_error(None, _already_sent())
        except RefusedInput as refused:
            add_refusal(form, RefusedInput(by_line(form, refused.errors)))
        except Refused as refused:
            add_refusal(form, refused)
        return self.show(form=form)

    def initial(self) -> dict[str, Any]:
        return initial_now() | self._begun

    @cached_property
    def _answers(self) -> Begun | None:
        """What the form begins with when it is to answer an authority's request."""
        asked = self.request.GET
        return answering(asked) if may(self.request.user, "view", AuthorityRequest) else None

    @cached_property
    def _begun(self) -> dict[str, Any]:
        """What the form begins with: another disclosure, a template, or nothing."""
        asked = self.request.GET
        if self._answers is not None:
            return self._answers.values
        again, template = asked.get(AGAIN, ""), asked.get(TEMPLATE, "")
        if (key := key_in(again)) and may(self.request.user, "view", Disclosure):
            row = Disclosure.objects.filter(pk=key).first()
            return initial_again(row) if row is not None else {}
        if (key := key_in(template)) and may(self.request.user, "view", EntryTemplate):
            found = EntryTemplate.objects.filter(pk=key).first()
            return initial_from(found) if found is not None else {}
        return {}

    @cached_property
    def form_key(self) -> str:
        """What tells this form from every other one; becomes the id of the entries at their source."""
        given = self.request.POST.get("form_key", "")
        usable = len(given) == _FORM_KEY_LENGTH and given.isascii() and given.isprintable()
        return given if usable else secrets.token_urlsafe(16)

    def raws(self, form: EntryForm) -> list[Raw]:
        """The entries as the operations want them."""
        return form.raws(self.form_key)

    def _fill(self) -> HttpResponse:
        """The form with what is known of the recipient, where nothing was filled in; without script."""
        defaults = defaults_of(self.request)
        untouched = {"channel": EntryForm.base_fields["channel"].initial}
        data = empty_filled(self.request.POST, defaults.values, untouched)
        # Not judged yet: what is still empty is no mistake.
        initial = {name: data.getlist(name) if name == "data_categories" else data[name] for name in data}
        return self.show(form=EntryForm(initial=initial), filled=defaults.words)

    def _check(self, form: EntryForm) -> HttpResponse:
        answers = ask(self.raws(form), form.parties, at=timezone.now())
        found = self._doubles(form)
        return self.show(form=form, said=said_of(form, answers, found), checked=True)

    def _doubles(self, form: EntryForm) -> list[list[Disclosure]]:
        data = form.cleaned_data
        return doubles_of(self.raws(form), data["recipient"], data["purpose"])

    def store(self, form: EntryForm) -> HttpResponse:  # type: ignore[override]  # a form for several persons
        data, raws, now = form.cleaned_data, self.raws(form), timezone.now()
        if data["deviation_reason"].strip() and len(raws) > 1:
            answers = ask(raws, form.parties, at=now)
            # The reason is about who may not; the others need none.
            raws = [
                raw if answer.blocks else raw._replace(deviation_reason="")
                for raw, answer in zip(raws, answers, strict=True)
            ]
        kept = record_by_hand(
            raws,
            recipient=data["recipient"],
            purpose=data["purpose"],
            confirmed=_keys(self.request.POST.get(CONFIRMED, "")),
            by=self.request.user,
            at=now,
            reason=_("Met de hand vastgelegd"),
        )
        self._tell(kept)
        return (
            redirect(self.inspect_url_name, kept.ids[0])
            if len(kept.ids) == 1
            else redirect(self.index_url_name)
        )

    def _tell(self, kept: Kept) -> None:
        count = len(kept.ids)
        again = messages.button(f"{reverse('disclosures:add')}?{AGAIN}={kept.ids[0]}", _("Nog zo een"))
        if kept.before:
            text = ngettext(
                "Dit formulier was al verzonden; de verstrekking is één keer vastgelegd.",
                "Dit formulier was al verzonden; de %(count)d verstrekkingen zijn één keer vastgelegd.",
                count,
            )
            messages.warning(self.request, text % {"count": count}, buttons=[again])
        elif kept.deviations:
            text = ngettext(
                "Vastgelegd als afwijking. De verstrekking staat op de lijst van te beoordelen afwijkingen.",
                "%(count)d verstrekkingen zijn vastgelegd, waarvan als afwijking: %(deviations)d. Die staan op de "
                "lijst van te beoordelen afwijkingen.",
                count,
            )
            messages.warning(
                self.request, text % {"count": count, "deviations": kept.deviations}, buttons=[again]
            )
        else:
            text = ngettext(
                "De verstrekking is vastgelegd.", "%(count)d verstrekkingen zijn vastgelegd.", count
            )
            messages.success(self.request, text % {"count": count}, buttons=[again])

    def get_context_data(
        self,
        *,
        said: Sequence[Said] = (),
        doubles: Doubles | None = None,
        filled: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        findings = [finding for one in said for finding in one.findings]
        context = super().get_context_data(findings=findings, **kwargs)
        form = kwargs["form"]
        if not form.is_bound and not form.initial.get("recipient"):
            form.fields["recipient"].widget.attrs["autofocus"] = True
        return context | {
            "said": said,
            "doubles": doubles,
            "confirmed": CONFIRMED,
            "confirmed_keys": self.request.POST.get(CONFIRMED, ""),
            "filled": filled,
            "form_key": self.form_key,
            "action_url": reverse("disclosures:add"),
            "store_label": _("Vastleggen"),
            "templates": self._templates,
            "template_parameter": TEMPLATE,
        }

    @property
    def _templates(self) -> list[EntryTemplate]:
        if not may(self.request.user, "view", EntryTemplate):
            return []
        return list(EntryTemplate.objects.all()[:TEMPLATES_OFFERED])


def _already_sent() -> str:
    return _(
        "Dit formulier is al eerder verzonden, en wat toen is verzonden, is vastgelegd. Wat hier nu staat, is anders "
        "en is niet opgeslagen. Is het een andere verstrekking, kies dan opnieuw “Vastleggen”; was het fout, corrigeer "
        "dan wat er is vastgelegd."
    )


def _keys(text: str) -> frozenset[int]:
    return frozenset(map(key_in, text.split(","))) - {0}
