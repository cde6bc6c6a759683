"""What one person decided counts for that person; what is remembered equals what the rules say."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sharing.consents.operations import confirm_request
from sharing.core.dossiers import seal
from sharing.core.records import version_of
from sharing.disclosures.checking import check_entries
from sharing.disclosures.intake.channels import JSON, Raw
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.gate import rules
from sharing.gate.judge import Judge, PersonRecords, records_of
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
        request = make.AuthorityRequestFactory(
            reference="VZ-1", authority=Party.objects.get(code="dienst-d"), confirmed=True
        )
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
        request = make.AuthorityRequestFactory(
            reference="VZ-1", authority=Party.objects.get(code="dienst-d"), assessed=True
        )
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

    def test_what_is_remembered_equals_the_rules_asked_directly(self):
        """Many entries over years, through the memory, against the pure function for each."""
        make.AgreementFactory(
            party=make.PartyFactory(code="korte-f", client=True),
            covers=[make.PurposeFactory(code="kort")],
            data=[],
            last_day=date(2026, 2, 28),
        )
        make.TransferFactory(
            party=Party.objects.get(code="cloud-e"),
            first_day=date(2025, 6, 1),
            last_day=date(2026, 5, 1),
            tia_date=date(2025, 9, 1),
        )
        make.CommitmentSetFactory(version=2, effective_from=date(2026, 1, 15), purposes=["kort"])
        register = load_register()
        judge, rng = Judge(register), random.Random(7)
        reader = EntryReader(register, JSON, at=NOW)
        known = {seal("d-3"): PersonRecords()} | records_of({seal("d-3"): seal("d-3")}, register)
        capacities = {"gemeente-a": "client", "korte-f": "client", "cloud-e": "processor", "derde-c": "other"}
        kinds = set()
        for number in range(1500):
            recipient = rng.choice(list(capacities))
            moment = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(12_000))
            read = reader.read(
                raw(
                    recipient=recipient,
                    capacity=capacities[recipient],
                    purpose=rng.choice(["re-integratie", "plaatsing", "kort", "reclame"]),
                    data_categories=rng.choice([["naw"], ["naw", "gezondheid"]]),
                    disclosed_at=moment.isoformat(),
                    dossier=rng.choice(["d-3", "d-4"]),
                ),
                number,
            )
            verdict = judge.judge(read, known.get(seal(read.dossier)))
            facts = replace(judge._facts(read.shared, verdict.promise, None), consents=(), objections=())
            assert verdict.judgement == rules.judge(judge._entry(read), facts)
            kinds.add(tuple(codes(verdict.judgement.findings)))
        assert not reader.errors and len(kinds) > 12
