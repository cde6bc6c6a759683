"""On whose behalf, and in spite of which restriction: through the API, a file, the form and corrections."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from sharing.core.dossiers import fingerprint
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.intake.channels import JSON
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.gate.snapshot import load_register
from sharing.roles import LAWYER
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.api.client import Source, errors
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import ADD, INDEX, filled
from tests.sharing.disclosures.test_imports import refused, run, seen, written
from tests.sharing.register import entry, raw, row, small_register

pytestmark = pytest.mark.django_db
LIVE = reverse("disclosures:live_check")
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
BOTH = {"on_behalf_of": "gemeente-a", "restriction_exception": "legal_claim"}
TO_PARTNER = {"recipient": "partner-b", "capacity": "partner", "deviation_reason": "Op verzoek"}


@pytest.fixture
def source() -> Source:
    small_register()
    return Source("check", "record", "read")


class TestApi:
    def test_is_stored_and_read_back(self, source):
        answer = source.record(entry(**TO_PARTNER, **BOTH))
        assert answer.status_code == 201, answer.content
        stored = Disclosure.objects.get()
        assert (stored.on_behalf_of.code, stored.restriction_exception) == ("gemeente-a", "legal_claim")
        [item] = source.post("disclosures/search", {}).json()["items"]
        assert (item["on_behalf_of"], item["restriction_exception"]) == ("gemeente-a", "legal_claim")

    def test_absent_is_absent(self, source):
        source.record(entry(on_behalf_of=None))
        [item] = source.post("disclosures/search", {}).json()["items"]
        assert (item["on_behalf_of"], item["restriction_exception"]) == (None, None)

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"on_behalf_of": "nooit-van-gehoord"}, "on_behalf_of", "unknown-code"),
            ({"restriction_exception": "rechtsvordering"}, "restriction_exception", "unknown-code"),
            ({"on_behalf_of": 3}, "on_behalf_of", "type"),
        ],
    )
    def test_what_cannot_be(self, source, changes, field, code):
        assert errors(source.record(entry(**changes))) == [(0, field, code)]
        assert not Disclosure.objects.exists()

    def test_the_history_tells_a_change(self, source):
        source.record(entry(**TO_PARTNER))
        stored = Disclosure.objects.get()
        lawyer = make.UserFactory(role=LAWYER)
        correct_disclosure(stored, changes=BOTH, by=lawyer, at=NOW, reason="Was namens de gemeente")
        told = source.get(f"disclosures/{stored.pk}").json()["history"][-1]["changes"]
        changes = {one["field"]: (one["old"], one["new"]) for one in told}
        assert changes["on_behalf_of"] == (None, "gemeente-a")
        assert changes["restriction_exception"] == (None, "legal_claim")


class TestFile:
    @pytest.fixture
    def importer(self):
        from django.contrib.auth.models import Permission

        small_register()
        right = Permission.objects.get(codename="add_disclosure")
        make.DirectPermissionFactory(user=make.UserFactory(username="jurist"), permission=right)

    def cells(self, **changes) -> dict[str, str]:
        return row(
            **{
                "recipient": "partner-b",
                "capacity": "samenwerkingspartner",
                "deviation_reason": "Op verzoek",
            },
            **{"on_behalf_of": "gemeente-a", "restriction_exception": "rechten_van_anderen", **changes},
        )

    @pytest.mark.usefixtures("importer")
    def test_in_dutch_words(self, tmp_path):
        assert {"namens", "uitzondering_beperking"} <= self.cells().keys()
        run(written(tmp_path / "log.csv", self.cells()))
        stored = Disclosure.objects.get()
        assert (stored.on_behalf_of.code, stored.restriction_exception) == ("gemeente-a", "rights_of_others")

    @pytest.mark.usefixtures("importer")
    def test_what_is_wrong_is_named_in_its_words(self, tmp_path):
        wrong = self.cells(on_behalf_of="nooit", restriction_exception="legal_claim")
        found = refused(written(tmp_path / "log.csv", wrong))
        assert seen(found) == [
            ("rij 2", "namens", "unknown-code"),
            ("rij 2", "uitzondering_beperking", "unknown-code"),
        ]
        assert "rechtsvordering, rechten_van_anderen, algemeen_belang" in found[1]["message"]


class TestForm:
    @pytest.mark.usefixtures("register")
    def test_is_asked_shown_and_corrected(self):
        client = signed_in(LAWYER)
        make.PartyFactory(code="opdrachtgever", name="Gemeente Opdracht", client=True)
        sent = filled(
            on_behalf_of="opdrachtgever",
            restriction_exception="public_interest",
            deviation_reason="Zo was het",
        )
        answer = client.post(ADD, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        stored = Disclosure.objects.get()
        page = client.get(reverse("disclosures:inspect", args=[stored.pk])).content.decode()
        assert "Gemeente Opdracht" in page
        assert "Een gewichtig algemeen belang" in page
        assert "Gemeente Opdracht" in client.get(INDEX).content.decode()
        assert list(client.get(INDEX, {"on_behalf_of": stored.on_behalf_of_id}).context["object_list"]) == [
            stored
        ]
        assert not client.get(INDEX, {"on_behalf_of": stored.recipient_id}).context["object_list"]
        form = client.get(reverse("disclosures:edit", args=[stored.pk])).context["form"]
        assert form["restriction_exception"].value() == "public_interest"
        assert form["on_behalf_of"].value() == "opdrachtgever"


class TestInstructions:
    """What is done for a client is judged by what he instructed, by hand as by every other way."""

    @pytest.fixture
    def agreement(self):
        small_register()
        purpose, data = make.PurposeFactory(code="in-opdracht"), make.DataCategoryFactory(code="loon")
        return make.AgreementFactory(
            reference="VW-1",
            party=make.PartyFactory(code="opdrachtgever", name="Gemeente Opdracht", client=True),
            as_processor=True,
            covers=[purpose],
            data=[data],
            subjects=[make.SubjectCategoryFactory(code="medewerker")],
        )

    def sent(self, **changes) -> dict:
        within = {
            "recipient": "opdrachtgever",
            "on_behalf_of": "opdrachtgever",
            "purpose": "in-opdracht",
            "data_categories": ["loon"],
            "subject_category": "medewerker",
        }
        return filled(**{**within, **changes})

    def test_what_he_instructed_rests_on_his_agreement(self, agreement):
        client = signed_in(LAWYER)
        said = client.post(LIVE, self.sent()).content.decode()
        assert "Vergeleken met overeenkomst VW-1." in said
        assert client.post(ADD, self.sent()).status_code == 302
        stored = Disclosure.objects.get()
        assert (stored.agreement, stored.outcome, stored.findings) == (agreement, "permitted", [])

    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"purpose": "re-integratie"}, "purpose-outside-agreement"),
            ({"data_categories": ["loon", "naw"]}, "categories-outside-agreement"),
            ({"subject_category": "deelnemer"}, "subjects-outside-agreement"),
            ({"recipient": "partner-b", "capacity": "partner"}, "sub-processor-not-approved"),
        ],
    )
    def test_what_goes_beyond_it_is_found_and_still_names_it(self, changes, code, agreement):
        client = signed_in(LAWYER)
        assert "Mag niet:" in client.post(LIVE, self.sent(**changes)).content.decode()
        client.post(ADD, self.sent(**changes, deviation_reason="Zo was het"))
        stored = Disclosure.objects.get()
        assert [one["code"] for one in stored.findings] == [code]
        assert stored.agreement == agreement


class TestRecognising:
    def read(self, **changes):
        return EntryReader(load_register(), JSON, at=NOW).read(raw(**changes), 0)

    def test_what_an_older_release_stored_is_the_same(self):
        small_register()
        before = self.read()
        shared = before.shared.canonical
        # As it was made when there were no such fields: country and channel came last.
        assert shared.endswith("\x1f\x1fother")
        assert before.is_same_as(fingerprint(before.canonical("d-2026-0001")))

    def test_what_differs_in_it_is_another(self):
        small_register()
        prints = {
            self.read(**changes).fingerprint() for changes in ({}, BOTH, {"on_behalf_of": "gemeente-a"})
        }
        prints.add(self.read(restriction_exception="legal_claim").fingerprint())
        assert len(prints) == 4

    def test_again_in_the_same_form_is_passed_over(self):
        small_register()
        source, by = built_in_source("Proef"), make.UserFactory()
        values = raw(**TO_PARTNER, **BOTH)
        record_entries([values], source=source, by=by, at=NOW, reason="Proef")
        stored = Disclosure.objects.get()
        assert self.read(**TO_PARTNER, **BOTH).is_same_as(bytes(stored.fingerprint))
