"""What the record of art. 30, the regulator's dossier and the moments to act tell of measures and reviews of roles."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.queries import record_on
from sharing.article_30.rules import fields_of
from sharing.article_30.saving import write_record
from sharing.core.periods import amsterdam_day
from sharing.duties.choices import MomentKind
from sharing.duties.due import moments_of_roles
from sharing.duties.queries import moments
from sharing.inspection.measures import MEASURE_NEEDS, REVIEW_NEEDS, measure_parts
from sharing.inspection.parts import Asked
from sharing.measures.queries import declarations_on, measures_on
from sharing.reminders.queries import audience, may_have_calendar, moments_of
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def security(activity, on=DAY, moment=None):
    record = record_on(ProcessingRole.CONTROLLER, on=on, moment=moment, at=timezone.now())
    (found,) = [one for one in record.activities if one.code == activity.code]
    (field,) = [one for one in fields_of(found, record.role) if one.letter == "g"]
    return field


class TestTheRecord:
    def test_measures_that_protect_the_activity_on_the_day(self):
        activity = make.ProcessingActivityFactory(security="Slot op de deur")
        category = make.ActivityDataCategoryFactory(activity=activity).data_category
        make.SecurityMeasureFactory(name="Alles", description="Geldt overal")
        make.SecurityMeasureFactory(name="Voorbij", last_day=date(2026, 5, 31))
        make.SecurityMeasureFactory(name="Straks", first_day=date(2026, 6, 2))
        make.MeasureDataCategoryFactory(measure__name="Voor deze gegevens", data_category=category)
        make.MeasureActivityFactory(measure__name="Voor een ander")
        lines = security(activity).lines
        assert lines[:2] == ("Slot op de deur", "Alles: Geldt overal")
        told = "\n".join(lines)
        assert "Voor deze gegevens" in told
        assert not any(name in told for name in ("Voorbij", "Straks", "Voor een ander"))
        assert "Voorbij" in "\n".join(security(activity, on=date(2026, 5, 31)).lines)

    def test_who_declared_confidentiality_and_when_roles_were_reviewed(self):
        activity = make.ProcessingActivityFactory(security="Slot")
        party = make.PartyFactory(name="Hostingbedrijf")
        make.ActivityRecipientFactory(activity=activity, recipient=party)
        make.ConfidentialityFactory(group="Begeleiding", people=12, signed=11)
        make.ConfidentialityFactory(processor=True, party=party)
        make.ConfidentialityFactory(processor=True, party__name="Een ander")
        make.RoleReviewFactory(agreed=True, signed_at=datetime(2026, 3, 31, 10, tzinfo=UTC))
        told = "\n".join(security(activity).lines)
        assert "Begeleiding: 11 van 12 medewerkers" in told
        assert "verklaard door Hostingbedrijf" in told and "Een ander" not in told
        assert "op 31 maart 2026 door twee personen beoordeeld; opnieuw uiterlijk 31 maart 2027" in told
        assert "beoordeeld" not in "\n".join(security(activity, on=date(2026, 3, 30)).lines)

    def test_a_declaration_alone_is_no_description(self):
        activity = make.ProcessingActivityFactory(security="")
        make.ConfidentialityFactory()
        assert security(activity).gaps == ("algemene beschrijving van de beveiliging.",)
        make.SecurityMeasureFactory()
        assert security(activity).gaps == ()

    def test_as_it_was_known_then(self):
        make.MeasureActivityFactory(measure__name="Nu bekend")
        make.ConfidentialityFactory()
        now = timezone.now()
        for moment, known in ((now - timedelta(days=1), False), (now, True)):
            assert bool(measures_on(DAY, moment)) is known
            assert bool(declarations_on(DAY, moment)) is known
        ((_row, protects),) = measures_on(DAY, now)
        assert protects.activities

    def test_in_every_form(self):
        make.ProcessingActivityFactory()
        make.SecurityMeasureFactory(name="Versleuteling")
        record = record_on(ProcessingRole.CONTROLLER, on=DAY, moment=None, at=timezone.now())
        out = io.BytesIO()
        write_record(out, record, RecordFormat.JSONLD)
        assert "Versleuteling" in out.getvalue().decode()

    def test_no_more_questions_for_more_measures(self, django_assert_max_num_queries):
        make.ProcessingActivityFactory()
        for _number in range(12):
            make.MeasureActivityFactory()
            make.ConfidentialityFactory()
        with django_assert_max_num_queries(40):
            record_on(ProcessingRole.CONTROLLER, on=DAY, moment=None, at=timezone.now())


class TestTheDossier:
    def told(self, *needs: str) -> dict:
        asked = Asked(day=DAY, moment=None, at=timezone.now(), shows=frozenset(needs))
        found = {}
        for part in measure_parts(asked):
            out = io.BytesIO()
            if part.write is not None:
                part.write(out)
            found[part.path.removeprefix("maatregelen/")] = (
                part.missing if part.missing else json.loads(out.getvalue())
            )
        return found

    def test_with_their_checks_and_without_names(self):
        check = make.MeasureCheckFactory(note="Gezien")
        make.MeasureActivityFactory(measure=check.measure, activity__name="Begeleiden")
        make.ConfidentialityCheckFactory(declaration__group="Begeleiding")
        make.RoleReviewFactory(agreed=True)
        told = self.told(*MEASURE_NEEDS, *REVIEW_NEEDS)
        (measure,) = told["maatregelen.json"]
        assert measure["checks"][0]["note"] == "Gezien" and measure["activities"] == ["Begeleiden"]
        assert told["geheimhouding.json"][0]["checks"][0]["checked_on"] == "2026-03-31"
        (review,) = told["rolbeoordelingen.json"]
        assert (review["outcome"], review["next_review"], review["accounts"]) == ("agreed", "2027-03-31", 1)
        assert "collega" not in json.dumps(told)

    def test_what_one_may_not_see_is_named_as_missing(self):
        make.RoleReviewFactory()
        told = self.told(*MEASURE_NEEDS)
        assert told["maatregelen.json"] == [] and "mag de beoordelingen" in told["rolbeoordelingen.json"]


class TestMoments:
    def test_checks_that_are_due(self):
        owner = make.UserFactory(role=CONTRACT_MANAGER)
        make.SecurityMeasureFactory(name="Kopie", owner=owner, next_check=DAY + timedelta(days=10))
        make.SecurityMeasureFactory(next_check=DAY, last_day=DAY - timedelta(days=1))
        make.SecurityMeasureFactory(next_check=DAY + timedelta(days=91))
        declared = make.ConfidentialityFactory(processor=True, next_check=DAY - timedelta(days=1))
        late, near = moments(on=DAY)
        assert (late.kind, late.party_id) == (MomentKind.CONFIDENTIALITY, declared.party_id)
        assert (near.kind, near.owners) == (MomentKind.MEASURE, frozenset({owner.pk}))
        assert near.to_do(DAY) == "Maatregel “Kopie” controleren"

    def test_the_review_of_roles(self):
        make.RoleReviewFactory(agreed=True)  # of 31 March 2026
        assert moments_of_roles(on=DAY) == []
        (moment,) = moments_of_roles(on=date(2027, 1, 15))
        assert (moment.kind, moment.day) == (MomentKind.ROLE_REVIEW, date(2027, 3, 31))
        (late,) = moments_of_roles(on=date(2027, 4, 2))
        assert late.left_in_words(date(2027, 4, 2)) == "2 dagen te laat"

    def test_whose_work_it_is(self):
        keeper, manager = make.UserFactory(role=ADMINISTRATOR), make.UserFactory(role=CONTRACT_MANAGER)
        others = [make.UserFactory(role=one) for one in (AUDITOR, EDITOR)]
        per_kind = audience().per_kind
        assert per_kind[MomentKind.ROLE_REVIEW] == {keeper.pk}
        assert per_kind[MomentKind.MEASURE] == {keeper.pk, manager.pk}
        assert may_have_calendar(keeper) and not any(map(may_have_calendar, others))

    def test_in_the_calendar_of_who_keeps_accounts(self):
        keeper, manager = make.UserFactory(role=ADMINISTRATOR), make.UserFactory(role=CONTRACT_MANAGER)
        make.RoleReviewFactory(agreed=True, signed_at=timezone.now() - timedelta(days=300))
        today = amsterdam_day(timezone.now())
        make.SecurityMeasureFactory(owner=manager, next_check=today + timedelta(days=5))
        assert [one.kind for one in moments_of(keeper.pk, on=today)] == [MomentKind.ROLE_REVIEW]
        assert [one.kind for one in moments_of(manager.pk, on=today)] == [MomentKind.MEASURE]
