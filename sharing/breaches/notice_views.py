"""Writing persons about a breach, and noting when that went out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from sharing.breaches.notice_models import BreachLetter
from sharing.breaches.notices import fitting, number_of, values_of
from sharing.breaches.sending import make_breach_letter, note_breach_letter_sent
from sharing.core.admin import Section
from sharing.letters.choices import LetterKind
from sharing.letters.letter import Draft
from sharing.letters.views import LetterSentView, MakeLetterView, letters_section


class BreachLetterView(MakeLetterView):
    """The letter to everybody whom the breach concerns."""

    is_personal = False

    def fitting(self) -> tuple[LetterKind, ...]:
        return fitting(self.live)

    def values(self, language: str) -> dict[str, str]:
        return values_of(self.live, language)

    def number(self, language: str) -> str:
        return number_of(self.live, language)

    def make(self, draft: Draft, *, seen: str) -> None:
        make_breach_letter(self.live, draft=draft, seen=seen, by=self.request.user, at=timezone.now())


class BreachLetterSentView(LetterSentView):
    letters = BreachLetter
    owner = "breach"

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        note_breach_letter_sent(
            self.letter,
            on=data["sent_on"],
            way=data["sent_way"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
        )


_View: Any = object  # of the register, to which the mixin is added


class ShowsNotices(_View):
    """The screen of a breach with the letters to persons, and the way to make one."""

    def get_sections(self) -> list[Section]:
        title = str(capfirst(BreachLetter._meta.verbose_name_plural))
        found = [one for one in super().get_sections() if one.title != title]
        made = list(self.object.letters.all())
        if not made and self.object.on_behalf_of_id is not None:
            return found
        return [*found, letters_section(self, BreachLetter, made)]

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if not self.is_asked or not fitting(self.live):
            return buttons
        url = reverse(self.viewset.get_url_name("make_letter"), args=[self.pk, LetterKind.BREACH.value])
        return [*buttons, Button(_("Brief aan betrokkenen"), url=url, icon_name="mail", priority=13)]
