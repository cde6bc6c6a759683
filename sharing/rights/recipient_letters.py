"""What recipients and the person are sent about who knows of a decision, as documents (PDF/UA; AVG art. 19).

A recipient knows the person by the number of the dossier, by when it received what, and by its agreement; nothing else
of the person stands in its letter.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sharing.agreements.models import Agreement
from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words, enumerated
from sharing.core.pdf import blocks as pdf
from sharing.core.pdf.document import Document
from sharing.core.periods import amsterdam_day
from sharing.letters.choices import LetterKind, LetterLanguage
from sharing.letters.letter import Draft, draft_document
from sharing.organisation.letterhead import current_letterhead
from sharing.organisation.models import OrganisationSettings
from sharing.reference.models import DataCategory
from sharing.rights.choices import RightKind
from sharing.rights.letter import number_of
from sharing.rights.models import RightsRequest
from sharing.rights.recipients import Recipient, clients_of, received

Blocks = list[dict[str, Any]]
MOST_DAYS = 60  # that a letter names one by one

# Per right what was done with the data, and what is asked of who has them too.
_DONE = {
    RightKind.RECTIFICATION: "verbeterd",
    RightKind.COMPLETION: "aangevuld",
    RightKind.ERASURE: "gewist",
    RightKind.RESTRICTION: "beperkt",
}
_ASKED = {
    RightKind.RECTIFICATION: (
        "Verbeter deze gegevens ook bij u. De juiste krijgt u van ons langs de weg waarlangs u ze eerder kreeg.",
    ),
    RightKind.COMPLETION: (
        "Vul deze gegevens ook bij u aan. De aanvulling krijgt u van ons langs de weg waarlangs u ze eerder kreeg.",
    ),
    RightKind.ERASURE: (
        "Wis deze gegevens ook bij u, en elke kopie en koppeling ernaar.",
        "Moet u ze volgens de wet bewaren? Laat ons dan weten welke wet dat zegt.",
    ),
    RightKind.RESTRICTION: (
        "Gebruik deze gegevens voorlopig niet. Bewaren mag; voor iets anders is toestemming van de betrokkene nodig, "
        "of een reden uit artikel 18, lid 2, AVG.",
        "Wij laten het u weten als de beperking eindigt.",
    ),
}
_ALWAYS = (
    "Gaf u deze gegevens door aan anderen? Laat het hun dan ook weten.",
    "Bevestig ons dat u dit bericht kreeg, en wat u hebt gedaan.",
)


def notice_of(request: RightsRequest, recipient: Recipient, *, made_at: datetime) -> Document:
    """The letter to one recipient, by the text that counts.

    Raises RefusedInput when something of it is not known, such as how to reach us.
    """
    name, where = recipient.party.name, recipient.party.notice_address
    kind = RightKind(request.kind)
    values = {
        "ontvanger": name,
        "dossier": unseal(request.dossier) if request.dossier is not None else "",
        "overeenkomst": _agreements(request, recipient) or "geen",
        "gevolg": _DONE[kind],
        "gegevens": "\n".join(_names(recipient)),
        "wanneer": _days(recipient.moments),
        "wat_wij_vragen": "\n".join([*_ASKED[kind], *_ALWAYS]),
        "besloten_op": day_in_words(amsterdam_day(request.decided_at or made_at)),
    }
    number = number_of(request, LetterLanguage.NL)
    draft = Draft(LetterKind.RECIPIENT, LetterLanguage.NL, number, values, f"{name}\n{where}".strip())
    return draft_document(draft, at=made_at)


def overview_of(request: RightsRequest, recipients: Sequence[Recipient], *, made_at: datetime) -> Document:
    """For the person: which recipients know, which do not and why; ``recipients`` without what is secret."""
    title, day = "Wie van uw verzoek weet", day_in_words(amsterdam_day(made_at))
    done = _DONE[RightKind(request.kind)]
    told = [_told(one) for one in recipients if one.is_told and one.is_named]
    excepted = [_excepted(one) for one in recipients if not one.is_told and one.is_named]
    waiting = [one.party.name for one in recipients if one.waits and not one.secret]
    return Document(
        title=title,
        language="nl",
        sender=current_letterhead(),
        description=title,
        made_at=made_at,
        footer=f"{title}, verzoek {request.pk}, {day}",
        blocks=[
            pdf.paragraph(
                [
                    f"U vroeg ons iets over uw gegevens (verzoek {request.pk}). Zij worden {done}. Hieronder staat aan "
                    "wie wij dat vertelden (artikel 19 AVG)."
                ]
            ),
            *_part("Dit weten", told),
            *_part("Dit hoeven niet te weten", excepted),
            *_part("Dit laten wij nog weten", waiting),
            *_part("Wat wij voor anderen deden: zij vertellen dit zelf", clients_of(request)),
            *_contact(),
        ],
    )


def _told(one: Recipient) -> str:
    day = one.notice.told_on if one.notice else None
    return f"{one.party.name}: op {day_in_words(day)}" if day else one.party.name


def _excepted(one: Recipient) -> str:
    return (
        f"{one.party.name}: {one.notice.get_exception_display()}. {one.notice.explanation}"
        if one.notice
        else ""
    )


def _part(title: str, items: Sequence[str]) -> Blocks:
    return [pdf.heading([title], level=1), _list(items)] if items else []


def _list(items: Sequence[str]) -> dict[str, Any]:
    return pdf.listed([pdf.item([pdf.paragraph([one])]) for one in items], is_ordered=False)


def _names(recipient: Recipient) -> list[str]:
    rows = DataCategory.objects.filter(pk__in=recipient.categories)
    return sorted(rows.values_list("name", flat=True), key=str.casefold)


def _days(moments: Sequence[datetime]) -> str:
    days = [day_in_words(day) for day in sorted({amsterdam_day(one) for one in moments})]
    if len(days) > MOST_DAYS:
        return f"Op {len(days)} dagen, van {days[0]} tot en met {days[-1]}."
    return f"Op {enumerated(days)}."


def _agreements(request: RightsRequest, recipient: Recipient) -> str:
    rows = received(request).filter(on_behalf_of=None, recipient=recipient.party, agreement__isnull=False)
    keys = rows.order_by().values("agreement")
    return ", ".join(
        Agreement.objects.filter(pk__in=keys).order_by("reference").values_list("reference", flat=True)
    )


def _contact() -> Blocks:
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
    return [pdf.facts([pdf.fact("Zo bereikt u ons", known)])] if known else []
