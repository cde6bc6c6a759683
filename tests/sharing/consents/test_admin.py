"""Consents, objections and restrictions in the browser."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.consents.models import Consent, Objection
from sharing.core.dossiers import seal
from sharing.core.exceptions import InputError, RecordedBefore
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in, text

# What a browser sends where documents can be added and none is.
NO_DOCUMENTS = {"documents-TOTAL_FORMS": 0, "documents-INITIAL_FORMS": 0}


@pytest.fixture
def lawyer(db):
    return signed_in(LAWYER)


def seen(client: Client, url: str) -> dict[str, str]:
    """What the form carries of the record as it shows it."""
    return {"version": version_in(client, url)}


def version_in(client: Client, url: str) -> str:
    return client.get(url).context["form"]["version"].value()


@pytest.mark.parametrize(
    ("role", "sees", "writes"),
    [
        (EDITOR, False, False),
        (CONTRACT_MANAGER, False, False),
        (ADMINISTRATOR, False, False),
        (AUDITOR, True, False),
        (LAWYER, True, True),
    ],
)
def test_who_sees_persons(role, sees, writes, db):
    records = {
        "consents": factories.ConsentFactory(number="D-GEHEIM"),
        "objections": factories.ObjectionFactory(number="D-GEHEIM"),
        "authority_requests": factories.AuthorityRequestFactory(),
    }
    client = signed_in(role)
    for name, record in records.items():
        for page in (
            reverse(f"{name}:index"),
            *(reverse(f"{name}:{one}", args=[record.pk]) for one in ("inspect", "history")),
        ):
            answer = client.get(page)
            assert (answer.status_code == 200) == sees, page
            if name != "authority_requests":
                assert ("D-GEHEIM" in answer.content.decode()) == sees, page
        for page in (reverse(f"{name}:add"), reverse(f"{name}:edit", args=[record.pk])):
            assert (client.get(page).status_code == 200) == writes, page
        assert client.post(f"{reverse(f'{name}:index')}{record.pk}/verwijderen/").status_code == 404
    steps = [
        reverse("consents:withdraw", args=[records["consents"].pk]),
        reverse("authority_requests:assess", args=[records["authority_requests"].pk]),
        reverse("authority_requests:confirm", args=[records["authority_requests"].pk]),
        reverse("objections:decide", args=[factories.ObjectionFactory(decision="pending").pk]),
    ]
    for page in steps:
        assert (client.get(page).status_code == 200) == writes, page


class TestConsents:
    ADD = reverse("consents:add")

    @pytest.fixture
    def sent(self, db) -> dict:
        """A consent as somebody fills it in."""
        self.data = factories.DataCategoryFactory()
        self.party = factories.PartyFactory()
        return {
            "dossier_number": "d-7",
            "given_at": "31-03-2026 14:05",
            "recipient": self.party.pk,
            "purpose": "",
            "for_any": "on",
            "data_categories": [self.data.pk],
            "evidence": "Formulier",
            "given_by": "person",
            "statement_version": "",
            "reason": "Ontvangen per post",
            **NO_DOCUMENTS,
        }

    def test_a_consent_is_recorded(self, lawyer, sent):
        answer = lawyer.post(self.ADD, sent | {"explicit": "on"})
        assert answer.status_code == 302, answer.context["form"].errors
        consent = Consent.objects.get()
        assert (bytes(consent.dossier), consent.data_categories) == (seal("d-7"), [self.data.pk])
        assert (consent.recipient, consent.explicit) == (self.party, True)
        assert consent.given_at == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)
        assert consent.history.get().history_change_reason == "Ontvangen per post"

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"dossier_number": "123456782"}, "burgerservicenummer"),
            ({"recipient": "", "purpose": ""}, "Noem een ontvanger, een doeleinde of beide."),
            ({"data_categories": []}, "Kies minstens één soort gegevens."),
            ({"given_at": "01-01-2999 14:05"}, "moet nog komen"),
            ({"given_at": "28-03-2027 02:30"}, "bestond 02:30 niet"),
            ({"reason": ""}, "de reden komt in de historie"),
            ({"for_any": ""}, "dan geldt de toestemming voor elk doeleinde. Kies er een"),
            ({"evidence": " "}, "Waar blijkt de toestemming uit?"),
            ({"given_by": "buurman"}, "Selecteer een geldige keuze"),
            ({"statement_version": "9"}, "Selecteer een geldige keuze"),
        ],
    )
    def test_bad_input_is_named_and_nothing_is_stored(self, changes, message, lawyer, sent):
        assert message in lawyer.post(self.ADD, sent | changes).content.decode()
        assert not Consent.objects.exists()

    def test_a_withdrawal(self, lawyer):
        consent = factories.ConsentFactory()
        url = reverse("consents:withdraw", args=[consent.pk])
        moment = {"withdrawn_at": "01-04-2026 09:00"}
        page = lawyer.post(url, moment | {"reason": "Telefonisch ingetrokken"}, follow=True).content.decode()
        consent.refresh_from_db()
        assert consent.withdrawn_at == datetime(2026, 4, 1, 7, tzinfo=UTC)
        assert "Telefonisch ingetrokken" in page
        assert "1 april 2026 om 09:00:00" in page
        assert "Nu intrekken" not in page and url not in page

    def test_a_withdrawal_now_of_a_consent_by_a_clock_that_runs_ahead(self, lawyer):
        given = timezone.now() + timedelta(minutes=3)
        consent = factories.ConsentFactory(given_at=given)
        url = reverse("consents:withdraw", args=[consent.pk])
        assert lawyer.post(url, {"now": "1"}).status_code == 302
        consent.refresh_from_db()
        assert consent.withdrawn_at == given

    def test_a_withdrawal_now_that_a_colleague_recorded_just_before(self, lawyer, monkeypatch):
        consent = factories.ConsentFactory()

        def beaten(current, **said):
            raise RecordedBefore([InputError("Deze toestemming is al op een ander moment ingetrokken.")])

        monkeypatch.setattr("sharing.consents.views.withdraw_consent", beaten)
        page = lawyer.post(reverse("consents:withdraw", args=[consent.pk]), {"now": "1"}, follow=True)
        assert "al op een ander moment ingetrokken" in text(page)

    def test_a_withdrawal_on_the_minute_that_the_consent_was_given_is_not_before_it(self, lawyer):
        given = datetime(2026, 3, 31, 12, 5, 40, 500_000, tzinfo=UTC)
        consent = factories.ConsentFactory(given_at=given)
        url = reverse("consents:withdraw", args=[consent.pk])
        assert lawyer.post(url, {"withdrawn_at": "31-3-2026 14.05", "reason": "x"}).status_code == 302
        consent.refresh_from_db()
        assert consent.withdrawn_at == given

    @pytest.mark.parametrize(
        ("day", "message"),
        [("1 januari 2020", "ligt voor het geven van de toestemming"), ("1-1-2999", "moet nog komen")],
    )
    def test_a_withdrawal_that_cannot_be(self, day, message, lawyer):
        consent = factories.ConsentFactory()
        sent = {"withdrawn_at": f"{day} 9.00", "reason": "x"}
        assert message in lawyer.post(reverse("consents:withdraw", args=[consent.pk]), sent).content.decode()
        consent.refresh_from_db()
        assert consent.withdrawn_at is None

    def test_a_withdrawal_recorded_at_the_wrong_moment_is_corrected(self, lawyer):
        consent = factories.ConsentFactory(withdrawn=True)
        url = reverse("consents:edit", args=[consent.pk])
        sent = {
            "dossier_number": "d-0001",
            "given_at": "31-12-2025 11:00",
            "withdrawn_at": "01-03-2026 10:00",
            "recipient": consent.recipient_id,
            "purpose": "",
            "for_any": "on",
            "given_by": "person",
            "data_categories": consent.data_categories,
            "evidence": "Formulier",
            "reason": "Dag eerder ingetrokken",
            **NO_DOCUMENTS,
            "version": version_in(lawyer, url),
        }
        assert lawyer.post(url, sent).status_code == 302
        consent.refresh_from_db()
        assert consent.withdrawn_at == datetime(2026, 3, 1, 9, tzinfo=UTC)

    def test_a_correction_is_seen_in_the_timeline(self, lawyer, sent):
        lawyer.post(self.ADD, sent)
        consent = Consent.objects.get()
        url = reverse("consents:edit", args=[consent.pk])
        changes = {"dossier_number": "d-8", "reason": "Verkeerd dossier", "version": version_in(lawyer, url)}
        answer = lawyer.post(url, sent | changes)
        assert answer.status_code == 302, answer.context["form"].errors
        consent.refresh_from_db()
        assert bytes(consent.dossier) == seal("d-8")
        page = lawyer.get(reverse("consents:inspect", args=[consent.pk])).content.decode()
        assert "d-7" in page
        assert "Verkeerd dossier" in page

    def test_of_two_corrections_the_second_is_told(self, lawyer, sent):
        lawyer.post(self.ADD, sent)
        consent = Consent.objects.get()
        url = reverse("consents:edit", args=[consent.pk])
        seen = version_in(lawyer, url)
        colleague = signed_in(LAWYER)
        first = sent | {"evidence": "Brief", "reason": "a", "version": version_in(colleague, url)}
        assert colleague.post(url, first).status_code == 302
        page = lawyer.post(url, sent | {"evidence": "Fax", "reason": "b", "version": seen}).content.decode()
        assert "heeft dit intussen gewijzigd" in page
        assert "Fax" in page
        consent.refresh_from_db()
        assert consent.evidence == "Brief"

    def test_a_dossier_is_found_by_post(self, lawyer):
        factories.ConsentFactory(number="d-1")
        factories.ConsentFactory(number="d-2")
        address = lawyer.post(reverse("consents:find"), {"dossier": "d-2", "reason": "audit"})["Location"]
        assert "d-2" not in address
        assert [bytes(row.dossier) for row in lawyer.get(address).context["object_list"]] == [seal("d-2")]

    def test_who_said_no_is_known_and_nothing_rests_on_it(self, lawyer, sent):
        changes = {"refused": "on", "evidence": "", "for_any": "", "given_by": "representative"}
        answer = lawyer.post(self.ADD, sent | changes)
        assert answer.status_code == 302, answer.context["form"].errors
        consent = Consent.objects.get()
        assert (consent.refused, consent.given_by) == (True, "representative")
        page = lawyer.get(reverse("consents:inspect", args=[consent.pk])).content.decode()
        assert "Een vertegenwoordiger" in page
        assert reverse("consents:withdraw", args=[consent.pk]) not in page
        answer = lawyer.get(reverse("consents:withdraw", args=[consent.pk]), follow=True)
        assert "Deze toestemming is geweigerd" in answer.content.decode()
        refused = lawyer.get(reverse("consents:index"), {"withdrawn": "refused"}).context["object_list"]
        assert list(refused) == [consent]
        assert not lawyer.get(reverse("consents:index"), {"withdrawn": "True"}).context["object_list"]

    def test_the_version_in_force_is_proposed(self, lawyer, sent):
        factories.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1))
        shown = factories.CommitmentSetFactory(version=2, effective_from=date(2021, 1, 1))
        factories.CommitmentSetFactory(version=3, effective_from=date(2999, 1, 1))
        assert lawyer.get(self.ADD).context["form"]["statement_version"].value() == shown.pk
        lawyer.post(self.ADD, sent | {"statement_version": shown.pk})
        assert Consent.objects.get().statement_version == shown

    def test_filters(self, lawyer):
        given, withdrawn = factories.ConsentFactory(), factories.ConsentFactory(withdrawn=True)
        index = reverse("consents:index")
        assert list(lawyer.get(index, {"withdrawn": "True"}).context["object_list"]) == [given]
        assert list(lawyer.get(index, {"withdrawn": "False"}).context["object_list"]) == [withdrawn]
        assert list(lawyer.get(index, {"recipient": given.recipient_id}).context["object_list"]) == [given]

    def test_the_export_holds_what_the_list_shows(self, lawyer):
        factories.ConsentFactory(number="d-1", evidence="=cmd")
        text = b"".join(lawyer.get(reverse("consents:index"), {"export": "csv"})).decode()
        assert "d-1" in text
        assert "'=cmd" in text


RESTRICTION = {"kind": "restriction", "recipient": "", "restriction_ground": "c"}


class TestObjections:
    ADD = reverse("objections:add")

    def sent(self, **changes) -> dict:
        return {
            "dossier_number": "d-9",
            "kind": "objection",
            "recipient": factories.PartyFactory().pk,
            "purpose": "",
            "decision": "upheld",
            "in_force_from": "31-03-2026 00:00",
            "in_force_until": "",
            "informed_on": "",
            "received_at": "30-03-2026 09:00",
            "restriction_ground": "",
            "decision_reason": "",
            "explanation": "",
            "reason": "Brief van de betrokkene",
            **NO_DOCUMENTS,
        } | changes

    def test_an_objection_is_recorded(self, lawyer):
        answer = lawyer.post(self.ADD, self.sent())
        assert answer.status_code == 302, answer.context["form"].errors
        objection = Objection.objects.get()
        assert (bytes(objection.dossier), objection.decision, objection.in_force_until) == (
            seal("d-9"),
            "upheld",
            None,
        )

    def test_a_number_of_which_nothing_else_is_kept_is_told_with_the_way_to_mend_it(self, lawyer):
        page = text(lawyer.post(self.ADD, self.sent(), follow=True))
        assert "van dit dossiernummer is hier verder niets vastgelegd" in page
        assert "d-9" not in page.split("Let op:")[1].split("Nummer verbeteren")[0].casefold()
        objection = Objection.objects.get()
        edit = reverse("objections:edit", args=[objection.pk])
        # Mended to a number that is known: no more of it.
        factories.DisclosureFactory(number="d-10")
        sent = self.sent(
            dossier_number="d-10", recipient=objection.recipient_id, reason="Tikfout in het nummer"
        )
        page = text(lawyer.post(edit, sent | seen(lawyer, edit), follow=True))
        assert "d-10" in page.casefold()
        assert "verder niets vastgelegd" not in page

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"recipient": ""}, "Noem bij een bezwaar een ontvanger of een doeleinde."),
            ({"kind": "restriction"}, "Een beperking geldt voor het hele dossier"),
            ({"kind": ""}, "verplicht veld"),
            ({"kind": "restriction", "recipient": ""}, "Kies waarom het gebruik wordt beperkt"),
            ({"restriction_ground": "a"}, "Alleen een beperking heeft een grond"),
            ({"received_at": "1-1-2999 9:00"}, "moet nog komen"),
            (
                RESTRICTION | {"in_force_until": "30-04-2026 12:00"},
                "Vul in wanneer de betrokkene is ingelicht",
            ),
            (
                RESTRICTION | {"in_force_until": "30-04-2026 12:00", "informed_on": "1-5-2026"},
                "De betrokkene is pas na het einde ingelicht",
            ),
            (
                {"in_force_until": "30-03-2026 12:00"},
                "30 maart 2026 om 12:00 ligt voor “Geldt vanaf”",
            ),
            ({"in_force_until": "30-04-2026"}, "“30-04-2026” mist de tijd."),
        ],
    )
    def test_bad_input_is_named_and_nothing_is_stored(self, changes, message, lawyer):
        assert message in lawyer.post(self.ADD, self.sent(**changes)).content.decode()
        assert not Objection.objects.exists()

    def test_an_end_is_a_correction(self, lawyer):
        sent = self.sent()
        lawyer.post(self.ADD, sent)
        objection = Objection.objects.get()
        url = reverse("objections:edit", args=[objection.pk])
        end = {
            "in_force_until": "01-05-2026 00:00",
            "version": version_in(lawyer, url),
        }
        assert lawyer.post(url, sent | end).status_code == 302
        objection.refresh_from_db()
        assert objection.in_force_until == datetime(2026, 4, 30, 22, tzinfo=UTC)

    def test_a_restriction_ends_after_the_person_was_told(self, lawyer):
        end = {"in_force_until": "30-04-2026 12:00", "informed_on": "28-4-2026"}
        answer = lawyer.post(self.ADD, self.sent(**RESTRICTION, **end))
        assert answer.status_code == 302, answer.context["form"].errors
        objection = Objection.objects.get()
        assert (objection.restriction_ground, objection.informed_on) == ("c", date(2026, 4, 28))
        page = lawyer.get(reverse("objections:inspect", args=[objection.pk])).content.decode()
        assert "rechtsvordering" in page
        assert "28 april 2026" in page

    def test_deciding_is_a_step_with_a_name_and_a_reason(self, lawyer):
        lawyer.post(self.ADD, self.sent(decision="pending"))
        objection = Objection.objects.get()
        assert objection.decided_by is None
        edit, decide = (reverse(f"objections:{step}", args=[objection.pk]) for step in ("edit", "decide"))
        assert "decision" not in lawyer.get(edit).context["form"].fields
        step = {"decision": "upheld", "in_force_from": "01-04-2026 00:00", "reason": "Gegrond"}
        colleague = signed_in(LAWYER)
        earlier = seen(colleague, decide)
        assert "Kies of u toewijst" in lawyer.post(decide, step | {"decision": ""}).content.decode()
        page = lawyer.post(decide, step | seen(lawyer, decide), follow=True).content.decode()
        assert "Het besluit is vastgelegd." in page
        objection.refresh_from_db()
        assert (objection.decision, objection.decided_by) == ("upheld", lawyer.user)
        assert objection.decision_reason == "Gegrond"
        page = colleague.post(decide, step | earlier | {"decision": "rejected"}, follow=True).content.decode()
        assert "Hierover is al beslist" in page
        objection.refresh_from_db()
        assert objection.decision == "upheld"

    def test_who_corrects_the_decision_decides(self, lawyer):
        lawyer.post(self.ADD, self.sent())
        objection = Objection.objects.get()
        assert objection.decided_by == lawyer.user
        colleague = signed_in(LAWYER)
        url = reverse("objections:edit", args=[objection.pk])
        sent = {
            "recipient": objection.recipient_id,
            "decision": "rejected",
            "version": version_in(colleague, url),
        }
        answer = colleague.post(url, self.sent(**sent))
        assert answer.status_code == 302, answer.context["form"].errors
        objection.refresh_from_db()
        assert (objection.decision, objection.decided_by) == ("rejected", colleague.user)
