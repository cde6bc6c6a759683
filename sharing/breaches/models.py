"""Personal data breaches: what happened, what was decided about it, and whom we told (AVG art. 33, 34)."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from sharing.breaches.choices import (
    Cause,
    Nature,
    NotInformed,
    PersonsDecision,
    ReportDecision,
    RiskLevel,
    ToldHow,
)
from sharing.breaches.constraints import BREACH_CHECKS
from sharing.breaches.definitions import answer_in_words, question_in_words
from sharing.breaches.triggers import BeforeClosing
from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.disclosures.models import Disclosure
from sharing.documents.models import KeptDocument
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, SubjectCategory

KEPT_PART = (
    "Wat bij een datalek is vastgelegd, blijft bewaard. Klopt het niet, corrigeer het dan met een reden; wat er stond, "
    "staat in de historie."
)
KEPT_DOCUMENT = (
    "Een document van een datalek blijft bewaard: het laat zien wat er is gebeurd en gedaan. Is er een andere versie, "
    "kies dan een nieuw bestand; het oude blijft leesbaar."
)


def _somebody(label: Any, **kwargs: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        **{"null": True, "blank": True, "editable": False, "related_name": "+", **kwargs},
        on_delete=models.PROTECT,
    )


class Breach(Register, ClusterableModel):
    """A breach, reported or not (art. 33(5)). Its clock is computed (`sharing.breaches.rules`) and never stored.

    ``on_behalf_of`` is the client for whom we are the processor: we tell him, and he decides. ``told_by`` is the
    processor
    that told us. No person is named, nor a dossier: that stands in the disclosures that it came from.
    """

    free_text = (
        *(
            "title",
            "found_how",
            "facts",
            "consequences",
            "measures_before",
            "measures_after",
            "measures_next",
        ),
        *("assess_reason", "confirm_note", "persons_reason", "client_told_note", "close_note"),
    )

    title = models.CharField(
        _("titel"),
        max_length=200,
        help_text=_("Kort wat er gebeurde, zonder namen en zonder dossiernummers."),
    )
    aware_at = models.DateTimeField(
        _("bekend geworden op"),
        help_text=_(
            "Toen wij er met redelijke zekerheid van wisten; vanaf dan loopt de termijn om te melden."
        ),
    )
    found_how = models.TextField(_("hoe het bekend werd"), blank=True)
    occurred_from = models.DateTimeField(
        _("begonnen op"), null=True, blank=True, help_text=_("Leeg zolang het niet bekend is.")
    )
    occurred_until = models.DateTimeField(
        _("geëindigd op"), null=True, blank=True, help_text=_("Leeg zolang het voortduurt of niet bekend is.")
    )
    nature = ArrayField(
        models.CharField(max_length=15, choices=Nature.choices), verbose_name=_("aard van de inbreuk")
    )
    cause = models.CharField(_("oorzaak"), max_length=12, choices=Cause.choices)
    facts = models.TextField(_("wat er is gebeurd"))
    persons_least = models.PositiveIntegerField(_("minstens zoveel personen"), null=True, blank=True)
    persons_most = models.PositiveIntegerField(_("hoogstens zoveel personen"), null=True, blank=True)
    consequences = models.TextField(_("waarschijnlijke gevolgen"), blank=True)
    measures_before = models.TextField(_("beveiliging vooraf"), blank=True)
    measures_after = models.TextField(_("genomen maatregelen"), blank=True)
    measures_next = models.TextField(_("maatregelen tegen herhaling"), blank=True)
    told_by = models.ForeignKey(
        Party,
        verbose_name=_("gemeld door verwerker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="breaches_told",
    )
    told_by_knew_at = models.DateTimeField(
        _("bij de verwerker bekend op"),
        null=True,
        blank=True,
        help_text=_("Voor zover hij dat heeft verteld."),
    )
    on_behalf_of = models.ForeignKey(
        Party,
        verbose_name=_("van opdrachtgever"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="breaches",
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("in behandeling bij"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="breaches_assigned",
    )
    registered_by = _somebody(_("vastgelegd door"), null=False, blank=False)

    risk = models.CharField(_("risico"), max_length=8, choices=RiskLevel.choices, blank=True)
    decision = models.CharField(
        _("besluit over melden"), max_length=10, choices=ReportDecision.choices, blank=True
    )
    assess_reason = models.TextField(_("waarop dat oordeel berust"), blank=True)
    assessed_by = _somebody(_("beoordeeld door"))
    assessed_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True, editable=False)
    confirmed_by = _somebody(_("niet melden bevestigd door"))
    confirmed_at = models.DateTimeField(_("niet melden bevestigd op"), null=True, blank=True, editable=False)
    confirm_note = models.TextField(_("toelichting bij de bevestiging"), blank=True)

    reported_at = models.DateTimeField(_("voor het eerst gemeld op"), null=True, blank=True, editable=False)
    authority_reference = models.CharField(_("nummer van de AP"), max_length=100, blank=True, editable=False)
    report_complete = models.BooleanField(_("melding volledig"), default=False, editable=False)

    client_told_at = models.DateTimeField(_("aan de opdrachtgever gemeld op"), null=True, blank=True)
    client_told_how = models.CharField(
        _("hoe aan de opdrachtgever gemeld"), max_length=9, choices=ToldHow.choices, blank=True
    )
    client_told_note = models.TextField(_("toelichting bij de melding aan de opdrachtgever"), blank=True)

    persons_decision = models.CharField(
        _("betrokkenen"), max_length=12, choices=PersonsDecision.choices, blank=True
    )
    persons_on = models.DateField(_("betrokkenen geïnformeerd op"), null=True, blank=True)
    persons_how = models.CharField(
        _("betrokkenen hoe geïnformeerd"), max_length=9, choices=ToldHow.choices, blank=True
    )
    persons_number = models.PositiveIntegerField(_("aantal geïnformeerde betrokkenen"), null=True, blank=True)
    persons_ground = models.CharField(
        _("grond om niet te informeren"), max_length=12, choices=NotInformed.choices, blank=True
    )
    persons_reason = models.TextField(_("toelichting over de betrokkenen"), blank=True)
    persons_decided_by = _somebody(_("over de betrokkenen beslist door"))
    persons_decided_at = models.DateTimeField(
        _("over de betrokkenen beslist op"), null=True, blank=True, editable=False
    )

    closed_by = _somebody(_("afgesloten door"))
    closed_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True, editable=False)
    close_note = models.TextField(_("conclusie"), blank=True)

    class Meta:
        verbose_name = _("datalek")
        verbose_name_plural = _("datalekken")
        ordering = ["-aware_at"]
        constraints = BREACH_CHECKS

    def __str__(self) -> str:
        return _("Datalek %(number)s: %(title)s") % {"number": self.pk or "", "title": self.title}


class BreachSubjects(Register):
    """A category of persons whom it is about, and how many by approximation."""

    breach = ParentalKey(Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="subjects")
    category = models.ForeignKey(
        SubjectCategory, verbose_name=_("categorie betrokkenen"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(_("aantal personen"), null=True, blank=True)

    class Meta:
        verbose_name = _("betrokkenen van een datalek")
        verbose_name_plural = _("om wie het gaat")
        ordering = ["id"]
        constraints = [
            BeforeClosing(name="breach_subjects_open"),
            models.UniqueConstraint(
                fields=["breach", "category"],
                name="breach_subjects_once",
                violation_error_message=_("Deze categorie staat er al bij."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.category)


class BreachRecords(Register):
    """A category of data that it is about, and how many records by approximation."""

    breach = ParentalKey(Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="records")
    category = models.ForeignKey(
        DataCategory, verbose_name=_("gegevenscategorie"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(_("aantal gegevensrecords"), null=True, blank=True)

    class Meta:
        verbose_name = _("gegevens van een datalek")
        verbose_name_plural = _("om welke gegevens het gaat")
        ordering = ["id"]
        constraints = [
            BeforeClosing(name="breach_records_open"),
            models.UniqueConstraint(
                fields=["breach", "category"],
                name="breach_records_once",
                violation_error_message=_("Deze categorie staat er al bij."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.category)


class BreachDisclosure(Register):
    """A disclosure that was judged a breach, and of which this breach is the record; of one breach only."""

    breach = ParentalKey(
        Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="disclosures"
    )
    disclosure = models.OneToOneField(
        Disclosure, verbose_name=_("verstrekking"), on_delete=models.PROTECT, related_name="in_breach"
    )

    class Meta:
        verbose_name = _("verstrekking van een datalek")
        verbose_name_plural = _("verstrekkingen van een datalek")
        ordering = ["id"]
        constraints = [
            Kept(name="kept_sharing_breachdisclosure", sentence=KEPT_PART),
            BeforeClosing(name="breach_disclosure_open"),
        ]

    def __str__(self) -> str:
        return str(self.disclosure)


class BreachAnswer(Register):
    """The answer to a question of the form (`sharing.breaches.definitions`): a text, or codes of its choices."""

    free_text = ("answer",)
    words_of_whole = {"question": question_in_words, "answer": answer_in_words}

    breach = ParentalKey(Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("vraag"), max_length=40)
    answer = models.TextField(_("antwoord"), blank=True)

    class Meta:
        verbose_name = _("antwoord voor het formulier")
        verbose_name_plural = _("antwoorden voor het formulier")
        ordering = ["id"]
        constraints = [
            Kept(name="kept_sharing_breachanswer", sentence=KEPT_PART),
            BeforeClosing(name="breach_answer_open"),
            models.UniqueConstraint(fields=["breach", "question"], name="breach_answer_once"),
        ]

    def __str__(self) -> str:
        return question_in_words(self.question)


class BreachDocument(KeptDocument):
    """What shows what happened and what was done: a mail, a report of an investigation, a letter to persons."""

    folder = "datalekken"

    breach = ParentalKey(
        Breach, verbose_name=_("datalek"), on_delete=models.CASCADE, related_name="documents"
    )

    class Meta:
        verbose_name = _("document van een datalek")
        verbose_name_plural = _("documenten van een datalek")
        ordering = ["title"]
        constraints = [Kept(name="kept_sharing_breachdocument", sentence=KEPT_DOCUMENT)]
