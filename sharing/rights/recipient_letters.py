"""What recipients and the person are sent about who knows of a decision, as documents (PDF/UA; AVG art. 19).

A recipient knows the person by the number of the dossier, by when it received what, and by its agreement; nothing else
of the person stands in its letter.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from sharing.agreements.models import Agreement
from sharing.core.dossiers import unseal
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind
from sharing.letters.letter import Draft
from sharing.letters.words import day
from sharing.organisation.letterhead import current_letterhead
from sharing.organisation.models import OrganisationSettings
from sharing.parties.queries import of_organisation
from sharing.reference.models import DataCategory
from sharing.rights.choices import RightKind
from sharing.rights.letter import number_of
from sharing.rights.models import RightsRequest
from sharing.rights.recipients import Received, Recipient, received

Blocks = list[dict[str, Any]]
MOST_DAYS = 60  # that a letter names one by one

# Per right and language what was done with the data, and what is asked of who has them too.
_DONE = {
    RightKind.RECTIFICATION: {"nl": "verbeterd", "en": "corrected"},
    RightKind.COMPLETION: {"nl": "aangevuld", "en": "completed"},
    RightKind.ERASURE: {"nl": "gewist", "en": "erased"},
    RightKind.RESTRICTION: {"nl": "beperkt", "en": "restricted"},
}
_ASKED: dict[RightKind, dict[str, tuple[str, ...]]] = {
    RightKind.RECTIFICATION: {
        "nl": (
            "Verbeter deze gegevens ook bij u. De juiste krijgt u van ons langs de weg waarlangs u ze eerder kreeg.",
        ),
        "en": ("Correct these data as well. You get the right ones from us the way you got them before.",),
    },
    RightKind.COMPLETION: {
        "nl": (
            "Vul deze gegevens ook bij u aan. De aanvulling krijgt u van ons langs de weg waarlangs u ze eerder kreeg.",
        ),
        "en": ("Complete these data as well. You get what is added from us the way you got them before.",),
    },
    RightKind.ERASURE: {
        "nl": (
            "Wis deze gegevens ook bij u, en elke kopie en koppeling ernaar.",
            "Moet u ze volgens de wet bewaren? Laat ons dan weten welke wet dat zegt.",
        ),
        "en": (
            "Erase these data as well, and every copy of and link to them.",
            "Does a law require that you keep them? Then let us know which one.",
        ),
    },
    RightKind.RESTRICTION: {
        "nl": (
            "Gebruik deze gegevens voorlopig niet. Bewaren mag; voor iets anders is toestemming van de betrokkene "
            "nodig, of een reden uit artikel 18, lid 2, AVG.",
            "Wij laten het u weten als de beperking eindigt.",
        ),
        "en": (
            "Do not use these data for the time being. You may store them; anything else needs the consent of the "
            "person, or a reason from Article 18(2) GDPR.",
            "We let you know when the restriction ends.",
        ),
    },
}
_ALWAYS = {
    "nl": (
        "Gaf u deze gegevens door aan anderen? Laat het hun dan ook weten.",
        "Bevestig ons dat u dit bericht kreeg, en wat u hebt gedaan.",
    ),
    "en": (
        "Did you pass these data on to others? Then let them know too.",
        "Confirm to us that you received this message, and what you have done.",
    ),
}
_NONE = {"nl": "geen", "en": "none"}
_AND = {"nl": "en", "en": "and"}
_ON = {"nl": "op", "en": "on"}
_OVERVIEW = {
    "nl": {
        "title": "Wie van uw verzoek weet",
        "footer": "Wie van uw verzoek weet, verzoek {number}, {today}",
        "intro": "U vroeg ons iets over uw gegevens (verzoek {number}). Zij worden {done}. Hieronder staat aan wie wij "
        "dat vertelden (artikel 19 AVG).",
        "told": "Dit weten",
        "excepted": "Dit hoeven niet te weten",
        "waiting": "Dit laten wij nog weten",
        "clients": "Wat wij voor anderen deden: zij vertellen dit zelf",
        "contact": "Zo bereikt u ons",
    },
    "en": {
        "title": "Who knows of your request",
        "footer": "Who knows of your request, request {number}, {today}",
        "intro": "You asked us something about your data (request {number}). They are being {done}. Below is whom we "
        "told (Article 19 GDPR).",
        "told": "These know",
        "excepted": "These need not know",
        "waiting": "These we will still tell",
        "clients": "What we did for others: they tell this themselves",
        "contact": "How to reach us",
    },
}


def notice_to(request: RightsRequest, recipient: Recipient, *, language: str, at: datetime) -> Draft:
    """What one recipient is written, in a language; the text is that of the template that counts."""
    name, where = recipient.party.name, recipient.party.notice_address
    kind = RightKind(request.kind)
    values = {
        "ontvanger": name,
        "dossier": unseal(request.dossier) if request.dossier is not None else "",
        "overeenkomst": _agreements(request, recipient) or _NONE[language],
        "gevolg": _DONE[kind][language],
        "gegevens": "\n".join(_names(recipient, language)),
        "wanneer": _days(recipient.moments, language),
        "wat_wij_vragen": "\n".join([*_ASKED[kind][language], *_ALWAYS[language]]),
        "besloten_op": day(amsterdam_day(request.decided_at or at), language),
    }
    number = number_of(request, language)
    return Draft(LetterKind.RECIPIENT, language, number, values, f"{name}\n{where}".strip())


def overview_of(request: RightsRequest, known: Received, *, language: str, made_at: datetime) -> Document:
    """For the person: which recipients know, which do not and why; without what is secret."""
    words, today = _OVERVIEW[language], day(amsterdam_day(made_at), language)
    kind = RightKind(request.kind)
    recipients = known.recipients
    told = [_told(one, language) for one in recipients if one.is_told and one.is_named]
    excepted = [_excepted(one, language) for one in recipients if not one.is_told and one.is_named]
    waiting = [one.party.name for one in recipients if one.waits and not one.secret]
    return Document(
        title=words["title"],
        language=language,
        sender=current_letterhead(),
        description=words["title"],
        made_at=made_at,
        footer=words["footer"].format(number=request.pk, today=today),
        blocks=[
            pdf.paragraph([words["intro"].format(number=request.pk, done=_DONE[kind][language])]),
            *_part(words["told"], told),
            *_part(words["excepted"], excepted),
            *_part(words["waiting"], waiting),
            *_part(words["clients"], known.clients),
            *_contact(words["contact"]),
        ],
    )


def _told(one: Recipient, language: str) -> str:
    told = one.notice.told_on if one.notice else None
    return f"{one.party.name}: {_ON[language]} {day(told, language)}" if told else one.party.name


def _excepted(one: Recipient, language: str) -> str:
    """The reason stands as it was written."""
    if not one.notice:
        return ""
    with override(language):
        why = one.notice.get_exception_display()
    return f"{one.party.name}: {why}. {one.notice.explanation}"


def _part(title: str, items: Sequence[str]) -> Blocks:
    return [pdf.heading([title], level=1), _list(items)] if items else []


def _list(items: Sequence[str]) -> dict[str, Any]:
    return pdf.listed([pdf.item([pdf.paragraph([one])]) for one in items], is_ordered=False)


def _names(recipient: Recipient, language: str) -> list[str]:
    """What the categories are called in that language; a name that was not translated is in Dutch."""
    rows = DataCategory.objects.filter(pk__in=recipient.categories)
    found = [one.name_en or one.name if language == "en" else one.name for one in rows]
    return sorted(found, key=str.casefold)


def _days(moments: Sequence[datetime], language: str) -> str:
    """In their order, the first first."""
    days = [day(one, language) for one in sorted({amsterdam_day(one) for one in moments})]
    if len(days) > MOST_DAYS:
        if language == "en":
            return f"On {len(days)} days, from {days[0]} to {days[-1]}."
        return f"Op {len(days)} dagen, van {days[0]} tot en met {days[-1]}."
    *head, tail = days
    listed = f"{', '.join(head)} {_AND[language]} {tail}" if head else tail
    return f"On {listed}." if language == "en" else f"Op {listed}."


def _agreements(request: RightsRequest, recipient: Recipient) -> str:
    whose = of_organisation("recipient", recipient.party.pk)
    rows = received(request).filter(whose, on_behalf_of=None, agreement__isnull=False)
    keys = rows.order_by().values("agreement")
    return ", ".join(
        Agreement.objects.filter(pk__in=keys).order_by("reference").values_list("reference", flat=True)
    )


def _contact(label: str) -> Blocks:
    contact = OrganisationSettings.current().contact
    lines = [
        contact.organisation,
        contact.attention,
        contact.street,
        contact.town,
        contact.email,
        contact.phone,
    ]
    known = "\n".join(line for line in lines if line)
    return [pdf.facts([pdf.fact(label, known)])] if known else []
