"""Changing the texts of letters, and keeping letters as they were made and sent. The only writers."""

from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.sealing import keep_sealed
from sharing.core.seen import lock_as_seen
from sharing.letters.letter import Draft, pdf_of
from sharing.letters.models import LetterTemplate, SentLetter, private_storage
from sharing.letters.queries import template_for, version_number, versions_of, why_not_sent
from sharing.letters.rules import errors_in
from sharing.letters.starting import LETTERS
from sharing.reference.operations import LoadedFacts, load

Kept = TypeVar("Kept", bound=SentLetter)


def load_letter_templates(*, by: Actor, reason: str) -> LoadedFacts:
    """Bring the texts to this release, as far as nobody changed them; what somebody changed stays his."""
    with acting(by=by, reason=reason):
        return load(LETTERS, by=by, reason=reason, whole=False)


def change_template(
    template: LetterTemplate,
    *,
    title: str,
    body: str,
    seen: str | None = None,
    by: Actor,
    at: datetime,
    reason: str,
) -> LetterTemplate:
    """Give a letter another text; letters that were made keep theirs.

    Raises RefusedInput, at the field, for a field that this letter does not have or that the law wants in it.
    """
    refuse_bsn(title=title, body=body)
    title, body = title.strip(), body.replace("\r\n", "\n").strip()
    if errors := errors_in(template.kind, title=title, body=body):
        raise RefusedInput(errors)
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(template, seen)
        current = LetterTemplate.objects.select_for_update().get(pk=template.pk)
        if (current.title, current.body) == (title, body):
            raise Refused(_("Dit is de tekst die al geldt; er is niets om op te slaan."))
        current.title, current.body, current.dated = title, body, amsterdam_day(at)
        current.save()
    return current


def restore_template(
    template: LetterTemplate, *, number: int, seen: str | None = None, by: Actor, at: datetime, reason: str
) -> LetterTemplate:
    """Make the text of an earlier version count again, as a new version. Raises Refused when there is none such."""
    found = next((one for one in versions_of(template) if one.number == number), None)
    if found is None:
        raise RefusedInput([InputError(_("Deze versie is er niet. Kies uit de lijst."), "number", "invalid")])
    return change_template(
        template, title=found.title, body=found.body, seen=seen, by=by, at=at, reason=reason
    )


def keep_letter(letter: Kept, *, draft: Draft, by: Actor, at: datetime, reason: str) -> Kept:
    """Write the letter of a draft and keep it sealed; ``letter`` says what it is about.

    Only sealed bytes touch a disk. The file goes when the row cannot be written.
    """
    refuse_bsn(addressee=draft.addressee, **draft.values)
    with acting(by=by, reason=reason):
        template = template_for(draft.kind, draft.language, lock=True)
        content = pdf_of(draft, title=template.title, body=template.body, at=at)
        account: Any = by.pk
        letter.kind, letter.language, letter.made_by_id = draft.kind, draft.language, account
        letter.template, letter.template_version = template, version_number(template)
        folder = f"{letter.folder}/{amsterdam_day(at).year}"
        letter.file, letter.sha256, letter.size = keep_sealed(
            [content], storage=private_storage(), folder=folder
        )
        try:
            letter.save()
        except BaseException:
            private_storage().delete(str(letter.file))
            raise
    return letter


def note_sent(letter: SentLetter, *, on: date, way: str, by: Actor, at: datetime, reason: str) -> None:
    """Note on a locked letter when and how (of ``LetterWay``) it went out; once.

    Raises RefusedInput for a day before it was made or to come.
    """
    if letter.sent_on is not None:
        raise Refused(_("Van deze brief staat al vast wanneer hij is verstuurd."))
    if errors := why_not_sent(letter, on, at=at):
        raise RefusedInput(errors)
    with acting(by=by, reason=reason):
        letter.sent_on, letter.sent_way = on, way
        letter.save(update_fields=["sent_on", "sent_way"])
