"""Making the letters of a request, and noting when they went out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from sharing.core.admin import Section
from sharing.core.periods import amsterdam_day
from sharing.core.whole import bring_along
from sharing.letters.choices import LetterKind
from sharing.letters.letter import Draft
from sharing.letters.views import LetterSentView, MakeLetterView, letters_section
from sharing.rights.letter import fitting, number_of, suggested, values_of
from sharing.rights.letter_models import RightsLetter
from sharing.rights.sending import make_request_letter, note_request_letter_sent
from sharing.rights.standings import Standing, standing_of


class RequestLetterView(MakeLetterView):
    """A letter to the person."""

    @cached_property
    def standing(self) -> Standing:
        """Where the request stands today."""
        return standing_of(self.live, on=amsterdam_day(timezone.now()))

    def fitting(self) -> tuple[LetterKind, ...]:
        return fitting(self.live)

    def values(self, language: str) -> dict[str, str]:
        return values_of(self.live, self.standing, language)

    def number(self, language: str) -> str:
        return number_of(self.live, language)

    def make(self, draft: Draft, *, seen: str) -> None:
        make_request_letter(self.live, draft=draft, seen=seen, by=self.request.user, at=timezone.now())


class RequestLetterSentView(LetterSentView):
    letters = RightsLetter
    owner = "request"

    @property
    def done_message(self) -> Any:  # type: ignore[override]  # what is said depends on whom it was to
        """What is still to be done, when it is not known where a letter to a recipient went."""
        to = self.letter.recipient
        if to is None or to.notice_address:
            return LetterSentView.done_message
        words = _(
            "Vastgelegd wanneer de brief is verstuurd. Van %(name)s is geen meldadres bekend: leg bij “Vastleggen wie "
            "het hoorde” nog vast waar de brief naartoe ging."
        )
        return words % {"name": to}

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        note_request_letter_sent(
            self.letter,
            on=data["sent_on"],
            way=data["sent_way"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
        )


_View: Any = object  # of the register, to which the mixin is added


class ShowsLetters(_View):
    """The screen of a request with its letters, the one that the next step asks for, and the way to the others."""

    def get_sections(self) -> list[Section]:
        title = str(capfirst(RightsLetter._meta.verbose_name_plural))
        found = [one for one in super().get_sections() if one.title != title]
        letters = list(self.object.letters.all())
        if not self.moment:
            for one in letters:
                if one.recipient_id is not None:  # read with who received it
                    one.recipient = self.received.records[one.recipient_id]
        bring_along(
            {(RightsLetter, one.pk, None): one for one in letters},
            lambda model: ("recipient",) if model is RightsLetter else (),
        )
        return [*found, letters_section(self, RightsLetter, letters)]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if not self.is_asked:
            return buttons
        words = _("Brief: %(what)s")
        return buttons + [
            Button(words % {"what": kind.label}, url=self.letter_url(kind), icon_name="mail", priority=13)
            for kind in fitting(self.live)
        ]

    def letter_url(self, kind: LetterKind) -> str:
        """Where a letter of this kind is made."""
        return reverse(self.viewset.get_url_name("make_letter"), args=[self.pk, kind.value])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kind = suggested(self.live, self.standing.state) if self.object and self.is_asked else None
        return context | {
            "letter": _("Brief maken: %(what)s") % {"what": kind.label} if kind else "",
            "letter_url": self.letter_url(kind) if kind else "",
        }
