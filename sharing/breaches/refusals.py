"""What is wrong with what was typed about a breach, each at its field: for the screens and the operations.

What is not known (None) is not judged, so that a screen can ask it of a form in which something else is wrong.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.breaches.choices import NotInformed, PersonsDecision, Phase, ReportDecision, RiskLevel, ToldHow
from sharing.breaches.form import lacking, listed_in_words
from sharing.breaches.models import Breach
from sharing.breaches.queries import next_phases, seals_in, standing_of
from sharing.breaches.rules import law_of, must_report
from sharing.consents.queries import numbers_in
from sharing.core.actor import Actor
from sharing.core.dates import not_before, to_come
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure

PART_TEXTS = (
    *("title", "found_how", "facts", "consequences", "measures_before", "measures_after"),
    "measures_next",
)
MOMENTS = ("aware_at", "occurred_from", "occurred_until", "told_by_knew_at")


def why_not_written(disclosures: Iterable[Disclosure], **texts: str) -> list[InputError]:
    """No dossier number stands in a breach: at each text in which one does."""
    seals = seals_in(disclosures)
    message = _(
        "Hierin staat een dossiernummer. Om wie het gaat, staat in het verstrekkingenlog; laat het hier weg."
    )
    return [wrong(message, field) for field, text in texts.items() if text and numbers_in(text, seals)]


def known_from(facts: Mapping[str, Any], disclosures: Iterable[Disclosure]) -> tuple[Any, datetime | None]:
    """When it became known as it was typed, and when it was by the log."""
    logged = min((one.aware_at for one in disclosures if one.aware_at is not None), default=None)
    aware = facts.get("aware_at")
    return (not_before(aware, logged) if aware else None), logged


def why_not_known(
    facts: Mapping[str, Any], disclosures: Iterable[Disclosure], *, at: datetime
) -> list[InputError]:
    """Of what is known: a moment that is yet to come, or later than the log knows, and a number in its words."""
    ahead = [name for name in MOMENTS if facts.get(name) is not None and facts[name] > at]
    errors = [wrong(to_come(facts[name]), name) for name in ahead]
    aware, logged = known_from(facts, disclosures)
    if aware and logged and logged < aware and "aware_at" not in ahead:
        message = _(
            "Volgens het verstrekkingenlog was dit al bekend op %(moment)s. Vul dat moment in, of een eerder."
        )
        errors.append(wrong(message % {"moment": instant_in_words(logged)}, "aware_at"))
    texts = {name: facts[name] for name in PART_TEXTS if name in facts}
    return errors + why_not_written(disclosures, **texts)


def why_not_changed(
    breach: Breach, facts: Mapping[str, Any], disclosures: Collection[Disclosure], *, by: Actor, at: datetime
) -> list[InputError]:
    """Of a correction of the breach as it is stored: also what another has to say, or what was decided forbids."""
    errors = why_not_known(facts, disclosures, at=at) + _why_not_fewer(breach, facts.get("persons_most"))
    own = by.pk in (breach.registered_by_id, breach.assessed_by_id)
    aware, _logged = known_from(facts, disclosures)
    if own and aware is not None and aware > breach.aware_at:
        message = _(
            "U legde zelf vast wanneer het datalek bekend werd. Dat het later was, legt een collega vast."
        )
        errors.append(wrong(message, "aware_at"))
    if "on_behalf_of" not in facts:
        return errors
    client = facts["on_behalf_of"] and facts["on_behalf_of"].pk
    if own and breach.on_behalf_of_id is None and client is not None:
        message = _(
            "Voor een opdrachtgever melden wij het niet zelf binnen 72 uur. U legde dit datalek vast of "
            "beoordeelde het; dat het voor een opdrachtgever is, legt een collega vast."
        )
        errors.append(wrong(message, "on_behalf_of"))
    elif client != breach.on_behalf_of_id and (breach.decision or breach.client_told_at is not None):
        message = _("Er is al over beslist of gemeld; voor wie het is, verandert niet meer.")
        errors.append(wrong(message, "on_behalf_of"))
    return errors


def _why_not_fewer(breach: Breach, most: int | None) -> list[InputError]:
    """It is not about fewer persons than were informed of it."""
    told = breach.persons_number
    if told is None or most is None or most >= told:
        return []
    message = _(
        "U vulde %(most)d in, maar er zijn al %(told)d personen geïnformeerd. Vul hier minstens %(told)d in, of "
        "leg bij “Betrokkenen informeren of niet” eerst opnieuw vast hoeveel personen zijn geïnformeerd."
    )
    return [wrong(message % {"most": most, "told": told}, "persons_most")]


def why_not_assessed(breach: Breach, risk: str | None, decision: str | None) -> list[InputError]:
    """Of the risk and whether it is reported."""
    if decision != ReportDecision.NOT_REPORT:
        return []
    law = law_of(standing_of(breach).known_since)
    if risk is not None and must_report(risk, law):
        message = _("Met dit risico wordt een datalek gemeld (%(law)s). Kies melden, of een ander risico.")
        return [wrong(message % {"law": law.citation if law else ""}, "decision")]
    if breach.reported_at is not None:
        return [wrong(_("Het datalek is al gemeld; trek de melding dan in."), "decision")]
    return []


def why_not_client_told(
    breach: Breach, told_at: datetime | None, note: str | None, *, at: datetime
) -> list[InputError]:
    """Of when the client was told."""
    if told_at is None:
        return []
    standing = standing_of(breach)
    moment = not_before(told_at, standing.known_since)
    errors = _why_not_then(moment, standing.known_since, "told_at", at=at)
    late = standing.clock is not None and standing.clock.is_over(moment)
    if late and standing.clock and note is not None and not note.strip():
        message = _("Er is later gemeld dan %(due)s; schrijf op waarom dat niet eerder kon.")
        errors.append(wrong(message % {"due": instant_in_words(standing.clock.until)}, "note"))
    return errors


def _why_not_then(moment: datetime, since: datetime, field: str, *, at: datetime) -> list[InputError]:
    if moment > at:
        return [wrong(to_come(moment), field)]
    if moment < since:
        message = _("Het datalek werd bekend op %(moment)s; het is niet eerder gemeld.")
        return [wrong(message % {"moment": instant_in_words(since)}, field)]
    return []


def why_not_informed(
    breach: Breach,
    decision: str | None,
    *,
    on: date | None,
    how: str | None,
    number: int | None,
    ground: str | None,
    at: datetime,
) -> list[InputError]:
    """Of whether the persons were told, or why not."""
    if decision is None:
        return []
    errors = []
    if decision == PersonsDecision.INFORMED:
        if on is None:
            errors.append(_missing(_("Vul in op welke dag zij zijn geïnformeerd."), "on"))
        elif on > amsterdam_day(at):
            errors.append(wrong(to_come(on), "on"))
        elif on < (known := amsterdam_day(standing_of(breach).known_since)):
            message = _("Het datalek werd bekend op %(day)s; niemand is eerder geïnformeerd.")
            errors.append(wrong(message % {"day": day_in_words(known)}, "on"))
        if number is not None:
            errors += more_than_known(breach, number)
        if how not in ToldHow.values:
            errors.append(_missing(_("Kies hoe zij zijn geïnformeerd."), "how"))
    elif ground not in NotInformed.values:
        errors.append(_missing(_("Kies op welke grond zij niet worden geïnformeerd."), "ground"))
    elif breach.risk == RiskLevel.HIGH and ground == NotInformed.NO_HIGH_RISK:
        errors.append(
            wrong(_("Het risico is als hoog beoordeeld; dan kan dit de grond niet zijn."), "ground")
        )
    return errors


def more_than_known(breach: Breach, informed: int) -> list[InputError]:
    """What is wrong with having informed so many persons: it is about fewer, as far as is known.

    What is known is the most, else what its categories come to: somebody may be in more than one. The least that is
    known keeps nobody from telling more.
    """
    counted = [one.number for one in breach.subjects.all()]
    if breach.persons_most is not None:
        known, field = breach.persons_most, _("hoogstens zoveel personen")
    elif counted and None not in counted:
        known, field = sum(one or 0 for one in counted), _("aantal personen")
    else:
        return []
    if informed <= known:
        return []
    message = _(
        "U vulde %(informed)d in, maar volgens dit datalek gaat het om %(known)d personen (“%(field)s”). Zijn er echt "
        "%(informed)d geïnformeerd, wijzig dan eerst dat aantal bij het datalek, ook als het een schatting was; vul "
        "anders hier hoogstens %(known)d in."
    )
    words = {"informed": informed, "known": known, "field": field}
    return [wrong(message % words, "number")]


def why_not_reported(
    breach: Breach,
    *,
    phase: str | None,
    sent_at: datetime | None,
    reference: str | None,
    is_complete: bool,
    delay_reason: str | None,
    missing_reason: str | None,
    at: datetime,
) -> list[InputError]:
    """Of a report to the supervisory authority."""
    if phase is not None and phase not in next_phases(breach):
        return [wrong(_("Dit kan nu niet worden gemeld; kies wat op de vorige melding volgt."), "phase")]
    errors = []
    standing = standing_of(breach)
    if sent_at is not None:
        moment = not_before(sent_at, max(standing.known_since, breach.reported_at or standing.known_since))
        errors += _why_not_then(moment, standing.known_since, "sent_at", at=at)
        if not errors and breach.reported_at is not None and moment < breach.reported_at:
            message = _("De eerste melding was op %(moment)s; deze kwam daarna.")
            errors.append(wrong(message % {"moment": instant_in_words(breach.reported_at)}, "sent_at"))
        due = standing.clock.until if standing.clock and phase == Phase.INITIAL else None
        if due is not None and moment > due and delay_reason is not None and not delay_reason.strip():
            message = _(
                "Er is later gemeld dan %(due)s; schrijf op waarom dat niet eerder kon (art. 33, lid 1, AVG)."
            )
            errors.append(_missing(message % {"due": instant_in_words(due)}, "delay_reason"))
    if reference is not None and not reference.strip():
        errors.append(_missing(_("Vul het nummer in dat de AP aan de melding gaf."), "reference"))
    missing = lacking(breach) if is_complete and phase not in (None, Phase.WITHDRAWN) else []
    if missing and missing_reason is not None and not missing_reason.strip():
        message = _(
            "De melding heet volledig, maar in het register ontbreekt nog: %(missing)s (art. 33, lid 3, AVG). Vul "
            "dat eerst aan, of schrijf hier op waarom het niet bekend wordt of niet van toepassing is. Komt het "
            "later, vink “volledig” dan uit: dat mag in stappen (art. 33, lid 4)."
        )
        errors.append(_missing(message % {"missing": listed_in_words(missing)}, "missing_reason"))
    return errors


def wrong(message: str, field: str) -> InputError:
    """What is wrong at a field."""
    return InputError(message, field, "invalid")


def _missing(message: str, field: str) -> InputError:
    return InputError(message, field, "required")
