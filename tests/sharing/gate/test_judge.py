"""What one person decided counts for that person; what is remembered equals what the rules say."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from sharing.consents.requests import confirm_request
from sharing.core.dossiers import seal
from sharing.core.records import version_of
from sharing.disclosures.checking import check_entries
from sharing.disclosures.intake.channels import JSON, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.gate import rules
from sharing.gate.judge import Judge, records_of
from sharing.gate.snapshot import load_register
from sharing.models import Agreement, DataCategory, Party
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import DOSSIER, raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def by():
    return make.UserFactory(username="vastlegger")


def record(*entries: Raw, by):
    source = built_in_source("Proef")
    return record_entries(entries, source=source, by=by, at=NOW, reason="Proef")


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def asked_by(code: str) -> dict:
    """An authority's request for addresses."""
    return {
        "reference": "VZ-1",
        "authority": Party.objects.get(code=code),
        "legal_provision": "artikel 1",
        "data_categories": [DataCategory.objects.get(code="naw").pk],
    }


class TestPersons:
    def test_consent_of_this_person_counts_and_of_another_does_not(self, by):
        given = datetime(2026, 1, 1, tzinfo=UTC)
        third = {"recipient": "derde-c", "capacity": "other", "legal_basis": "consent"}
        make.ConsentFactory(
            number=DOSSIER,
            recipient=Party.objects.get(code="derde-c"),
            data=[DataCategory.objects.get(code="naw")],
            given_at=given,
        )
        results = check_entries([raw(**third), raw(**third, dossier="D-ander")], at=NOW)
        assert [codes(findings) for findings in results] == [[], ["no-consent"]]

    def test_restriction_of_this_person_blocks(self):
        make.ObjectionFactory(number=DOSSIER, restriction=True)
        results = check_entries([raw(), raw(dossier="D-ander")], at=NOW)
        assert [codes(findings) for findings in results] == [["processing-restricted"], []]

    def test_an_authority_needs_a_confirmed_request(self, by):
        request = make.AuthorityRequestFactory(confirmed=True, **asked_by("dienst-d"))
        asked = {
            "recipient": "dienst-d",
            "capacity": "authority",
            "legal_basis": "legal_obligation",
            "legal_provision": "artikel 1",
        }
        [without] = check_entries([raw(**asked)], at=NOW)
        assert codes(without) == ["authority-not-assessed"]
        [done] = record(raw(**asked, authority_request="VZ-1"), by=by)
        assert Disclosure.objects.get(pk=done.id).authority_request == request

    def test_a_change_of_the_register_counts_at_once(self):
        assert check_entries([raw()], at=NOW) == [()]
        with make.recorded():
            Agreement.objects.filter(reference="OV-A").update(terminated_per=date(2026, 1, 31))
        assert codes(check_entries([raw()], at=NOW)[0]) == ["agreement-not-in-force"]
        with make.recorded():
            Agreement.objects.filter(reference="OV-A").update(terminated_per=None)
        assert check_entries([raw()], at=NOW) == [()]

    def test_a_confirmation_counts_at_once(self):
        request = make.AuthorityRequestFactory(assessed=True, **asked_by("dienst-d"))
        asked = raw(
            recipient="dienst-d",
            capacity="authority",
            legal_basis="legal_obligation",
            legal_provision="artikel 1",
            authority_request="VZ-1",
        )
        assert codes(check_entries([asked], at=NOW)[0]) == ["authority-not-assessed"]
        confirm_request(
            request,
            seen=version_of(type(request), request.pk),
            by=make.UserFactory(),
            at=datetime(2026, 3, 31, 12, 0, tzinfo=UTC),
        )
        assert check_entries([asked], at=NOW) == [()]

    def test_a_request_covers_what_it_names_and_whom(self):
        make.AuthorityRequestFactory(confirmed=True, **asked_by("dienst-d"))
        asked = {
            "recipient": "dienst-d",
            "capacity": "authority",
            "legal_basis": "legal_obligation",
            "legal_provision": "ARTIKEL-1",
            "authority_request": "VZ-1",
        }
        more = raw(**asked | {"data_categories": ["naw", "contact"]})
        assert check_entries([raw(**asked)], at=NOW) == [()]
        assert codes(check_entries([more], at=NOW)[0]) == ["authority-outside-request"]

    @pytest.mark.parametrize(
        ("dossiers", "found"),
        [(["d-9"], ["authority-outside-request"]), (["d-9", DOSSIER], [])],
        ids=["of another", "of this person too"],
    )
    def test_a_request_about_dossiers_covers_those(self, dossiers, found):
        make.AuthorityRequestFactory(confirmed=True, dossiers=dossiers, **asked_by("dienst-d"))
        asked = raw(
            recipient="dienst-d",
            capacity="authority",
            legal_basis="legal_obligation",
            legal_provision="ARTIKEL-1",
            authority_request="VZ-1",
        )
        assert codes(check_entries([asked], at=NOW)[0]) == found

    def test_until_a_day_of_recording_grounds_and_provisions_only_warn(self):
        obliged = raw(legal_basis="legal_obligation", legal_provision="een wet")
        [blocked] = check_entries([obliged], at=NOW)
        make.GroundsIntroductionFactory(warn_until=date(2026, 6, 1))
        [warned] = check_entries([obliged], at=NOW)
        [late] = check_entries([obliged], at=NOW + timedelta(days=1))
        assert [[each.severity for each in found] for found in (blocked, warned, late)] == [
            ["block"],
            ["warn"],
            ["block"],
        ]
        assert {each.code for found in (blocked, warned, late) for each in found} == {
            "obligation-without-provision"
        }

    def test_a_refusal_is_no_consent(self):
        third = {"recipient": "derde-c", "capacity": "other", "legal_basis": "consent"}
        make.ConsentFactory(
            number=DOSSIER,
            recipient=Party.objects.get(code="derde-c"),
            data=[DataCategory.objects.get(code="naw")],
            given_at=datetime(2026, 1, 1, tzinfo=UTC),
            refused=True,
        )
        assert codes(check_entries([raw(**third)], at=NOW)[0]) == ["no-consent"]

    def test_what_is_remembered_equals_the_rules_asked_directly(self):
        """Many entries over years, through the memory, against the pure function for each."""
        make.AgreementFactory(
            party=make.PartyFactory(code="korte-f", client=True),
            covers=[make.PurposeFactory(code="kort")],
            data=[],
            last_day=date(2026, 2, 28),
            signed_on=date(2025, 3, 1),
            subjects=[make.SubjectCategoryFactory(code="medewerker", staff=True)],
        )
        make.TransferFactory(
            party=Party.objects.get(code="cloud-e"),
            first_day=date(2025, 6, 1),
            last_day=date(2026, 5, 1),
            assessed_on=date(2025, 9, 1),
        )
        make.AgreementFactory(
            processing=True, party=Party.objects.get(code="cloud-e"), signed_on=date(2025, 8, 1)
        )
        make.CommitmentSetFactory(version=2, effective_from=date(2026, 1, 15), purposes=["kort"])
        make.DataCategoryFactory(code="vog", criminal=True)
        number = make.DataCategoryFactory(code="bsn", national_id=True)
        wet = make.LegalProvisionFactory(code="wet", citation="een wet", last_day=date(2025, 10, 31))
        make.SensitiveGroundFactory(national_id=True, provision=wet, data_category=number)
        make.SensitiveGroundFactory(first_day=date(2025, 4, 1), last_day=date(2026, 3, 1))
        health = DataCategory.objects.get(code="gezondheid")
        make.ConsentFactory(
            number="d-3",
            recipient=Party.objects.get(code="derde-c"),
            data=[health, DataCategory.objects.get(code="naw")],
            explicit=True,
            given_at=datetime(2025, 5, 1, tzinfo=UTC),
            withdrawn_at=datetime(2026, 2, 1, tzinfo=UTC),
        )
        register = load_register()
        judge, rng = Judge(register), random.Random(7)
        reader = EntryReader(register, JSON, at=NOW)
        known = records_of({seal("d-3"): seal("d-3")}, register)
        capacities = {"gemeente-a": "client", "korte-f": "client", "cloud-e": "processor", "derde-c": "other"}
        kinds = set()
        for number in range(2500):
            recipient = rng.choice(list(capacities))
            moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(12_000))
            read = reader.read(
                raw(
                    recipient=recipient,
                    capacity=capacities[recipient],
                    purpose=rng.choice(["re-integratie", "plaatsing", "kort", "reclame"]),
                    data_categories=rng.choice([["naw"], ["naw", "gezondheid"], ["naw", "vog", "bsn"]]),
                    subject_category=rng.choice(["deelnemer", "medewerker"]),
                    legal_basis=rng.choice(["public_task", "legal_obligation"]),
                    legal_provision=rng.choice(["", "een wet", "EEN  WET", "wet", "onbekend", "iets"]),
                    disclosed_at=moment.isoformat(),
                    dossier=rng.choice(["d-3", "d-4"]),
                ),
                number,
            )
            person, lenient = known.get(seal(read.dossier)), rng.random() < 0.3
            verdict = judge.judge(read, person, dossier=seal(read.dossier), lenient=lenient)
            assert verdict.judgement == rules.judge(*judge.told(read, person, lenient=lenient))
            kinds.add(tuple(codes(verdict.judgement.findings)))
        assert not reader.errors and len(kinds) > 40
