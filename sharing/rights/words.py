"""The rules behind days, and what comes next, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.consents.models import Consent, Objection
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.reference.choices import LegalBasis
from sharing.rights.choices import Concern
from sharing.rights.portability import Processed, conditions_of
from sharing.rights.rules import ByContract, ByLaw, ByProcedure, ByPromise, Rule


def rule_in_words(rule: Rule) -> str:
    """Where a day comes from."""
    if isinstance(rule, ByPromise):
        return _promise(rule)
    if isinstance(rule, ByProcedure):
        return _procedure(rule)
    return _law(rule) if isinstance(rule, ByLaw) else _contract(rule)


def _promise(rule: ByPromise) -> str:
    weeks = ngettext("%(count)s week", "%(count)s weken", rule.weeks) % {"count": rule.weeks}
    if rule.months:
        months = ngettext("%(count)s maand", "%(count)s maanden", rule.months) % {"count": rule.months}
        words = _(
            "Beloofd in versie %(version)s van de privacyverklaring, die gold bij ontvangst: binnen %(weeks)s, "
            "verlengd met %(months)s. Een belofte schuift niet op."
        )
        return words % {"version": rule.version, "weeks": weeks, "months": months}
    words = _(
        "Beloofd in versie %(version)s van de privacyverklaring, die gold bij ontvangst: binnen %(weeks)s. Een "
        "belofte schuift niet op."
    )
    return words % {"version": rule.version, "weeks": weeks}


def _procedure(rule: ByProcedure) -> str:
    weeks = ngettext("%(count)s week", "%(count)s weken", rule.weeks) % {"count": rule.weeks}
    words = _("De klachtenregeling die gold bij ontvangst (vanaf %(day)s): binnen %(weeks)s.")
    said = words % {"day": day_in_words(rule.first_day), "weeks": weeks}
    if rule.longer:
        longer = ngettext("%(count)s week", "%(count)s weken", rule.longer) % {"count": rule.longer}
        more = _("Daarin zit een verlenging van %(weeks)s.") % {"weeks": longer}
        return f"{said} {more}"
    return said


def concern_in_words(who: str, what: str, number: int) -> str:
    """Why somebody does not deal with a complaint: ``what`` is a code of ``Concern``."""
    return f"{who} {Concern(what).label % {'number': number}}"


def conditions_in_words(one: Processed) -> tuple[str, str, str]:
    """What the register says of each condition of art. 20(1), and where it says so."""
    said = conditions_of(one)
    marks = {True: _("Ja"), False: _("Nee"), None: _("Niet bekend")}
    given = _("herkomst: de betrokkene") if said.given else _("herkomst: %s") % ", ".join(one.origins)
    counts = {"digital": one.digital, "paper": one.paper}
    digital = _("verstrekkingen: %(digital)s digitaal, %(paper)s anders") % counts
    bases = [str(LegalBasis(code).label) for code in LegalBasis.values if code in one.bases]
    ground = ", ".join(bases) or _("geen grondslag ingevuld")
    if one.special:
        words = _("bijzonder; %(ground)s; uitdrukkelijke toestemmingen: %(count)s")
        ground = words % {"ground": ground, "count": one.explicit}
    elif LegalBasis.CONSENT.value in one.bases:
        ground = _("%(ground)s; toestemmingen: %(count)s") % {"ground": ground, "count": one.consents}
    return (
        f"{marks[said.given]} ({given})",
        f"{marks[said.digital]} ({digital})",
        f"{marks[said.ground]} ({ground})",
    )


def _law(rule: ByLaw) -> str:
    months = ngettext("%(count)s maand", "%(count)s maanden", rule.months) % {"count": rule.months}
    said = [_("%(months)s na ontvangst (%(law)s).") % {"months": months, "law": rule.citation}]
    if rule.paused:
        days = ngettext("%(count)s dag", "%(count)s dagen", rule.paused) % {"count": rule.paused}
        said.append(_("De termijn stond %(days)s stil omdat wij op de betrokkene wachtten.") % {"days": days})
    if rule.day != rule.reckoned:
        kind = {5: _("een zaterdag"), 6: _("een zondag")}.get(rule.reckoned.weekday(), _("een feestdag"))
        words = _(
            "%(day)s is %(kind)s; dan telt de eerstvolgende werkdag (Verordening 1182/71, art. 3, lid 4)."
        )
        said.append(words % {"day": day_in_words(rule.reckoned), "kind": kind})
    return " ".join(said)


def _contract(rule: ByContract) -> str:
    hours = ngettext("%(count)s uur", "%(count)s uur", rule.hours) % {"count": rule.hours}
    words = _(
        "Binnen %(hours)s na ontvangst, dus voor %(moment)s: de meldtermijn in overeenkomst %(agreement)s."
    )
    return words % {"hours": hours, "moment": instant_in_words(rule.until), "agreement": rule.agreement}


def in_short(record: Consent | Objection) -> str:
    """What a consent or objection is about, to choose from."""
    about = " · ".join(str(one) for one in (record.recipient, record.purpose) if one)
    since = record.given_at if isinstance(record, Consent) else record.received_at
    return f"{about} ({instant_in_words(since)})" if since else about
