"""The steps by which a person takes data along (AVG art. 20): the file is made, fetched and delivered."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.widgets.button import Button

from sharing.answers.models import private_storage
from sharing.core.admin import Link, Section, fingerprint, may
from sharing.core.admin.looking import note_shown
from sharing.core.downloads import sealed_download
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.looking.choices import LookAct
from sharing.core.periods import amsterdam_day
from sharing.core.readable import name_accounts, named_after
from sharing.core.whole import bring_along
from sharing.disclosures.checking import why_not_entered
from sharing.disclosures.forms import initial_now
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.rights.choices import IN_FAVOUR, DeliveredTo, RightKind
from sharing.rights.delivering import deliver_to_party, deliver_to_person, make_portable_file
from sharing.rights.models import RightsRequest
from sharing.rights.portability import Processed
from sharing.rights.portability_forms import MakePortableForm, ToPartyForm, ToPersonForm
from sharing.rights.portability_models import PortableFile
from sharing.rights.portable import processed_of
from sharing.rights.refusals import why_not_handed_over
from sharing.rights.views import RightsStep
from sharing.rights.words import conditions_in_words


def may_be_taken_along(request: Any) -> bool:
    """Whether data can be taken along with this request: it asks that, of a known dossier, and was granted by us."""
    asked = request.kind == RightKind.PORTABILITY and request.on_behalf_of_id is None
    return bool(asked and request.decision in IN_FAVOUR and request.dossier is not None)


def lacks_file(request: Any) -> bool:
    """Whether data can be taken along, and no file of them was made."""
    return may_be_taken_along(request) and not request.portable_files.all()


class OfPortability(RightsStep):
    """Only of a granted request for portability."""

    def why_not(self) -> str:
        if not may_be_taken_along(self.live):
            return _("Gegevens meegeven kan bij een toegewezen verzoek om overdracht.")
        return ""


class MakePortableView(OfPortability):
    page_title = gettext_lazy("Bestand om mee te nemen")
    form_class = MakePortableForm
    submit_label = gettext_lazy("Bestand maken")
    done_message = gettext_lazy("Het bestand is gemaakt en bewaard. Kijk het na voor u het overdraagt.")
    explanation = gettext_lazy(
        "Een bestand dat een computer kan lezen (JSON), met wat dit register van de betrokkene heeft en mee te nemen "
        "is. Gegevens in andere systemen voegt u er zelf aan toe."
    )

    def get_form(self, data: Any = None) -> Any:
        return MakePortableForm(data, processed=processed_of(self.live, on=amsterdam_day(timezone.now())))

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        make_portable_file(self.live, chosen=data["chosen"], note=data["note"], **self.said(form))


class Delivery(OfPortability):
    """A step on a file that was not delivered."""

    done_message = gettext_lazy("Vastgelegd aan wie het bestand is overgedragen.")

    @cached_property
    def file(self) -> PortableFile:
        """Which file it is about."""
        return get_object_or_404(PortableFile, pk=self.kwargs["file"], request_id=self.pk)

    def why_not(self) -> str:
        if self.file.delivered_to:
            return _("Dit bestand is al overgedragen; maak zo nodig een nieuw bestand.")
        return super().why_not()

    def get_page_subtitle(self) -> str:
        return f"{self.file}, {self.live}"


class ToPersonView(Delivery):
    page_title = gettext_lazy("Overdragen aan de betrokkene")
    form_class = ToPersonForm
    submit_label = gettext_lazy("Vastleggen")
    day_field = "delivered_on"

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong_day = why_not_handed_over(self.file, given.get("delivered_on"), at=timezone.now())
        return super().foresee(given) + wrong_day

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        deliver_to_person(
            self.file, on=data["delivered_on"], way=data["way"], note=data["note"], **self.said(form)
        )


class ToPartyView(Delivery):
    page_title = gettext_lazy("Overdragen aan een andere organisatie")
    form_class = ToPartyForm
    submit_label = gettext_lazy("Verstrekken en vastleggen")
    explanation = gettext_lazy(
        "De betrokkene vroeg dit aan een ander te geven (artikel 20, lid 2, AVG). Dat is een verstrekking: zij wordt "
        "getoetst en komt in het log. Houdt een regel haar tegen, dan staat dat hieronder en is er niets overgedragen."
    )

    def get_initial(self) -> dict[str, Any]:
        return initial_now()

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        unread = set(Raw._fields) - {"description"}  # each of which the form has judged
        raw = Raw(description=given.get("description", ""))
        return super().foresee(given) + why_not_entered(raw, unread=unread, at=timezone.now())

    def step(self, form: Any) -> None:
        data, said = form.cleaned_data, self.said(form)
        deliver_to_party(
            self.file,
            entry=form.entry(said["at"].replace(microsecond=0).isoformat()),
            recipient=data["recipient"],
            note=data["note"],
            **said,
        )


class PortableFileView(View):
    """A file as it was made, unsealed on its way; always as a download."""

    http_method_names = ["get"]
    model: Any = None
    viewset: Any = None

    def get(self, request: HttpRequest, pk: int, file: int) -> StreamingHttpResponse:
        if not may(request.user, "view", PortableFile):
            raise PermissionDenied
        found = get_object_or_404(PortableFile, pk=file, request_id=pk)
        try:
            content = private_storage().open(str(found.file), "rb")
        except FileNotFoundError:
            raise Http404(_("Dit bestand ontbreekt op de server.")) from None
        note_shown(request, get_object_or_404(RightsRequest, pk=pk), act=LookAct.FETCHED)
        name = f"overdracht-{found.pk}.json"
        return sealed_download(content, name=name, size=found.size, content_type="application/json")


def portability_urls(construct: Callable[[Any], Callable[..., HttpResponseBase]]) -> list[URLPattern]:
    """The addresses of these steps below that of a request."""
    file = "<int:pk>/meenemen/<int:file>/"
    return [
        path("<int:pk>/meenemen/", construct(MakePortableView), name="portable"),
        path(file, construct(PortableFileView), name="portable_file"),
        path(f"{file}betrokkene/", construct(ToPersonView), name="portable_person"),
        path(f"{file}organisatie/", construct(ToPartyView), name="portable_party"),
    ]


_View: Any = object  # of the register, to which the mixin is added


class ShowsPortability(_View):
    """The screen of a request for portability: the three conditions, the files that were made and where they went."""

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.is_asked and may_be_taken_along(self.live):
            label = _("Bestand om mee te nemen maken")
            buttons.append(Button(label, url=self.url("portable"), icon_name="download", priority=11))
        return buttons

    def get_sections(self) -> list[Section]:
        title = str(capfirst(PortableFile._meta.verbose_name_plural))
        found = [one for one in super().get_sections() if one.title != title]
        if self.object.kind != RightKind.PORTABILITY or self.object.on_behalf_of_id is not None:
            return found
        known = processed_of(self.object, on=self.day) if not self.moment else []
        conditions = [self._conditions(known)] if known else []
        return [*conditions, self._files(title), *found]

    def _conditions(self, known: list[Processed]) -> Section:
        rows = tuple((one.activity_name, one.category_name, *conditions_in_words(one)) for one in known)
        columns = (_("Verwerking"), _("Gegevens"), _("Van de betrokkene"), _("Digitaal"), _("Grondslag"))
        return Section(_("Voorwaarden om gegevens mee te nemen (art. 20)"), columns, rows)

    def _files(self, title: str) -> Section:
        files = list(self.object.portable_files.all())
        bring_along(
            {(PortableFile, one.pk, self.moment): one for one in files},
            lambda model: ("recipient",) if model is PortableFile else named_after(model),
        )
        name_accounts(files, made_by="made_at")
        numbers = {one.disclosure_number for one in files} - {None}
        seen = numbers and may(self.request.user, "view", Disclosure)
        there = set(Disclosure.objects.filter(pk__in=numbers).values_list("pk", flat=True)) if seen else set()
        fetch = self.live is not None and not self.moment and may(self.request.user, "view", PortableFile)
        rows = tuple(self._file_row(one, there, fetch=fetch) for one in files)
        columns = (_("Bestand"), _("Gemaakt op"), _("Door"), _("Gegevens"), _("Overgedragen"), "", "SHA-256")
        return Section(title, columns, rows, empty=_("Er is nog geen bestand om mee te nemen gemaakt."))

    def _file_row(self, one: Any, there: set[int], *, fetch: bool) -> tuple[Any, ...]:
        def way(name: str) -> str:
            return reverse(self.viewset.get_url_name(name), args=[self.pk, one.pk])

        first: Any
        second: Any = ""
        if one.delivered_to == DeliveredTo.PERSON:
            first = f"{day_in_words(one.delivered_on)}, {one.get_delivered_way_display().lower()}"
        elif one.delivered_to:
            first = f"{day_in_words(one.delivered_on)}, {one.recipient}"
            number = one.disclosure_number
            second = _("Verstrekking %(number)s") % {"number": number}
            if number in there:
                second = Link(second, reverse("disclosures:inspect", args=[number]))
        elif fetch and self.is_asked:
            first = Link(_("Aan de betrokkene"), way("portable_person"))
            second = Link(_("Aan een ander"), way("portable_party"))
        else:
            first = _("Nog niet")
        name = Link(str(one), way("portable_file")) if fetch else str(one)
        made = instant_in_words(one.made_at)
        return (name, made, one.named["made_by"], str(one.records), first, second, fingerprint(one.sha256))
