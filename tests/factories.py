"""Factories with traits for every register.

Registers are only written inside `acting`. A factory does that itself, as the user of `tester()`; inside a
test's own
`with acting(by=user, reason="…"):` it leaves actor and reason as they are.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Page

from sharing import models
from sharing.agreements.choices import (
    AgreementKind,
    Article28Item,
    DataAtEnd,
    ItemStatus,
    SubProcessorAuthorisation,
)
from sharing.answers.choices import AnswerFormat, BlackOutGround
from sharing.answers.models import private_storage
from sharing.consents.choices import Assessment, ObjectionDecision, ObjectionKind, SecrecyKind
from sharing.core.actor import acting, system_user
from sharing.core.dossiers import fingerprint, seal
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.periods import start_of_day
from sharing.core.records import version_of
from sharing.core.sealing import SealedWriter
from sharing.disclosures.choices import Outcome, Review
from sharing.grounds.choices import SensitiveException
from sharing.parties.choices import Capacity
from sharing.reference.choices import Confidence, DataKind, LegalBasis, TermUnit
from sharing.transfers.choices import Mechanism, TiaConclusion

PASSWORD = "een-lang-wachtwoord-voor-tests"
EARLY = date(2020, 1, 1)
NOON = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)


def tester():
    """The user on whose name factories write."""
    found = get_user_model().objects.filter(username="testgegevens").first()
    if found is None:
        with as_operator():
            found = get_user_model().objects.create(username="testgegevens")
    return found


def sealed_file(folder: str = "inzage") -> str:
    """The name of a kept file of four bytes, sealed."""
    stream = io.BytesIO()
    writer = SealedWriter(stream)
    writer.write(b"%PDF")
    writer.close()
    return private_storage().save(f"{folder}/2026/voorbeeld", ContentFile(stream.getvalue()))


@contextmanager
def as_operator(reason: str = "Testgegevens") -> Iterator[None]:
    """Inside `acting` as the operator of the installation, who makes accounts and gives roles at once."""
    with acting(by=system_user(), reason=reason):
        yield


@contextmanager
def recorded() -> Iterator[None]:
    """Inside `acting`: the test's own when there is one, else that of `tester()`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('register.actor', true)")
        inside = bool(cursor.fetchone()[0])
    if inside:
        yield
    else:
        with acting(by=tester(), reason="Testgegevens"):
            yield


class UserFactory(DjangoModelFactory):
    """An active user; `role` names a group, as in `UserFactory(role="Auditor")`. Made by the operator."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"gebruiker{number}")
    first_name = factory.Sequence(lambda number: f"Voornaam{number}")
    last_name = "Achternaam"
    email = factory.LazyAttribute(lambda user: f"{user.username}@voorbeeld.example")
    password = factory.django.Password(PASSWORD)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_operator():
            return super()._create(model_class, *args, **kwargs)

    @factory.post_generation
    def role(self, create, name, **kwargs):
        if name:
            with as_operator():
                self.groups.add(Group.objects.get_or_create(name=name)[0])


class OperatorFactory(DjangoModelFactory):
    """Writes as the operator: what takes two people, or nobody does for himself."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_operator():
            return super()._create(model_class, *args, **kwargs)


class MembershipFactory(OperatorFactory):
    class Meta:
        model = get_user_model().groups.through

    user = factory.SubFactory(UserFactory)
    group = factory.LazyFunction(lambda: Group.objects.get(name="Redacteur"))


class DirectPermissionFactory(OperatorFactory):
    class Meta:
        model = get_user_model().user_permissions.through

    user = factory.SubFactory(UserFactory)
    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_redirect"))


class RoleFactory(OperatorFactory):
    class Meta:
        model = models.Role

    name = factory.Sequence(lambda number: f"Rol {number}")


class RoleRightFactory(OperatorFactory):
    class Meta:
        model = models.RoleRight

    group = factory.SubFactory(RoleFactory)
    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_redirect"))


class RolePageRightFactory(RoleRightFactory):
    class Meta:
        model = models.RolePageRight

    permission = factory.LazyFunction(lambda: Permission.objects.get(codename="add_page"))
    page = factory.LazyFunction(lambda: Page.objects.first())


class RoleCollectionRightFactory(RoleRightFactory):
    class Meta:
        model = models.RoleCollectionRight

    permission = factory.LazyFunction(
        lambda: Permission.objects.get(codename="choose_image", content_type__app_label="wagtailimages")
    )
    collection = factory.LazyFunction(lambda: Collection.get_first_root_node())


class AccessProposalFactory(OperatorFactory):
    class Meta:
        model = models.AccessProposal

    kind = "roles"
    subject_id = factory.LazyFunction(lambda: UserFactory().pk)
    subject_name = "collega"
    before = factory.LazyFunction(lambda: {"roles": []})
    after = factory.LazyFunction(lambda: {"roles": ["Auditor"]})
    explanation = "Nieuwe collega"
    proposed_by = factory.LazyFunction(system_user)


class RoleReviewFactory(OperatorFactory):
    """One that waits; `agreed` is signed by two, a year before it is due again."""

    class Meta:
        model = models.RoleReview

    class Params:
        agreed = factory.Trait(
            outcome="agreed",
            closed_by=factory.LazyFunction(lambda: UserFactory(role="Auditor")),
            closed_at=factory.SelfAttribute("signed_at"),
        )

    roles = factory.LazyFunction(
        lambda: [
            {"account": "collega", "name": "", "active": True, "roles": ["Redacteur"], "beyond_roles": False}
        ]
    )
    findings = "Iedereen werkt hier nog."
    signed_by = factory.LazyFunction(lambda: UserFactory(role="Beheerder"))
    signed_at = NOON


class RegisterFactory(DjangoModelFactory):
    """Writes inside `recorded`."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with recorded():
            return super()._create(model_class, *args, **kwargs)


class CountryFactory(RegisterFactory):
    class Meta:
        model = models.Country
        django_get_or_create = ("code",)

    code = "NL"
    name = factory.LazyAttribute(
        lambda country: {"NL": "Nederland", "US": "Verenigde Staten"}.get(country.code, country.code)
    )


class EeaMembershipFactory(RegisterFactory):
    class Meta:
        model = models.EeaMembership
        django_get_or_create = ("country",)

    country = factory.SubFactory(CountryFactory)


class AdequacyDecisionFactory(RegisterFactory):
    class Meta:
        model = models.AdequacyDecision

    class Params:
        ended_by_court = factory.Trait(annulled=True, ends=date(2024, 6, 30))

    country = factory.SubFactory(CountryFactory, code="JP")
    reference = factory.Sequence(lambda number: f"(EU) 2020/{9000 + number}")
    adopted = EARLY
    confidence = Confidence.CONFIRMED


class PurposeFactory(RegisterFactory):
    class Meta:
        model = models.Purpose

    code = factory.Sequence(lambda number: f"doel-{number}")
    description = factory.LazyAttribute(lambda purpose: f"Doeleinde {purpose.code}")


class DataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.DataCategory

    class Params:
        special = factory.Trait(kind=DataKind.SPECIAL)
        criminal = factory.Trait(kind=DataKind.CRIMINAL)
        national_id = factory.Trait(kind=DataKind.NATIONAL_ID)

    code = factory.Sequence(lambda number: f"gegeven-{number}")
    name = factory.LazyAttribute(lambda category: f"Gegevens {category.code}")


class LegalProvisionFactory(RegisterFactory):
    """A provision of Dutch law that always held."""

    class Meta:
        model = models.LegalProvision

    class Params:
        foreign = factory.Trait(jurisdiction="other")
        to_check = factory.Trait(confidence=Confidence.TO_CHECK)

    code = factory.Sequence(lambda number: f"bepaling-{number}")
    citation = factory.Sequence(lambda number: f"artikel {number + 1} Wet voorbeeld")


class SubjectCategoryFactory(RegisterFactory):
    class Meta:
        model = models.SubjectCategory

    code = factory.Sequence(lambda number: f"groep-{number}")
    name = factory.LazyAttribute(lambda category: f"Groep {category.code}")


class RetentionTermFactory(RegisterFactory):
    """Two years after the end of the contract; `open_ended` has no term but a criterion."""

    class Meta:
        model = models.RetentionTerm

    class Params:
        open_ended = factory.Trait(
            length=None, unit="", counted_from="", criterion="tot u uw toestemming intrekt"
        )

    code = factory.Sequence(lambda number: f"termijn-{number}")
    description = factory.LazyAttribute(lambda term: f"Dossier {term.code}")
    length = 2
    unit = TermUnit.YEARS
    counted_from = "het einde van de overeenkomst"
    first_day = EARLY


class ComplaintProcedureFactory(RegisterFactory):
    """A complaint is answered within six weeks, and at most four later."""

    class Meta:
        model = models.ComplaintProcedure

    response_weeks = 6
    extension_weeks = 4
    description = "Een collega die er niet bij betrokken was, bekijkt uw klacht."
    first_day = EARLY


class RetentionTermPurposeFactory(RegisterFactory):
    class Meta:
        model = models.RetentionTermPurpose

    term = factory.SubFactory(RetentionTermFactory)
    purpose = factory.SubFactory(PurposeFactory)


class RetentionTermDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.RetentionTermDataCategory

    term = factory.SubFactory(RetentionTermFactory)
    data_category = factory.SubFactory(DataCategoryFactory)


class PartyFactory(RegisterFactory):
    """A Dutch organisation; traits give a capacity since 2020, `abroad` puts it in the United States."""

    class Meta:
        model = models.Party

    class Params:
        client = factory.Trait(holds=Capacity.CLIENT)
        partner = factory.Trait(holds=Capacity.PARTNER)
        processor = factory.Trait(holds=Capacity.PROCESSOR)
        authority = factory.Trait(holds=Capacity.AUTHORITY)
        other = factory.Trait(holds=Capacity.OTHER)
        abroad = factory.Trait(country=factory.SubFactory(CountryFactory, code="US"), kvk_number="")

    code = factory.Sequence(lambda number: f"partij-{number}")
    name = factory.LazyAttribute(lambda party: f"Organisatie {party.code}")
    kvk_number = factory.Sequence(lambda number: f"{91000000 + number}")
    country = factory.SubFactory(CountryFactory)
    holds = None

    @classmethod
    def _create(cls, model_class, *args, holds, **kwargs):
        party = super()._create(model_class, *args, **kwargs)
        if holds:
            PartyCapacityFactory(party=party, capacity=holds)
        return party


class PartyCapacityFactory(RegisterFactory):
    class Meta:
        model = models.PartyCapacity

    class Params:
        ended = factory.Trait(last_day=date(2024, 12, 31))

    party = factory.SubFactory(PartyFactory)
    capacity = Capacity.CLIENT
    first_day = EARLY


class PartyMergerFactory(RegisterFactory):
    """A proposal by who writes that two records are one organisation, of the state in which they are."""

    class Meta:
        model = models.PartyMerger

    kind = "merge"
    merged = factory.SubFactory(PartyFactory)
    kept = factory.SubFactory(PartyFactory)
    explanation = "Dubbel ingevoerd"
    seen_merged = factory.LazyAttribute(lambda merger: version_of(models.Party, merger.merged.pk))
    seen_kept = factory.LazyAttribute(lambda merger: version_of(models.Party, merger.kept.pk))
    proposed_by = factory.LazyFunction(tester)
    proposed_at = NOON


class TransferFactory(RegisterFactory):
    """Standard contractual clauses with a positive assessment; `scoped`: inside the scope of its `decision`."""

    class Meta:
        model = models.Transfer

    class Params:
        scoped = factory.Trait(mechanism=Mechanism.ADEQUACY, inside_scope=True, assessed_on=None)
        derogation = factory.Trait(mechanism=Mechanism.ART_49_E, assessed_on=None)
        without_tia = factory.Trait(assessed_on=None)

    party = factory.SubFactory(PartyFactory, abroad=True)
    country = factory.SelfAttribute("party.country")
    mechanism = Mechanism.SCC_MODULE_2
    first_day = EARLY
    assessed_on = EARLY

    @classmethod
    def _create(cls, model_class, *args, assessed_on, **kwargs):
        transfer = super()._create(model_class, *args, **kwargs)
        if assessed_on:
            ImpactAssessmentFactory(party=transfer.party, country=transfer.country, assessed_on=assessed_on)
        return transfer


class ImpactAssessmentFactory(RegisterFactory):
    """A positive assessment of a party in its own country."""

    class Meta:
        model = models.ImpactAssessment
        django_get_or_create = ("party", "country", "assessed_on")

    party = factory.SubFactory(PartyFactory, abroad=True)
    country = factory.SelfAttribute("party.country")
    assessed_on = EARLY
    conclusion = TiaConclusion.POSITIVE


class SensitiveGroundFactory(RegisterFactory):
    """A ground for all special data; `criminal` and `national_id` for the other kinds, with a provision."""

    class Meta:
        model = models.SensitiveGround

    class Params:
        criminal = factory.Trait(
            kind=DataKind.CRIMINAL,
            exception=SensitiveException.ART_10,
            provision=factory.SubFactory(LegalProvisionFactory),
        )
        national_id = factory.Trait(
            kind=DataKind.NATIONAL_ID,
            exception=SensitiveException.ART_46_UAVG,
            provision=factory.SubFactory(LegalProvisionFactory),
        )

    reference = factory.Sequence(lambda number: f"grond-{number}")
    kind = DataKind.SPECIAL
    exception = SensitiveException.ART_9_2_B
    first_day = EARLY


class GroundsIntroductionFactory(RegisterFactory):
    class Meta:
        model = models.GroundsIntroduction
        django_get_or_create = ("id",)

    id = 1
    warn_until = date(2026, 12, 31)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """It comes with an upgrade, by the operator."""
        with acting(by=system_user(), reason="Bijgewerkt"):
            return super()._create(model_class, *args, **kwargs)


class ProcessingActivityFactory(RegisterFactory):
    """What we do for ourselves; `as_processor` for a client."""

    class Meta:
        model = models.ProcessingActivity

    class Params:
        as_processor = factory.Trait(role="processor", client=factory.SubFactory(PartyFactory, client=True))

    code = factory.Sequence(lambda number: f"verwerking-{number}")
    name = factory.LazyAttribute(lambda activity: f"Verwerking {activity.code}")
    first_day = EARLY


class SecurityMeasureFactory(RegisterFactory):
    """A technical measure that protects all."""

    class Meta:
        model = models.SecurityMeasure

    code = factory.Sequence(lambda number: f"maatregel-{number}")
    name = factory.LazyAttribute(lambda measure: f"Maatregel {measure.code}")
    kind = "technical"
    description = "Versleuteling van wat wordt bewaard."
    protects_all = True
    first_day = EARLY
    next_check = date(2030, 1, 1)


class MeasureCheckFactory(RegisterFactory):
    class Meta:
        model = models.MeasureCheck

    measure = factory.SubFactory(SecurityMeasureFactory)
    checked_on = NOON.date()
    checked_by = factory.LazyFunction(tester)
    outcome = "in_order"
    next_check = date(2027, 3, 31)


class ConfidentialityFactory(RegisterFactory):
    """Of a group of staff; `processor` for that of a party."""

    class Meta:
        model = models.Confidentiality

    class Params:
        processor = factory.Trait(
            declarer="processor",
            party=factory.SubFactory(PartyFactory, processor=True),
            group="",
            people=None,
            signed=None,
        )

    declarer = "staff"
    group = factory.Sequence(lambda number: f"Afdeling {number}")
    people = 12
    signed = 11
    first_day = EARLY
    next_check = date(2030, 1, 1)


class ConfidentialityCheckFactory(RegisterFactory):
    class Meta:
        model = models.ConfidentialityCheck

    declaration = factory.SubFactory(ConfidentialityFactory)
    checked_on = NOON.date()
    checked_by = factory.LazyFunction(tester)
    outcome = "in_order"
    next_check = date(2027, 3, 31)


class MeasureActivityFactory(RegisterFactory):
    class Meta:
        model = models.MeasureActivity

    measure = factory.SubFactory(SecurityMeasureFactory, protects_all=False)
    activity = factory.SubFactory(ProcessingActivityFactory)


class MeasureDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.MeasureDataCategory

    measure = factory.SubFactory(SecurityMeasureFactory, protects_all=False)
    data_category = factory.SubFactory(DataCategoryFactory)


class ActivityPurposeFactory(RegisterFactory):
    class Meta:
        model = models.ActivityPurpose

    activity = factory.SubFactory(ProcessingActivityFactory)
    purpose = factory.SubFactory(PurposeFactory)


class ActivitySubjectCategoryFactory(RegisterFactory):
    class Meta:
        model = models.ActivitySubjectCategory

    activity = factory.SubFactory(ProcessingActivityFactory)
    subject_category = factory.SubFactory(SubjectCategoryFactory)


class ActivityDataCategoryFactory(RegisterFactory):
    class Meta:
        model = models.ActivityDataCategory

    activity = factory.SubFactory(ProcessingActivityFactory)
    data_category = factory.SubFactory(DataCategoryFactory)


class ActivityRecipientFactory(RegisterFactory):
    class Meta:
        model = models.ActivityRecipient

    activity = factory.SubFactory(ProcessingActivityFactory)
    recipient = factory.SubFactory(PartyFactory)


class ActivityRetentionTermFactory(RegisterFactory):
    class Meta:
        model = models.ActivityRetentionTerm

    activity = factory.SubFactory(ProcessingActivityFactory)
    retention_term = factory.SubFactory(RetentionTermFactory)


class AgreementFactory(RegisterFactory):
    """A service agreement since 2020; `covers`, `data` and `subjects` are what falls under it."""

    class Meta:
        model = models.Agreement

    class Params:
        processing = factory.Trait(
            kind=AgreementKind.PROCESSING,
            party=factory.SubFactory(PartyFactory, processor=True),
            sub_processor_authorisation=SubProcessorAuthorisation.GENERAL,
            objection_days=30,
            breach_notice_hours=24,
            data_at_end=DataAtEnd.RETURN_AND_ERASE,
            article_28=True,
        )
        as_processor = factory.Trait(kind=AgreementKind.PROCESSING_AS_PROCESSOR)
        cooperation = factory.Trait(
            kind=AgreementKind.COOPERATION, party=factory.SubFactory(PartyFactory, partner=True)
        )
        ended = factory.Trait(last_day=date(2024, 12, 31))
        terminated = factory.Trait(terminated_per=date(2024, 12, 31))
        unsigned = factory.Trait(signed_on=None)

    reference = factory.Sequence(lambda number: f"OV-{number:04}")
    party = factory.SubFactory(PartyFactory, client=True)
    kind = AgreementKind.SERVICE
    signed_on = date(2019, 12, 1)
    first_day = EARLY
    notice_days = 30

    covers = ()
    data = ()
    subjects = ()
    article_28 = False

    @classmethod
    def _create(cls, model_class, *args, covers, data, subjects, article_28, **kwargs):
        agreement = super()._create(model_class, *args, **kwargs)
        with recorded():
            agreement.purposes.set(covers)
            agreement.data_categories.set(data)
            agreement.subject_categories.set(subjects)
        for item in Article28Item.values if article_28 else ():
            Article28ClauseFactory(agreement=agreement, item=item)
        return agreement


class Article28ClauseFactory(RegisterFactory):
    class Meta:
        model = models.Article28Clause

    agreement = factory.SubFactory(AgreementFactory, processing=True, article_28=False)
    item = Article28Item.A
    status = ItemStatus.MET
    clause = "artikel 3"


class SubProcessorFactory(RegisterFactory):
    class Meta:
        model = models.SubProcessor

    agreement = factory.SubFactory(AgreementFactory, processing=True)
    party = factory.SubFactory(PartyFactory)
    service = "Hosting"
    country = factory.SelfAttribute("party.country")
    approved_on = EARLY


class CommitmentSetFactory(RegisterFactory):
    """The strictest promises; `purposes` are codes. Version n holds from 1 January 2019 plus n years."""

    class Meta:
        model = models.CommitmentSet

    version = factory.Sequence(lambda number: number + 1)
    effective_from = factory.LazyAttribute(lambda row: date(2019 + row.version, 1, 1))
    in_force_from = factory.LazyAttribute(lambda row: start_of_day(row.effective_from))
    transfer_policy = "legal_obligation_only"
    special_categories = "explicit_consent_only"
    capacities = factory.LazyFunction(lambda: list(Capacity.values))
    purposes = factory.LazyFunction(list)
    response_weeks = 4
    extension_months = 2
    identity_check = True
    consent_for_all_else = True


class CommitmentWithdrawalFactory(RegisterFactory):
    """Of promises that are far from holding."""

    class Meta:
        model = models.CommitmentWithdrawal

    commitments = factory.SubFactory(CommitmentSetFactory, effective_from=date(2999, 1, 1))


class CalendarFeedFactory(RegisterFactory):
    """The calendar of somebody, at the address with this `secret`."""

    class Meta:
        model = models.CalendarFeed

    class Params:
        secret = "een-geheim-adres"

    person = factory.SubFactory(UserFactory)
    secret_hash = factory.LazyAttribute(lambda feed: sha256(feed.secret.encode()).hexdigest())
    made_at = NOON


class SourceFactory(OperatorFactory):
    class Meta:
        model = models.Source

    name = factory.Sequence(lambda number: f"Bronsysteem {number}")
    user = factory.SubFactory(UserFactory)
    scopes = factory.LazyFunction(lambda: ["check", "record", "read"])


class ConsentFactory(RegisterFactory):
    """Consent of the person with dossier `number` for `data`, a list of data categories."""

    class Meta:
        model = models.Consent

    class Params:
        number = "d-0001"
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])
        withdrawn = factory.Trait(withdrawn_at=NOON - timedelta(days=1))

    dossier = factory.LazyAttribute(lambda consent: seal(consent.number))
    recipient = factory.SubFactory(PartyFactory)
    data_categories = factory.LazyAttribute(lambda consent: [category.pk for category in consent.data])
    given_at = NOON - timedelta(days=90)
    evidence = "Formulier"


class ObjectionFactory(RegisterFactory):
    class Meta:
        model = models.Objection

    class Params:
        number = "d-0001"
        restriction = factory.Trait(kind=ObjectionKind.RESTRICTION, recipient=None)

    dossier = factory.LazyAttribute(lambda objection: seal(objection.number))
    kind = ObjectionKind.OBJECTION
    recipient = factory.SubFactory(PartyFactory)
    decision = ObjectionDecision.UPHELD
    in_force_from = NOON - timedelta(days=90)


class AuthorityRequestFactory(RegisterFactory):
    """A request; `dossiers` are numbers it asks about, there before it is assessed. Its provision is in the list."""

    class Meta:
        model = models.AuthorityRequest

    class Params:
        assessed = factory.Trait(
            assessment=Assessment.GRANTED,
            assessed_by=factory.SubFactory(UserFactory),
            assessed_at=NOON - timedelta(days=2),
        )
        confirmed = factory.Trait(
            assessed=True,
            confirmed_by=factory.SubFactory(UserFactory),
            confirmed_at=NOON - timedelta(days=1),
            data_categories=factory.LazyFunction(lambda: [DataCategoryFactory().pk]),
        )

    reference = factory.Sequence(lambda number: f"VZ-{number:04}")
    authority = factory.SubFactory(PartyFactory, authority=True)
    legal_provision = "artikel 126nd Wetboek van Strafvordering"
    asked = "Adresgegevens"
    received_on = date(2026, 3, 1)
    dossiers = ()

    @classmethod
    def _create(cls, model_class, *args, dossiers, **kwargs):
        cited = kwargs["legal_provision"]
        if not models.LegalProvision.objects.filter(citation=cited).exists():
            LegalProvisionFactory(citation=cited)
        steps = ("assessment", "assessed_by", "assessed_at", "confirmed_by", "confirmed_at")
        later = {name: kwargs.pop(name) for name in steps if dossiers and name in kwargs}
        request = super()._create(model_class, *args, **kwargs)
        for number in dossiers:
            RequestedDossierFactory(request=request, number=number)
        for step in ("assessed", "confirmed"):  # each by who does it
            if f"{step}_by" in later:
                with acting(by=later[f"{step}_by"], reason="Testgegevens"):
                    request.assessment = later["assessment"]
                    setattr(request, f"{step}_by", later[f"{step}_by"])
                    setattr(request, f"{step}_at", later[f"{step}_at"])
                    request.save()
        return request


class RequestedDossierFactory(RegisterFactory):
    class Meta:
        model = models.RequestedDossier

    class Params:
        number = "d-0001"

    request = factory.SubFactory(AuthorityRequestFactory)
    dossier = factory.LazyAttribute(lambda row: seal(row.number))


class AuthorityRequestDocumentFactory(RegisterFactory):
    class Meta:
        model = models.AuthorityRequestDocument

    request = factory.SubFactory(AuthorityRequestFactory)
    title = "Bevel"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="bevel.pdf")
    sha256 = "0" * 64


class SecrecyDecisionFactory(RegisterFactory):
    """Secrecy of an assessed request that is prolonged, by who writes."""

    class Meta:
        model = models.SecrecyDecision

    request = factory.SubFactory(AuthorityRequestFactory, assessed=True)
    kind = SecrecyKind.KEEP
    last_day = date(2027, 3, 1)
    explanation = "Het onderzoek loopt nog"
    decided_by = factory.LazyFunction(tester)
    decided_at = NOON


class BreachFactory(RegisterFactory):
    """A breach that became known at noon, registered by who writes; nothing decided."""

    class Meta:
        model = models.Breach

    title = "Bijlage verkeerd verstuurd"
    aware_at = NOON
    nature = ["confidentiality"]
    cause = "misdirected"
    facts = "Een bijlage ging naar de verkeerde gemeente."
    registered_by = factory.LazyFunction(tester)


class BreachSubjectsFactory(RegisterFactory):
    class Meta:
        model = models.BreachSubjects

    breach = factory.SubFactory(BreachFactory)
    category = factory.SubFactory(SubjectCategoryFactory)


class BreachRecordsFactory(RegisterFactory):
    class Meta:
        model = models.BreachRecords

    breach = factory.SubFactory(BreachFactory)
    category = factory.SubFactory(DataCategoryFactory)


class BreachDisclosureFactory(RegisterFactory):
    class Meta:
        model = models.BreachDisclosure

    breach = factory.SubFactory(BreachFactory)
    disclosure = factory.SubFactory("tests.factories.DisclosureFactory")


class BreachAnswerFactory(RegisterFactory):
    class Meta:
        model = models.BreachAnswer

    breach = factory.SubFactory(BreachFactory)
    question = "vulnerable"
    answer = "no"


class BreachDocumentFactory(RegisterFactory):
    class Meta:
        model = models.BreachDocument

    breach = factory.SubFactory(BreachFactory)
    title = "Mail"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="mail.pdf")
    sha256 = "0" * 64


class BreachNotificationFactory(RegisterFactory):
    class Meta:
        model = models.BreachNotification

    breach = factory.SubFactory(BreachFactory)
    phase = "initial"
    sent_at = NOON
    reference = "AP-1"
    is_complete = True
    fields = factory.LazyFunction(dict)
    file = factory.django.FileField(data=b"%PDF-1.7", filename="melding.pdf")
    sha256 = "0" * 64
    made_by = factory.LazyFunction(tester)


class RightsRequestFactory(RegisterFactory):
    """A request for access by e-mail, by who writes; `number` is a dossier (empty: not known)."""

    class Meta:
        model = models.RightsRequest

    class Params:
        number = "d-0001"
        known = factory.Trait(
            identity_how="shown", identity_on=date(2026, 3, 2), identity_by=factory.LazyFunction(tester)
        )

    kind = "access"
    received_at = NOON
    received_way = "email"
    dossier = factory.LazyAttribute(lambda request: seal(request.number) if request.number else None)
    asked = "Wat weet u van mij?"
    registered_by = factory.LazyFunction(tester)


def granted_request(kind: str = "erasure", **values):
    """A request that was granted an hour after it came in, by who writes."""
    names = ("decided_at", "data_categories")
    later = {name: values.pop(name) for name in names if name in values}
    request = RightsRequestFactory(kind=kind, known=True, **values)
    moment = later.pop("decided_at", request.received_at + timedelta(hours=1))
    with recorded():
        models.RightsRequest.objects.filter(pk=request.pk).update(
            decision="granted", decided_by=tester(), decided_at=moment, **later
        )
    request.refresh_from_db()
    return request


class ComplaintSubjectFactory(RegisterFactory):
    """A complaint about a request of the same person."""

    class Meta:
        model = models.ComplaintSubject

    request = factory.SubFactory(RightsRequestFactory, kind="complaint")
    about_request = factory.SubFactory(RightsRequestFactory)


class PortableFileFactory(RegisterFactory):
    """A file to take along that was made and not delivered, sealed as the product does."""

    class Meta:
        model = models.PortableFile

    request = factory.LazyFunction(lambda: granted_request(kind="portability"))
    chosen = factory.LazyFunction(
        lambda: [
            {"activity": "a", "activity_name": "A", "category": 1, "category_name": "B", "given": True,
             "digital": True, "ground": True}
        ]
    )  # fmt: skip
    note = "Voldoet aan de drie voorwaarden"
    records = 1
    file = factory.LazyFunction(lambda: sealed_file("overdracht"))
    sha256 = sha256(b"%PDF").hexdigest()
    size = 4
    made_by = factory.LazyFunction(tester)


class RecipientNoticeFactory(RegisterFactory):
    """A recipient of what was granted that was told the day after, by e-mail."""

    class Meta:
        model = models.RecipientNotice

    request = factory.LazyFunction(granted_request)
    recipient = factory.SubFactory(PartyFactory, client=True)
    told_on = date(2026, 4, 1)
    told_way = "email"
    address = "meldingen@voorbeeld.example"


class RetentionRuleFactory(RegisterFactory):
    """Disclosures are kept for the two years of their term from the day of each."""

    class Meta:
        model = models.RetentionRule

    term = factory.SubFactory(RetentionTermFactory)
    record_kind = "disclosure"
    counted_from = "own"
    first_day = EARLY


class RetentionHoldFactory(RegisterFactory):
    """A claim about the dossier with this `number`, by who writes."""

    class Meta:
        model = models.RetentionHold

    class Params:
        number = "d-0001"

    dossier = factory.LazyAttribute(lambda hold: seal(hold.number))
    ground = "claim"
    explanation = "Er loopt een rechtszaak"
    placed_by = factory.LazyFunction(tester)
    placed_at = NOON


class DestructionFactory(RegisterFactory):
    """A proposal by who writes to destroy what does not belong here; its list is empty."""

    class Meta:
        model = models.Destruction

    basis = "archive"
    explanation = "Hoorde hier nooit"
    counts = factory.LazyFunction(lambda: {"disclosure": 1})
    total = 1
    manifest = "0" * 64
    proposed_by = factory.LazyFunction(tester)
    proposed_at = NOON


class RightsPauseFactory(RegisterFactory):
    class Meta:
        model = models.RightsPause

    request = factory.SubFactory(RightsRequestFactory)
    ground = "identity"
    since = date(2026, 4, 1)
    note = "Gevraagd langs te komen"


class RightsEffectFactory(RegisterFactory):
    """What a request for restriction asks, as it stands in the register."""

    class Meta:
        model = models.RightsEffect

    request = factory.SubFactory(RightsRequestFactory, kind="restriction", known=True)
    objection = factory.SubFactory(ObjectionFactory, restriction=True, decision="pending")


class LetterTemplateFactory(RegisterFactory):
    class Meta:
        model = models.LetterTemplate
        django_get_or_create = ("kind", "language")

    kind = "receipt"
    language = "nl"
    title = "Uw verzoek"
    body = "Op {{ontvangen_op}} ontvingen wij uw verzoek."
    dated = date(2026, 1, 5)


class RightsLetterFactory(RegisterFactory):
    """A letter that was made and not sent, sealed as the product does."""

    class Meta:
        model = models.RightsLetter

    request = factory.SubFactory(RightsRequestFactory)
    kind = "receipt"
    language = "nl"
    template = factory.SubFactory(LetterTemplateFactory)
    template_version = 1
    file = factory.LazyFunction(lambda: sealed_file("brieven"))
    sha256 = sha256(b"%PDF").hexdigest()
    size = 4
    made_by = factory.LazyFunction(tester)


class BreachLetterFactory(RightsLetterFactory):
    """A letter about a breach that was made and not sent."""

    class Meta:
        model = models.BreachLetter
        exclude = ("request",)

    request = None
    breach = factory.SubFactory(BreachFactory)
    kind = "breach"
    template = factory.SubFactory(
        LetterTemplateFactory,
        kind="breach",
        body="{{wat_er_gebeurde}} {{gegevens}} {{gevolgen}} {{maatregelen}} {{fg}}",
    )


class RightsDocumentFactory(RegisterFactory):
    class Meta:
        model = models.RightsDocument

    request = factory.SubFactory(RightsRequestFactory)
    title = "Brief"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="brief.pdf")
    sha256 = "0" * 64


class ConsentDocumentFactory(RegisterFactory):
    class Meta:
        model = models.ConsentDocument

    consent = factory.SubFactory(ConsentFactory)
    title = "Formulier"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="formulier.pdf")
    sha256 = "0" * 64


class ObjectionDocumentFactory(RegisterFactory):
    class Meta:
        model = models.ObjectionDocument

    objection = factory.SubFactory(ObjectionFactory)
    title = "Brief"
    file = factory.django.FileField(data=b"%PDF-1.7", filename="brief.pdf")
    sha256 = "0" * 64


class DisclosureFactory(RegisterFactory):
    """A row of the log as stored, not judged; `number` is the dossier, `data` a list of data categories."""

    class Meta:
        model = models.Disclosure

    class Params:
        number = "d-0001"
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])
        deviation = factory.Trait(
            outcome=Outcome.DEVIATION,
            deviation_reason="Spoed",
            review=Review.PENDING,
            findings=factory.LazyFunction(
                lambda: [
                    {
                        "code": "no-agreement",
                        "severity": "block",
                        "message": "Er is geen overeenkomst.",
                        "source": "verklaring 6",
                    }
                ]
            ),
        )

    disclosed_at = NOON
    recorded_by = factory.LazyFunction(tester)
    recipient = factory.SubFactory(PartyFactory, client=True)
    capacity = Capacity.CLIENT
    purpose = factory.SubFactory(PurposeFactory)
    legal_basis = LegalBasis.CONTRACT
    data_categories = factory.LazyAttribute(lambda row: [category.pk for category in row.data])
    dossier = factory.LazyAttribute(lambda row: seal(row.number))
    subject_category = factory.SubFactory(SubjectCategoryFactory)
    destination_country = factory.SelfAttribute("recipient.country")
    source = factory.SubFactory(SourceFactory)
    external_id = factory.Sequence(lambda number: f"bron-{number}")
    fingerprint = factory.LazyAttribute(lambda row: fingerprint(row.external_id))
    outcome = Outcome.PERMITTED


class BackgroundWorkFactory(RegisterFactory):
    """Somebody asked for an export; `made` has a file (whose bytes are not there)."""

    class Meta:
        model = models.BackgroundWork

    class Params:
        made = factory.Trait(
            state="done",
            attempt=1,
            rows=3,
            size=120,
            sha256="0" * 64,
            file="exports/voorbeeld",
            finished_at=factory.LazyFunction(timezone.now),
            expires_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1)),
        )

    task = "sharing.log.tasks.export_log"
    title = "Verstrekkingen (CSV)"
    filename = "verstrekkingen.csv"
    asked_by = factory.SubFactory(UserFactory)


class EntryTemplateFactory(RegisterFactory):
    """A template for a client; `data` is a list of data categories."""

    class Meta:
        model = models.EntryTemplate

    class Params:
        data = factory.LazyFunction(lambda: [DataCategoryFactory()])

    name = factory.Sequence(lambda number: f"Maandrapport {number}")
    recipient = factory.SubFactory(PartyFactory, client=True)
    capacity = Capacity.CLIENT
    subject_category = factory.SubFactory(SubjectCategoryFactory)
    data_categories = factory.LazyAttribute(lambda row: [category.pk for category in row.data])
    purpose = factory.SubFactory(PurposeFactory)
    legal_basis = LegalBasis.PUBLIC_TASK


class LookFactory(RegisterFactory):
    """Somebody looked at the dossier with this `number`; the database says who and when."""

    class Meta:
        model = models.Look

    class Params:
        number = "d-0001"

    looked_by = factory.LazyFunction(tester)
    dossier = factory.LazyAttribute(lambda look: seal(look.number))
    act = LookAct.OPENED
    reason = LookReason.ACCESS


class AccessAnswerFactory(RegisterFactory):
    """An answer as stored, not made: its file is four bytes, sealed."""

    class Meta:
        model = models.AccessAnswer

    class Params:
        number = "d-0001"

    made_by = factory.LazyFunction(tester)
    dossier = factory.LazyAttribute(lambda answer: seal(answer.number))
    reason = LookReason.ACCESS
    format = AnswerFormat.PDF
    file = factory.LazyFunction(sealed_file)
    sha256 = "0" * 64
    size = 4
    disclosures = 0
    blacked_out = 0


class BlackOutFactory(RegisterFactory):
    class Meta:
        model = models.BlackOut

    disclosure = factory.SubFactory(DisclosureFactory, description="Gesprek met Piet")
    passage = "Piet"
    ground = BlackOutGround.OTHERS
