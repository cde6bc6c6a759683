"""Screens of letters: seeing and changing their texts, and making, fetching and sending a letter of a record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from sharing.consents.views import StepView
from sharing.core.admin import Link, RegisterEditView, Section, fingerprint, may
from sharing.core.admin.looking import note_shown
from sharing.core.downloads import PRIVATE, sealed_download
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.looking.choices import LookAct
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, name_accounts
from sharing.letters.choices import LetterKind, LetterLanguage
from sharing.letters.definitions import words_of
from sharing.letters.forms import MakeForm, RestoreForm, SentForm
from sharing.letters.letter import Draft, draft_pdf, example_of, why_not_drafted
from sharing.letters.models import LetterTemplate, SentLetter, private_storage
from sharing.letters.operations import change_template, restore_template
from sharing.letters.queries import versions_of, why_not_sent
from sharing.letters.rules import errors_in

PREVIEW = "voorbeeld"  # the button that shows a letter and keeps nothing


def shown_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at; nothing of it is kept on the way."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    kept = {name: value for name, value in PRIVATE.items() if name != "Content-Security-Policy"}
    return HttpResponse(content, content_type="application/pdf", headers=headers | kept)


class TemplateEditView(RegisterEditView):
    """Changing a text; with the button for an example the text as it stands on the screen is shown as a letter."""

    template_name = "sharing/letters/edit.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if PREVIEW not in request.POST:
            return super().post(request, *args, **kwargs)
        template: LetterTemplate = self.get_object()
        self.object = template
        texts = {name: request.POST.get(name, "").strip() for name in ("title", "body")}
        errors = errors_in(template.kind, **texts)
        if errors:
            form = self.get_form()
            form.is_valid()
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        content = example_of(template.kind, template.language, at=timezone.now(), **texts)
        return shown_pdf(content, f"voorbeeld-{template.kind}-{template.language}")

    def write(self, form: Any) -> LetterTemplate:
        data = form.cleaned_data
        return change_template(
            self.object,
            title=data["title"],
            body=data["body"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class ExampleView(View):
    """A version of a text as a letter, with examples in place of its fields."""

    http_method_names = ["get", "head"]
    model: Any = None
    viewset: Any = None

    def get(self, request: HttpRequest, pk: int, number: int = 0) -> HttpResponse:
        """``number`` is that of a version; 0 is the one that counts."""
        if not may(request.user, "view", LetterTemplate):
            raise PermissionDenied
        template = get_object_or_404(LetterTemplate, pk=pk)
        versions = versions_of(template)
        if not 0 <= number <= len(versions):
            raise Http404
        found = versions[number - 1]
        content = example_of(
            template.kind, template.language, title=found.title, body=found.body, at=found.at
        )
        return shown_pdf(content, f"voorbeeld-{template.kind}-{template.language}-{number or len(versions)}")


class RestoreView(StepView):
    """An earlier version counts again."""

    page_title = gettext_lazy("Eerdere versie terugzetten")
    submit_label = gettext_lazy("Terugzetten")
    done_message = gettext_lazy("De tekst van deze versie geldt weer, als nieuwe versie.")

    def why_not(self) -> str:
        return "" if len(versions_of(self.live)) > 1 else _("Er is nog geen eerdere versie.")

    def get_form(self, data: Any = None) -> RestoreForm:
        return RestoreForm(data, versions=versions_of(self.live), language=self.live.language)

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        restore_template(
            self.live,
            number=data["number"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class MakeLetterView(StepView):
    """A letter that fits where a record stands. Subclasses say which, what is known, and which operation keeps it."""

    page_title = gettext_lazy("Brief maken")
    submit_label = gettext_lazy("Brief maken en bewaren")
    done_message = gettext_lazy(
        "De brief is gemaakt en wordt bewaard zoals hij is. Verstuur hem en leg vast wanneer dat gebeurde."
    )
    explanation = gettext_lazy(
        "Bekijk eerst het voorbeeld. Wat u bewaart, verandert niet meer; erbij staat van welke versie van de tekst de "
        "brief is gemaakt."
    )
    template_name = "sharing/letters/make.html"
    is_personal = True

    @cached_property
    def kind(self) -> LetterKind:
        """Which letter is asked for."""
        if self.kwargs["kind"] not in LetterKind.values:
            raise Http404
        return LetterKind(self.kwargs["kind"])

    def fitting(self) -> tuple[LetterKind, ...]:
        """The letters that can be made now."""
        raise NotImplementedError

    def values(self, language: str) -> dict[str, str]:
        """What is known of the fields of the letter, in its language."""
        raise NotImplementedError

    def number(self, language: str) -> str:
        """What the letter is known by at ours."""
        return str(self.live)

    def make(self, draft: Draft, *, seen: str) -> None:
        """Call the operation that keeps it."""
        raise NotImplementedError

    def why_not(self) -> str:
        return "" if self.kind in self.fitting() else _("Deze brief past nu niet bij hoe het ervoor staat.")

    def get_page_subtitle(self) -> str:
        return f"{self.kind.label}, {self.live}"

    def get_form(self, data: Any = None) -> MakeForm:
        return MakeForm(
            data, words=words_of(self.kind), known=self.values(LetterLanguage.NL), personal=self.is_personal
        )

    def draft(self, given: dict[str, Any]) -> Draft:
        """What is to be written by what stands on the screen."""
        language = given["language"]
        return Draft(
            kind=self.kind.value,
            language=language,
            number=self.number(language),
            values=self.values(language)
            | {one.name: given.get(one.name) or "" for one in words_of(self.kind)},
            addressee=given.get("addressee") or "",
        )

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_drafted(self.draft(given), at=timezone.now()) if given.get("language") else []

    def perform(self, form: Any) -> HttpResponse:
        if PREVIEW in self.request.POST:
            return shown_pdf(
                draft_pdf(self.draft(form.cleaned_data), at=timezone.now()), f"voorbeeld-{self.kind.value}"
            )
        return super().perform(form)

    def step(self, form: Any) -> None:
        self.make(self.draft(form.cleaned_data), seen=form.cleaned_data["version"])


class LetterSentView(StepView):
    """When and how a letter went out. Subclasses give ``letters``, ``owner`` and the operation."""

    page_title = gettext_lazy("Versturen vastleggen")
    form_class = SentForm
    submit_label = gettext_lazy("Vastleggen")
    done_message = gettext_lazy("Vastgelegd wanneer de brief is verstuurd.")
    letters: Any = None
    owner = ""

    @cached_property
    def letter(self) -> Any:
        """Which letter it is about."""
        return get_object_or_404(
            self.letters.objects.all(), pk=self.kwargs["letter"], **{f"{self.owner}_id": self.pk}
        )

    def why_not(self) -> str:
        if self.letter.sent_on is not None:
            return _("Van deze brief staat al vast wanneer hij is verstuurd.")
        return ""

    def get_page_subtitle(self) -> str:
        return f"{self.letter}, {self.live}"

    def get_initial(self) -> dict[str, Any]:
        return {"sent_on": amsterdam_day(timezone.now())}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_sent(self.letter, given.get("sent_on"), at=timezone.now())


class LetterFileView(View):
    """A letter as it was sent, unsealed on its way; always as a download."""

    http_method_names = ["get"]
    model: Any = None
    viewset: Any = None
    letters: Any = None
    owner = ""

    def get(self, request: HttpRequest, pk: int, letter: int) -> StreamingHttpResponse:
        if not may(request.user, "view", self.letters):
            raise PermissionDenied
        found = get_object_or_404(self.letters, pk=letter, **{f"{self.owner}_id": pk})
        try:
            file = private_storage().open(str(found.file), "rb")
        except FileNotFoundError:
            raise Http404(_("Het bestand van deze brief ontbreekt op de server.")) from None
        note_shown(request, get_object_or_404(self.model, pk=pk), act=LookAct.FETCHED)
        return sealed_download(file, name=f"brief-{found.pk}.pdf", size=found.size)


def letters_section(view: Any, model: type[SentLetter], letters: list[Any]) -> Section:
    """The letters of the record that an inspect view shows, with the way to each and to noting that it went out."""
    name_accounts(letters, made_by="made_at")
    fetch = view.live is not None and not view.moment and may(view.request.user, "view", model)
    asked = fetch and view.user_has_permission("change")
    rows = [_row(view, one, fetch=fetch, asked=asked) for one in letters]
    columns = (
        *(_("Brief"), _("Taal"), _("Sjabloon"), _("Gemaakt op"), _("Door"), _("Verstuurd op")),
        "SHA-256",
    )
    return Section(_("Brieven"), columns, tuple(rows), empty=_("Er zijn geen brieven gemaakt."))


def _row(view: Any, one: SentLetter, *, fetch: bool, asked: bool) -> tuple[Any, ...]:
    keys = [view.pk, one.pk]
    address = view.viewset.get_url_name
    name = Link(str(one), reverse(address("letter"), args=keys)) if fetch else str(one)
    if one.sent_on is not None:
        sent: Any = f"{day_in_words(one.sent_on)}, {one.get_sent_way_display().lower()}"
    else:
        sent = EMPTY
        if asked:
            sent = Link(_("Versturen vastleggen"), reverse(address("letter_sent"), args=keys))
    return (
        name,
        one.get_language_display(),
        _("versie %(number)s") % {"number": one.template_version},
        instant_in_words(one.made_at),
        one.named["made_by"],  # type: ignore[attr-defined]  # given by name_accounts
        sent,
        fingerprint(one.sha256),
    )
