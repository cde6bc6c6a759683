"""What may be done with the term of an agreement: extend, terminate, replace; and what that means. Pure.

Every ``why_not_…`` is a sentence for people, empty when it may. The database refuses what must never be stored.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sharing.agreements.rules import AgreementFacts, last_day_for_notice, last_effective_day
from sharing.core.dutch import day_in_words, enumerated
from sharing.core.periods import next_day, previous_day


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another agreement with the same party for the same purposes, and the days on which both hold, inclusive.

    ``own`` is the reference of the agreement that it overlaps with; ``last_day`` None: indefinitely.
    """

    own: str
    id: int
    reference: str
    purposes: tuple[str, ...]
    first_day: date
    last_day: date | None

    @property
    def in_words(self) -> str:
        """What overlaps, in a sentence."""
        return _(
            "%(what)s overlapt met %(other)s: hun looptijden vallen samen vanaf %(first)s %(until)s, voor %(purposes)s."
        ) % {
            "what": self.own,
            "other": self.reference,
            "first": day_in_words(self.first_day),
            "until": until_in_words(self.last_day),
            "purposes": enumerated(f"“{one}”" for one in self.purposes),
        }


def why_not_changed(agreement: AgreementFacts) -> str:
    """Why none of these steps fit: what was never signed is simply changed."""
    if agreement.signed_on is None:
        return _(
            "Dit is een concept: er is nog niet getekend. Wijzig het, of vul in wanneer het is ondertekend."
        )
    return ""


def why_not_extended(
    agreement: AgreementFacts, last_day: date | None = None, *, successor: AgreementFacts | None = None
) -> str:
    """Why the agreement is not extended, at all or until this last day (None: nothing is said of the day yet)."""
    if refused := why_not_changed(agreement):
        return refused
    end = last_effective_day(agreement)
    if end is None:
        return _("Deze overeenkomst geldt al zonder einddatum; er valt niets te verlengen.")
    if agreement.terminated_per is not None:  # also after its end, as could be stored once
        return _(
            "Deze overeenkomst is opgezegd per %(day)s. Wat is opgezegd, wordt niet verlengd: maak een opvolger."
        ) % {"day": day_in_words(agreement.terminated_per)}
    if last_day is not None and last_day <= end:
        return _("Zij loopt al tot en met %(day)s. Kies een latere laatste dag.") % {"day": day_in_words(end)}
    if successor is not None and (last_day is None or last_day >= successor.first_day):
        return _(
            "%(other)s volgt haar op vanaf %(day)s. Kies een laatste dag daarvoor, of pas eerst de opvolger aan."
        ) % {
            "other": successor.reference,
            "day": day_in_words(successor.first_day),
        }
    return ""


def why_not_terminated(agreement: AgreementFacts, last_day: date | None = None) -> str:
    """Why the agreement is not terminated, at all or with this as its last day."""
    if refused := why_not_changed(agreement):
        return refused
    if agreement.terminated_per is not None:
        return _("Deze overeenkomst is al opgezegd, per %(day)s. Klopt die dag niet, wijzig haar dan.") % {
            "day": day_in_words(agreement.terminated_per)
        }
    if last_day is None:
        return ""
    if last_day < agreement.first_day:
        return _("Zij begint op %(day)s. Kies een dag op of na die dag.") % {
            "day": day_in_words(agreement.first_day)
        }
    if agreement.last_day is not None and last_day > agreement.last_day:
        return _(
            "Zij eindigt al op %(day)s. Kies een eerdere dag; na het einde valt er niets op te zeggen."
        ) % {"day": day_in_words(agreement.last_day)}
    return ""


def why_not_replaced(
    agreement: AgreementFacts, first_day: date | None = None, *, successor: AgreementFacts | None = None
) -> str:
    """Why the agreement gets no successor, at all or from this first day."""
    if refused := why_not_changed(agreement):
        return refused
    if successor is not None:
        return _(
            "Deze overeenkomst heeft al een opvolger: %(other)s. Open die, en vervang of wijzig haar."
        ) % {"other": successor.reference}
    if first_day is None:
        return ""
    if first_day <= agreement.first_day:
        return _("Zij begint zelf op %(day)s. Laat de opvolger later beginnen.") % {
            "day": day_in_words(agreement.first_day)
        }
    if agreement.terminated_per is not None and first_day <= agreement.terminated_per:
        return _(
            "Zij is opgezegd per %(day)s en geldt tot en met die dag. Laat de opvolger daarna beginnen."
        ) % {"day": day_in_words(agreement.terminated_per)}
    return ""


def why_not_signed(signed_on: date, *, on: date) -> str:
    """Why the agreement was not signed on this day: nothing is signed before the day comes."""
    if signed_on <= on:
        return ""
    return _("%(day)s moet nog komen. Laat dit leeg tot er is getekend, of verbeter de dag.") % {
        "day": day_in_words(signed_on)
    }


def why_not_audited(audited_on: date, *, on: date) -> str:
    """Why the last audit was not on this day: one that is planned is the next."""
    if audited_on <= on:
        return ""
    return _(
        "%(day)s moet nog komen. Vul de laatste audit in die er is geweest; wat gepland is, hoort bij de volgende "
        "audit."
    ) % {"day": day_in_words(audited_on)}


def why_not_gone(gone_on: date, *, on: date) -> str:
    """Why the data was not returned or erased on this day."""
    if gone_on <= on:
        return ""
    return _("%(day)s moet nog komen. Laat dit leeg tot het is gebeurd, of verbeter de dag.") % {
        "day": day_in_words(gone_on)
    }


def why_not_due(audit_due: date, audited_on: date) -> str:
    """Why the next audit is not due on this day: it comes after the last one."""
    if audit_due >= audited_on:
        return ""
    return _(
        "De volgende audit (%(due)s) ligt voor de laatste (%(last)s). Vul een latere dag in, of laat dit leeg."
    ) % {"due": day_in_words(audit_due), "last": day_in_words(audited_on)}


def why_no_notice(agreement: AgreementFacts, notice_days: int, *, on: date) -> str:
    """Why the agreement gets no notice period of so many days: nothing is left to end, or it never could be."""
    end = last_effective_day(agreement)
    if agreement.terminated_per is not None:
        return _("Zij is opgezegd per %(day)s; er valt niets meer op te zeggen.") % {
            "day": day_in_words(agreement.terminated_per)
        }
    if end is not None and end < on:
        return _("Zij is afgelopen op %(day)s; er valt niets meer op te zeggen.") % {"day": day_in_words(end)}
    if end is not None and end - timedelta(days=notice_days) < agreement.first_day:
        return _("Zij duurt tot en met %(day)s: korter dan een opzegtermijn van %(days)d dagen.") % {
            "day": day_in_words(end),
            "days": notice_days,
        }
    return ""


def end_before(agreement: AgreementFacts, first_day: date) -> date | None:
    """The last day that a predecessor gets when its successor begins; None when it ends before that already."""
    end = last_effective_day(agreement)
    return previous_day(first_day) if end is None or end >= first_day else None


def meaning_of_extension(agreement: AgreementFacts, last_day: date | None, *, on: date) -> list[str]:
    """What extending until this day (None: indefinitely) means, in sentences."""
    end = last_effective_day(agreement)
    said = [
        _("%(what)s geldt %(new)s in plaats van %(old)s.")
        % {"what": agreement.reference, "new": until_in_words(last_day), "old": until_in_words(end)}
    ]
    if last_day is not None and agreement.notice_days is not None:
        said.append(
            _("De laatste dag om op te zeggen wordt %(day)s.")
            % {"day": day_in_words(last_day - timedelta(days=agreement.notice_days))}
        )
    if end is not None and end < on:
        said.append(
            _(
                "Zij was al afgelopen. Wat sinds %(day)s is verstrekt, rust na het verlengen wel op haar: leg in de "
                "reden uit waarom dat klopt."
            )
            % {"day": day_in_words(next_day(end))}
        )
    return said


def meaning_of_termination(agreement: AgreementFacts, last_day: date, *, on: date) -> list[str]:
    """What terminating per this last day means, in sentences."""
    said = [
        _(
            "%(what)s geldt tot en met %(day)s. Vanaf de dag erna houdt het register verstrekkingen op "
            "grond van haar tegen."
        )
        % {"what": agreement.reference, "day": day_in_words(last_day)}
    ]
    said += _ended_already(last_day, on)
    if agreement.notice_days and last_day < on + timedelta(days=agreement.notice_days):
        said.append(
            _(
                "Dat is eerder dan de opzegtermijn van %(days)d dagen toelaat: die loopt vandaag tot en met %(day)s."
            )
            % {
                "days": agreement.notice_days,
                "day": day_in_words(on + timedelta(days=agreement.notice_days)),
            }
        )
    notice = last_day_for_notice(agreement)
    if notice is not None and notice < on and agreement.last_day is not None:
        said.append(
            _("De laatste dag om op te zeggen tegen het einde (%(end)s) was %(day)s.")
            % {"end": day_in_words(agreement.last_day), "day": day_in_words(notice)}
        )
    return said


def meaning_of_replacement(
    agreement: AgreementFacts,
    *,
    reference: str,
    first_day: date,
    last_day: date | None,
    signed_on: date | None,
    on: date,
) -> list[str]:
    """What a successor from this first day means for both, in sentences."""
    said = []
    end = last_effective_day(agreement)
    if new_end := end_before(agreement, first_day):
        said.append(
            _("%(what)s eindigt op %(new)s; nu geldt zij %(old)s.")
            % {"what": agreement.reference, "new": day_in_words(new_end), "old": until_in_words(end)}
        )
        said += _ended_already(new_end, on)
    elif end is not None and next_day(end) < first_day:
        said.append(
            _("%(what)s eindigt op %(end)s. Tot %(first)s is er dan geen overeenkomst van kracht.")
            % {"what": agreement.reference, "end": day_in_words(end), "first": day_in_words(first_day)}
        )
    said.append(
        _("%(what)s komt erbij en geldt vanaf %(first)s %(until)s.")
        % {"what": reference, "first": day_in_words(first_day), "until": until_in_words(last_day)}
    )
    if signed_on is None:
        said.append(
            _(
                "De opvolger is nog niet ondertekend en blijft een concept: tot zij getekend is, kan er vanaf "
                "%(first)s niets op haar rusten."
            )
            % {"first": day_in_words(first_day)}
        )
    return said


def _ended_already(last_day: date, on: date) -> list[str]:
    """What it means that the agreement turns out to have ended before that day."""
    if last_day >= on:
        return []
    return [
        _(
            "Let op: die dag is voorbij. Wat vanaf %(day)s is verstrekt, rust dan niet meer op haar. Klopt de dag "
            "niet, verbeter hem dan eerst."
        )
        % {"day": day_in_words(next_day(last_day))}
    ]


def until_in_words(day: date | None) -> str:
    """Until when something holds, inside a sentence."""
    return _("tot en met %s") % day_in_words(day) if day else _("voor onbepaalde tijd")
