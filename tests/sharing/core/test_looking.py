"""Who looked at which dossier, when and why: recorded before anything is shown, by everybody, and never changed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.access.choices import AUDITOR, LAWYER
from sharing.core.actor import system_user
from sharing.core.admin.looking import ONE_LOOK
from sharing.core.dossiers import is_nobody, seal
from sharing.core.exceptions import RefusedInput
from sharing.core.looking.models import Look
from sharing.core.looking.operations import record_look
from sharing.sources.operations import create_source
from tests import factories
from tests.questions import at_most
from tests.sharing.api.client import Source as Caller
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db
FIND = reverse("disclosures:find")


def looks() -> list[tuple[str, str, str, str]]:
    return [(one.act, one.reason, one.note, one.about) for one in Look.objects.order_by("looked_at", "id")]


def search(client: Client, number: str = "d-0001", **changes) -> str:
    asked = {"dossier": number, "reason": "access", "note": ""} | changes
    return client.post(FIND, asked)["Location"]


def requested(*numbers: str, **changes):
    return factories.AuthorityRequestFactory(dossiers=numbers, **changes)


class TestRecording:
    def test_who_and_when_are_the_databases_own_words(self):
        somebody, before = factories.UserFactory(), timezone.now()
        with factories.recorded():
            look = Look.objects.create(
                looked_by=somebody,
                looked_at=before - timedelta(days=400),
                dossier=seal("d-1"),
                act="opened",
                reason="access",
            )
        stored = Look.objects.get(pk=look.pk)
        assert stored.looked_by == factories.tester()
        assert stored.looked_at >= before

    def test_it_is_sealed_in_its_normal_form(self):
        factories.DisclosureFactory(number="w-77")
        look = record_look(seal("W‑77"), act="opened", reason="access", by=factories.tester())
        assert bytes(look.dossier) == seal("w-77")

    @pytest.mark.parametrize("note", ["over d-0001", "D-0001: spoed", "zie D‑0001"])
    def test_the_number_stands_in_no_reason(self, note):
        with pytest.raises(RefusedInput, match="dossiernummer"):
            record_look(seal("d-0001"), act="opened", reason="access", note=note, by=factories.tester())

    def test_part_of_another_word_is_not_the_number(self):
        record_look(
            seal("7"), act="opened", reason="access", note="brief van 17 maart", by=factories.tester()
        )
        assert Look.objects.count() == 1


class TestSearching:
    @pytest.fixture
    def lawyer(self):
        return signed_in(LAWYER)

    def test_a_search_says_who_and_why(self, lawyer):
        search(lawyer, reason="other", note="Belde over zijn uitkering")
        [look] = Look.objects.all()
        assert (look.looked_by, look.act, look.reason) == (lawyer.user, "searched", "other")
        assert look.note == "Belde over zijn uitkering"

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"reason": ""}, "Kies waarom u dit dossier bekijkt."),
            ({"reason": "nature"}, "Kies een reden uit de lijst."),
            ({"reason": "other"}, "Schrijf op waarom u dit dossier bekijkt."),
            ({"note": "over d-0001"}, "Laat het dossiernummer uit de toelichting"),
            ({"note": "BSN 123456782"}, "burgerservicenummer"),
        ],
    )
    def test_without_a_reason_nothing_is_shown_and_nothing_is_lost(self, lawyer, changes, said):
        factories.DisclosureFactory(description="Geheimpje")
        page = text(lawyer.post(FIND, {"dossier": "d-0001", "reason": "access", "note": ""} | changes))
        assert said in page
        assert 'value="d-0001"' in page
        assert "Geheimpje" not in page
        assert not Look.objects.exists()

    def test_leafing_is_one_look_and_coming_back_is_another(self, lawyer):
        factories.DisclosureFactory()
        address = search(lawyer)
        for _page in range(3):
            lawyer.get(address)
        assert len(looks()) == 1
        with time_machine.travel(timezone.now() + ONE_LOOK):
            lawyer.get(address)
        assert looks()[-1] == ("opened", "access", "", "")
        assert len(looks()) == 2

    @pytest.mark.parametrize("as_of", [False, True])
    def test_an_export_of_everybody_is_a_look_at_each(self, lawyer, as_of):
        for number in ("d-0001", "d-0001", "d-0002"):
            factories.ConsentFactory(number=number)
        day = f"&peildatum={timezone.localdate():%d-%m-%Y}" if as_of else ""
        address = f"{reverse('consents:index')}?export=csv{day}"
        assert len(b"".join(lawyer.get(address)).splitlines()) == 4
        assert {bytes(one.dossier) for one in Look.objects.all()} == {seal("d-0001"), seal("d-0002")}
        assert looks() == [("exported", "nature", "", "Toestemmingen")] * 2

    def test_every_export_is_a_look(self, lawyer):
        factories.DisclosureFactory()
        address = search(lawyer)
        for _time in range(2):
            b"".join(lawyer.get(f"{address}&export=csv"))
        assert [act for act, *_ in looks()] == ["searched", "exported", "exported"]


class TestOfWhatIsNotKept:
    """A number of which nothing is kept is not kept by looking for it: destroyed before, or typed wrong (ADR 0071)."""

    @pytest.mark.parametrize("act", ["searched", "opened", "api"])
    def test_the_number_is_kept_nowhere_and_who_looked_is(self, act):
        for _time in range(2):
            record_look(seal("d-0404"), act=act, reason="audit", note="Proef", by=factories.tester())
        first, second = (bytes(one.dossier) for one in Look.objects.all())
        assert seal("d-0404") not in (first, second) and first != second
        assert is_nobody(first) and looks() == [(act, "audit", "Proef", "")] * 2

    @pytest.mark.parametrize(
        "made",
        [
            factories.DisclosureFactory,
            factories.ConsentFactory,
            factories.ObjectionFactory,
            factories.RightsRequestFactory,
            factories.RetentionHoldFactory,
        ],
    )
    def test_of_what_is_kept_it_stays(self, made):
        made(number="d-0001")
        look = record_look(seal("D-0001"), act="searched", reason="audit", by=factories.tester())
        assert bytes(look.dossier) == seal("d-0001")

    def test_of_a_request_of_an_authority_and_of_an_answer_it_stays(self):
        requested("d-0001")
        for number, act in (("d-0001", "opened"), ("d-0404", "answered")):
            look = record_look(seal(number), act=act, reason="access", by=factories.tester())
            assert bytes(look.dossier) == seal(number)

    def test_the_auditor_sees_who_looked_when_and_why(self):
        lawyer = signed_in(LAWYER)
        for address in (search(lawyer, "d-0404", reason="complaint"), search(lawyer, "d-0404")):
            assert lawyer.get(address).status_code == 200  # it is found again in this session
        page = text(signed_in(AUDITOR).get(reverse("looks:index")))
        assert page.count("niet bewaard: er is niets van vastgelegd") == 2 and "d-0404" not in page
        assert lawyer.user.username in page and "Vraag of klacht van de betrokkene" in page


class TestRecords:
    @pytest.mark.parametrize(
        ("made", "name"),
        [
            (factories.DisclosureFactory, "disclosures"),
            (factories.ConsentFactory, "consents"),
            (factories.ObjectionFactory, "objections"),
        ],
    )
    def test_opening_one_record_of_a_person_is_a_look(self, made, name):
        row, auditor = made(), signed_in(AUDITOR)
        for screen in ("inspect", "history"):
            assert auditor.get(reverse(f"{name}:{screen}", args=[row.pk])).status_code == 200
        assert looks() == [("record", "nature", "", str(row))] * 2

    def test_the_form_shows_it_too(self):
        row, lawyer = factories.ConsentFactory(), signed_in(LAWYER)
        lawyer.get(reverse("consents:edit", args=[row.pk]))
        assert looks() == [("record", "nature", "", str(row))]

    @pytest.mark.parametrize(
        ("made", "screen"),
        [
            (factories.ConsentFactory, "consents:edit"),
            (factories.ConsentFactory, "consents:withdraw"),
            (factories.ObjectionFactory, "objections:edit"),
            (factories.DisclosureFactory, "disclosures:edit"),
            (factories.DisclosureFactory, "disclosures:void"),
            (factories.DisclosureFactory, "answers:black_out"),
        ],
    )
    def test_a_form_that_is_sent_without_being_opened_shows_it_as_well(self, made, screen):
        """What is wrong in it brings the record to the screen; the second time that is the same look."""
        row, lawyer = made(), signed_in(LAWYER)
        for _time in range(2):
            assert lawyer.post(reverse(screen, args=[row.pk]), {}).status_code == 200
        assert looks() == [("record", "nature", "", str(row))]

    def test_it_carries_the_reason_that_was_given_for_this_dossier(self):
        row, lawyer = factories.DisclosureFactory(), signed_in(LAWYER)
        search(lawyer, reason="complaint", note="Brief")
        search(lawyer, "d-9999", reason="audit")
        lawyer.get(reverse("disclosures:inspect", args=[row.pk]))
        assert looks()[-1] == ("record", "complaint", "Brief", str(row))

    @pytest.mark.parametrize("screen", ["inspect", "history", "edit", "assess"])
    def test_a_request_is_about_all_its_dossiers(self, screen):
        request, lawyer = requested("d-0001", "d-0002"), signed_in(LAWYER)
        search(lawyer, "d-0002", reason="authority")
        assert lawyer.get(reverse(f"authority_requests:{screen}", args=[request.pk])).status_code == 200
        found = {(bytes(one.dossier), one.reason) for one in Look.objects.filter(act="record")}
        assert found == {(seal("d-0001"), "nature"), (seal("d-0002"), "authority")}

    def test_many_dossiers_cost_no_more_questions(self):
        request, lawyer = requested(*(f"d-{number}" for number in range(200))), signed_in(LAWYER)
        address = reverse("authority_requests:assess", args=[request.pk])
        lawyer.get(address)
        with at_most():
            lawyer.get(address)
        assert Look.objects.count() == 400

    @pytest.mark.parametrize(
        ("made", "name"),
        [
            (factories.ConsentDocumentFactory, "consents"),
            (factories.ObjectionDocumentFactory, "objections"),
            (factories.AuthorityRequestDocumentFactory, "authority_requests"),
            (factories.RightsDocumentFactory, "rights_requests"),
        ],
    )
    def test_a_document_that_is_fetched_is_about_the_person_of_its_record(self, made, name):
        document = made(**({"request": requested("d-0001")} if name == "authority_requests" else {}))
        record = getattr(document, {"consents": "consent", "objections": "objection"}.get(name, "request"))
        address = reverse(f"{name}:document", args=[record.pk, document.pk])
        assert signed_in(AUDITOR).get(address).status_code == 200
        assert looks() == [("exported", "nature", "", str(record))]

    def test_a_form_that_begins_with_a_number_shows_it(self):
        request = requested("d-0001", "d-0002", confirmed=True)
        lawyer, person = signed_in(LAWYER), request.dossiers.get(dossier=seal("d-0002"))
        page = lawyer.get(f"{reverse('disclosures:add')}?verzoek={request.pk}&persoon={person.pk}")
        assert "d-0002" in text(page)
        [look] = Look.objects.all()
        assert (bytes(look.dossier), look.about) == (seal("d-0002"), str(request))
        lawyer.get(f"{reverse('disclosures:add')}?verzoek={request.pk}")  # of two none is filled in
        assert Look.objects.count() == 1

    def test_what_is_of_nobody_is_no_look(self):
        signed_in(LAWYER).get(reverse("parties:inspect", args=[factories.PartyFactory().pk]))
        assert not Look.objects.exists()

    def test_who_is_refused_did_not_look(self):
        row = factories.DisclosureFactory()
        signed_in("Redacteur").get(reverse("disclosures:inspect", args=[row.pk]))
        assert not Look.objects.exists()


class TestApi:
    def test_a_source_that_asks_for_a_dossier_is_recorded_with_who_owns_its_token(self):
        owner = factories.UserFactory(role=LAWYER)
        made = create_source(
            name="Portaal",
            scopes=["read"],
            owner=owner,
            all_entries=True,
            by=system_user(),
            at=timezone.now(),
            reason="Proef",
        )
        api, row = Caller(token=made.token), factories.DisclosureFactory()
        assert api.post("disclosures/search", {"dossier": "d-0001"}).status_code == 200
        assert api.get(f"disclosures/{row.pk}").status_code == 200
        assert api.post("disclosures/search", {"outcome": "permitted"}).status_code == 200
        assert looks() == [("api", "nature", "", ""), ("api", "nature", "", str(row))]
        for look in Look.objects.all():
            assert (look.source, look.owner, look.looked_by) == (made.source, owner, made.source.user)
            assert bytes(look.dossier) == seal("d-0001")

    def test_what_is_refused_is_no_look(self):
        api = Caller("read")
        assert api.post("disclosures/search", {"dossier": "d-0001", "limit": 0}).status_code == 422
        assert api.get("disclosures/999999").status_code == 404
        assert not Look.objects.exists()


def test_when_it_cannot_be_recorded_nothing_is_shown(monkeypatch):
    row, lawyer = factories.DisclosureFactory(description="Geheimpje"), signed_in(LAWYER)

    def broken(*args, **kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr("sharing.core.admin.looking.record_looks", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        lawyer.get(reverse("disclosures:inspect", args=[row.pk]))
