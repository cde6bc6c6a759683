"""What the form of an entry asks while somebody fills it in; nothing is stored."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from sharing.core.exceptions import RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.entry.asking import ask
from sharing.entry.defaults import Defaults, defaults_for
from sharing.entry.doubles import doubles_of
from sharing.entry.forms import EntryForm
from sharing.entry.said import by_line, said_of


def defaults_of(request: HttpRequest) -> Defaults:
    """What is known of the recipient that a form names; nothing while it names none."""
    try:
        recipient = EntryForm.base_fields["recipient"].clean(request.POST.get("recipient", ""))
    except ValidationError:
        return Defaults()
    return defaults_for(recipient, on=amsterdam_day(timezone.now()))


class WhileTypingView(PermissionCheckedMixin, View):
    """Answers the form while somebody fills it in; stores nothing."""

    model = Disclosure
    permission_required = "add"
    http_method_names = ["post"]


class DefaultsView(WhileTypingView):
    """``{"values": {field: value or values}, "words"}``: what is known of the recipient that was chosen."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        found = defaults_of(request)
        return JsonResponse({"values": found.values, "words": found.words})


class LiveCheckView(WhileTypingView):
    """A part of the page: what is still empty, what is wrong, or what the rules say and what may be double."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EntryForm(request.POST)
        context: dict[str, Any]
        if form.is_valid():
            try:
                raws, data = form.raws("x"), form.cleaned_data
                answers = ask(raws, form.parties, at=timezone.now())
                found = doubles_of(raws, data["recipient"], data["purpose"])
                context = {"said": said_of(form, answers, found)}
            except RefusedInput as refused:
                context = {"mistakes": [error.message for error in by_line(form, refused.errors)]}
        else:
            context = {"still_empty": form.still_empty, "mistakes": form.mistakes}
        return render(request, "sharing/disclosures/_said.html", context)
