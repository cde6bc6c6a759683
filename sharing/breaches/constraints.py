"""What has to be whole in a row of a breach, with a sentence for people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.breaches.choices import (
    AT_HIGH_RISK,
    Cause,
    Nature,
    NotInformed,
    PersonsDecision,
    ReportDecision,
    RiskLevel,
    ToldHow,
)
from sharing.breaches.triggers import BreachStands
from sharing.core.kept import Kept

KEPT_BREACH = (
    "Een datalek wordt nooit verwijderd, ook niet als het niet is gemeld (artikel 33, lid 5, AVG). Corrigeer "
    "het met een "
    "reden, of sluit het af."
)

_NOT_REPORTED = Q(decision=ReportDecision.NOT_REPORT)

BREACH_CHECKS = [
    Kept(name="kept_sharing_breach", sentence=KEPT_BREACH),
    BreachStands(name="breach_stands"),
    models.CheckConstraint(name="breach_cause_known", condition=Q(cause__in=Cause.values)),
    models.CheckConstraint(
        name="breach_nature_known",
        condition=Q(nature__contained_by=Nature.values) & ~Q(nature=[]),
        violation_error_message=_("Kies minstens één aard van de inbreuk."),
    ),
    models.CheckConstraint(
        name="breach_told_in_words",
        condition=~Q(title="") & ~Q(facts=""),
        violation_error_message=_("Schrijf op wat er is gebeurd (art. 33, lid 5, AVG)."),
    ),
    models.CheckConstraint(
        name="breach_occurred_period",
        condition=Q(occurred_until__isnull=True)
        | Q(occurred_from__isnull=True)
        | Q(occurred_until__gte=F("occurred_from")),
        violation_error_message=_("Het einde ligt voor het begin; controleer de datum en de tijd."),
    ),
    models.CheckConstraint(
        name="breach_known_after_it_began",
        condition=Q(occurred_from__isnull=True) | Q(aware_at__gte=F("occurred_from")),
        violation_error_message=_(
            "Een datalek wordt niet bekend voordat het begint; controleer de datum en de tijd."
        ),
    ),
    models.CheckConstraint(
        name="breach_processor_knew_first",
        condition=Q(told_by_knew_at__isnull=True)
        | Q(told_by__isnull=False, told_by_knew_at__lte=F("aware_at")),
        violation_error_message=_(
            "De verwerker wist het niet later dan wij; kies ook welke verwerker het was."
        ),
    ),
    models.CheckConstraint(
        name="breach_number_of_persons",
        condition=Q(persons_least__isnull=True)
        | Q(persons_most__isnull=True)
        | Q(persons_most__gte=F("persons_least")),
        violation_error_message=_("Het hoogste aantal personen is kleiner dan het laagste."),
    ),
    models.CheckConstraint(
        name="breach_assessment_whole",
        condition=Q(
            risk="", decision="", assess_reason="", assessed_by__isnull=True, assessed_at__isnull=True
        )
        | Q(
            risk__in=RiskLevel.values,
            decision__in=ReportDecision.values,
            assessed_by__isnull=False,
            assessed_at__isnull=False,
        )
        & ~Q(assess_reason=""),
        violation_error_message=_("Een oordeel noemt het risico, het besluit, de reden en wie het gaf."),
    ),
    models.CheckConstraint(
        name="breach_high_risk_is_reported",
        condition=~(_NOT_REPORTED & Q(risk=RiskLevel.HIGH)),
        violation_error_message=_("Een datalek met een hoog risico wordt gemeld bij de AP."),
    ),
    # What is not reported takes two people; that the two are two stands in the row itself.
    models.CheckConstraint(
        name="breach_not_reported_by_two",
        condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True, confirm_note="")
        | Q(_NOT_REPORTED, confirmed_by__isnull=False, confirmed_at__isnull=False)
        & ~Q(confirmed_by=F("assessed_by"))
        & ~Q(confirmed_by=F("registered_by")),
        violation_error_message=_(
            "Dat niet wordt gemeld, bevestigt een ander dan wie het datalek vastlegde of beoordeelde."
        ),
    ),
    models.CheckConstraint(
        name="breach_reported_whole",
        condition=Q(reported_at__isnull=True, authority_reference="", report_complete=False)
        | Q(reported_at__isnull=False, decision=ReportDecision.REPORT, on_behalf_of__isnull=True)
        & ~Q(authority_reference=""),
        violation_error_message=_("Een melding heeft een moment en het nummer van de AP."),
    ),
    models.CheckConstraint(
        name="breach_client_told_whole",
        condition=Q(client_told_at__isnull=True, client_told_how="", client_told_note="")
        | Q(
            client_told_at__isnull=False,
            client_told_how__in=ToldHow.values,
            on_behalf_of__isnull=False,
            client_told_at__gte=F("aware_at"),
        ),
        violation_error_message=_("Vul in wanneer en hoe de opdrachtgever het hoorde."),
    ),
    models.CheckConstraint(
        name="breach_client_decides",
        condition=Q(on_behalf_of__isnull=True) | Q(decision=""),
        violation_error_message=_("Over dit datalek beslist de opdrachtgever; meld het aan hem."),
    ),
    models.CheckConstraint(
        name="breach_persons_whole",
        condition=Q(
            persons_decision="",
            persons_on__isnull=True,
            persons_how="",
            persons_number__isnull=True,
            persons_ground="",
            persons_reason="",
            persons_decided_by__isnull=True,
            persons_decided_at__isnull=True,
        )
        | Q(
            persons_decision=PersonsDecision.INFORMED,
            persons_on__isnull=False,
            persons_how__in=ToldHow.values,
            persons_ground="",
            persons_decided_by__isnull=False,
            persons_decided_at__isnull=False,
        )
        | Q(
            persons_decision=PersonsDecision.NOT_INFORMED,
            persons_on__isnull=True,
            persons_how="",
            persons_number__isnull=True,
            persons_ground__in=NotInformed.values,
            persons_decided_by__isnull=False,
            persons_decided_at__isnull=False,
        )
        & ~Q(persons_reason=""),
        violation_error_message=_(
            "Vul in wanneer en hoe de betrokkenen zijn geïnformeerd, of op welke grond en waarom niet."
        ),
    ),
    models.CheckConstraint(
        name="breach_persons_of_high_risk",
        condition=~Q(risk=RiskLevel.HIGH)
        | ~Q(persons_decision=PersonsDecision.NOT_INFORMED)
        | Q(persons_ground__in=sorted(AT_HIGH_RISK)),
        violation_error_message=_("Bij een hoog risico kan “er is geen hoog risico” niet de grond zijn."),
    ),
    models.CheckConstraint(
        name="breach_closed_whole",
        condition=Q(closed_by__isnull=True, closed_at__isnull=True, close_note="")
        | Q(
            Q(reported_at__isnull=False) | Q(confirmed_by__isnull=False) | Q(client_told_at__isnull=False),
            closed_by__isnull=False,
            closed_at__isnull=False,
        )
        & ~Q(close_note="")
        & ~Q(closed_by=F("registered_by"))
        & (Q(assessed_by__isnull=True) | ~Q(closed_by=F("assessed_by"))),
        violation_error_message=_(
            "Afsluiten kan pas na de melding of het bevestigde besluit om niet te melden, door een ander dan wie het "
            "datalek vastlegde of beoordeelde, en met een conclusie."
        ),
    ),
]
