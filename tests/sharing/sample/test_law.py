"""The sample in the law's own layer: what it shows is right, but for a few examples that say what they are."""

from datetime import UTC, datetime, timedelta

import pytest

from home.conflicts.queries import conflicts_of_version
from home.core.clock import today
from home.versions.models import StatementVersion
from sharing.agreements.choices import ItemStatus
from sharing.agreements.rules import last_effective_day
from sharing.disclosures.checking import check_entries
from sharing.gate.snapshot import load_register
from sharing.grounds.choices import SensitiveException
from sharing.models import (
    Agreement,
    Article28Clause,
    AuthorityRequest,
    Consent,
    DataCategory,
    Disclosure,
    GroundsIntroduction,
    LegalProvision,
    Objection,
    ProcessingActivity,
    Purpose,
    SensitiveGround,
    SubProcessor,
    Transfer,
)
from sharing.sample.tables import records
from tests.factories import PartyFactory
from tests.sharing.register import raw, small_register
from tests.sharing.sample.conftest import prepare

pytestmark = pytest.mark.django_db


def test_every_flow_rests_on_a_basis_that_holds(sampled) -> None:
    """Only the planned deviations are any, and no more warnings than agreements that end and one gap."""
    planned = sum(int(row["aantal"]) for row in records("afwijkingen"))
    assert Disclosure.objects.filter(outcome="deviation").count() == planned < 40
    findings = {
        finding["code"] for row in Disclosure.objects.filter(outcome="permitted") for finding in row.findings
    }
    assert findings <= {"agreement-ends-soon", "art-28-incomplete"}
    # Clients are accounted to on a public task: our agreement with them is no basis.
    for_clients = Disclosure.objects.filter(capacity="client", on_behalf_of=None)
    assert set(for_clients.values_list("legal_basis", flat=True)) == {"public_task"}
    provisions = set(LegalProvision.objects.values_list("citation", flat=True))
    obliged = Disclosure.objects.filter(legal_basis="legal_obligation")
    assert set(obliged.values_list("legal_provision", flat=True)) <= provisions
    assert Disclosure.objects.filter(on_behalf_of__code="gemeente-voorbeeldstad").exists()


def test_sensitive_data_has_grounds_that_are_still_to_be_checked(sampled) -> None:
    assert DataCategory.objects.get(code="verzuim").kind == "special"
    bsn = SensitiveGround.objects.filter(kind="national_id")
    assert set(bsn.values_list("exception", flat=True)) == {SensitiveException.ART_46_UAVG}
    assert not bsn.filter(provision=None).exists()
    physician = SensitiveGround.objects.get(reference="verzuim-bedrijfsarts")
    assert (physician.exception, physician.provision.code) == (SensitiveException.ART_9_2_H, "arbo-14")
    assert not Consent.objects.filter(recipient__code="arbodienst").exists()
    for model in (LegalProvision, SensitiveGround):
        assert not model.objects.exclude(confidence="to-check").exists()
        assert not model.objects.filter(source="").exists()
    # A ground of the starting list goes for everybody; here for employees who are ill, not for participants.
    for narrowed in ("gezondheid-reintegratie", "gezondheid-bedrijfsarts"):
        assert SensitiveGround.objects.get(reference=narrowed).purpose.code == "werkgever-verzuim"
    refused = Disclosure.objects.filter(recipient__code="gemeente-nieuwvoorbeeld", outcome="deviation")
    assert all(
        "special-without-ground" in {one["code"] for one in row.findings}
        for row in refused
        if row.commitments.version == 2
    )
    row = SensitiveGround.history.filter(reference="verzuim-bedrijfsarts").first()
    assert row.history_user.username == "jurist"


def test_agreements_and_transfers_are_whole_but_for_one_example(sampled) -> None:
    gap = Article28Clause.objects.exclude(status=ItemStatus.MET).get()
    assert (gap.agreement.reference, gap.item) == ("VW-2023-06", "e")
    assert "Voorbeeld" in gap.note
    in_use = [
        one
        for row in load_register().parties.values()
        for one in row.facts.agreements
        if one.first_day <= today() <= (last_effective_day(one) or today())
    ]
    assert in_use and all(one.signed_on for one in in_use)
    tree = SubProcessor.objects.filter(agreement__reference="VG-2023-01").order_by("pk")
    assert [one.parent and one.parent.party.code for one in tree] == [None, "salarisbureau", "hosting"]
    adequate = Transfer.objects.get(mechanism="adequacy")
    assert (adequate.decision.reference, adequate.inside_scope, adequate.covers_staff) == (
        "(EU) 2023/1795",
        True,
        True,
    )
    assert Agreement.objects.get(reference="VW-2026-08").replaces.reference == "VW-2020-07"


def test_each_purpose_of_the_second_chapter_has_an_activity(sampled) -> None:
    purposes = Purpose.objects.filter(parent=None)
    controller = ProcessingActivity.objects.filter(role="controller")
    for purpose in purposes.exclude(code="in-opdracht"):
        assert controller.filter(purposes=purpose).exists(), purpose
    processor = ProcessingActivity.objects.filter(role="processor", purposes__code="in-opdracht")
    assert {one.client.code for one in processor} == {"gemeente-voorbeeldstad", "gemeente-nieuwvoorbeeld"}
    for activity in controller:
        assert activity.legal_bases and activity.security and activity.dpia, activity
        if "legitimate_interests" in activity.legal_bases:
            assert activity.legitimate_interest, activity


def test_persons_and_authorities_of_every_kind(sampled) -> None:
    assert set(Objection.objects.values_list("decision", flat=True)) == {"pending", "upheld", "rejected"}
    assert Objection.objects.filter(kind="restriction", restriction_ground="a").exists()
    refused = Consent.objects.get(refused=True)
    assert refused.statement_version and not refused.withdrawn_at
    assert Consent.objects.filter(given_by="representative").exists()
    assert not AuthorityRequest.objects.filter(data_categories=[]).exists()
    secret = AuthorityRequest.objects.get(secret=True)
    assert secret.secrecy_ground and secret.secret_until
    assert secret.dossiers.count() == 1


def test_the_text_and_the_register_differ_in_few_things_and_the_text_says_the_first(sampled) -> None:
    version = StatementVersion.objects.order_by("-number")[0]
    assert version.commitments["data_categories"]["partner"]
    found = [one for one in conflicts_of_version(version, on=today()) if one.weighs]
    assert [one.code for one in found] == ["processor-outside-eea", "capacity-ended", "art-28-incomplete"]
    assert "Aan die afspraak voldoen wij nog niet helemaal" in version.text
    shown = version.text.partition("Buiten de Europese Economische Ruimte")[2].partition("Het kan gebeuren")[
        0
    ]
    assert "Surveyline" in shown and "Deskline" not in shown


def test_without_the_sample_the_law_judges_from_the_first_day(settings) -> None:
    """Nothing is in the lists, and nothing is only a warning because of that."""
    settings.SAMPLE_DATA = False
    prepare()
    assert not LegalProvision.objects.exists() and not SensitiveGround.objects.exists()
    assert not GroundsIntroduction.objects.exists()
    small_register()
    PartyFactory(code="partner-z", partner=True)
    at = datetime.now(UTC) - timedelta(days=1)
    common = {"recipient": "partner-z", "capacity": "partner", "disclosed_at": at.isoformat()}
    [health, obliged] = check_entries(
        [
            raw(**common, data_categories=["gezondheid"], legal_basis="legitimate_interests"),
            raw(**common, legal_basis="legal_obligation", legal_provision="US CLOUD Act"),
        ],
        at=datetime.now(UTC),
    )
    blocked = {one.code for one in (*health, *obliged) if one.blocks}
    assert {"special-without-ground", "obligation-without-provision"} <= blocked
