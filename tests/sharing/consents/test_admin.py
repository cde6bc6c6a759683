"""Consents, objections, restrictions and authorities' requests in the browser."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharing.consents.models import AuthorityRequest, Consent, Objection
from sharing.core.dossiers import seal
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in


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
            "data_categories": [self.data.pk],
            "evidence": "Formulier",
            "reason": "Ontvangen per post",
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
            ({"given_at": "01-01-2999 14:05"}, "ligt in de toekomst"),
            ({"given_at": "28-03-2027 02:30"}, "bestond 02:30 niet"),
            ({"reason": ""}, "de reden komt in de historie"),
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
        assert "Intrekken" not in page

    def test_a_withdrawal_on_the_minute_that_the_consent_was_given_is_not_before_it(self, lawyer):
        given = datetime(2026, 3, 31, 12, 5, 40, 500_000, tzinfo=UTC)
        consent = factories.ConsentFactory(given_at=given)
        url = reverse("consents:withdraw", args=[consent.pk])
        assert lawyer.post(url, {"withdrawn_at": "31-3-2026 14.05", "reason": "x"}).status_code == 302
        consent.refresh_from_db()
        assert consent.withdrawn_at == given

    @pytest.mark.parametrize(
        ("day", "message"),
        [("1 januari 2020", "ligt voor het geven van de toestemming"), ("1-1-2999", "toekomst")],
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
            "data_categories": consent.data_categories,
            "evidence": consent.evidence,
            "reason": "Dag eerder ingetrokken",
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
        address = lawyer.post(reverse("consents:find"), {"dossier": "d-2"})["Location"]
        assert "d-2" not in address
        assert [bytes(row.dossier) for row in lawyer.get(address).context["object_list"]] == [seal("d-2")]

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
            "explanation": "",
            "reason": "Brief van de betrokkene",
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

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"recipient": ""}, "Noem bij een bezwaar een ontvanger of een doeleinde."),
            ({"kind": "restriction"}, "Een beperking geldt voor het hele dossier"),
            ({"kind": ""}, "verplicht veld"),
            (
                {"in_force_until": "30-03-2026 12:00"},
                "Het einde ligt voor het begin.",
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


class TestRequests:
    def sent(self, **changes) -> dict:
        return {
            "reference": "VZ-1",
            "received_on": timezone.localdate().isoformat(),
            "authority": factories.PartyFactory(authority=True).pk,
            "legal_provision": "artikel 126nd Wetboek van Strafvordering",
            "asked": "Adres",
            "reason": "Binnengekomen",
        } | changes

    def test_from_registration_to_confirmation_by_another(self, lawyer):
        answer = lawyer.post(reverse("authority_requests:add"), self.sent())
        assert answer.status_code == 302, answer.context["form"].errors
        request = AuthorityRequest.objects.get()
        assess, confirm = (
            reverse(f"authority_requests:{step}", args=[request.pk]) for step in ("assess", "confirm")
        )
        lawyer.post(assess, {"assessment": "granted", "note": "De bepaling klopt", **seen(lawyer, assess)})

        assert "U hebt dit verzoek zelf beoordeeld" in lawyer.get(confirm).content.decode()
        page = lawyer.post(confirm, {"reason": "Akkoord", **seen(lawyer, confirm)}).content.decode()
        assert "bevestigen doet een ander" in page
        request.refresh_from_db()
        assert request.confirmed_by is None

        colleague = signed_in(LAWYER)
        earlier = seen(colleague, confirm)
        lawyer.post(assess, {"assessment": "refused", "note": "Niet bevoegd", **seen(lawyer, assess)})
        page = colleague.post(confirm, {"reason": "Nagegaan"} | earlier).content.decode()
        assert "en is nu “Verzoek afwijzen" in page and "Niet bevoegd" in page
        request.refresh_from_db()
        assert request.confirmed_by is None
        lawyer.post(assess, {"assessment": "granted", "note": "Toch bevoegd", **seen(lawyer, assess)})
        page = colleague.post(
            confirm, {"reason": "Nagegaan"} | seen(colleague, confirm), follow=True
        ).content.decode()
        request.refresh_from_db()
        assert (request.assessed_by, request.confirmed_by) == (lawyer.user, colleague.user)
        assert "Bevestigd: voldoen" in page
        assert (
            "al bevestigd"
            in lawyer.post(
                assess, {"assessment": "refused", "note": "Toch niet"} | seen(lawyer, assess)
            ).content.decode()
        )
        third = signed_in(LAWYER)
        assert (
            "al bevestigd" in third.post(confirm, {"reason": "Ook"} | seen(third, confirm)).content.decode()
        )

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"received_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "ligt in de toekomst"),
            ({"reference": ""}, "verplicht veld"),
            ({"legal_provision": ""}, "verplicht veld"),
            ({"authority": "0"}, "Selecteer een geldige keuze"),
        ],
    )
    def test_bad_input_is_named_and_nothing_is_stored(self, changes, message, lawyer):
        assert (
            message in lawyer.post(reverse("authority_requests:add"), self.sent(**changes)).content.decode()
        )
        assert not AuthorityRequest.objects.exists()

    def test_only_authorities_can_ask(self, lawyer):
        party = factories.PartyFactory(client=True)
        page = lawyer.post(reverse("authority_requests:add"), self.sent(authority=party.pk)).content.decode()
        assert "Selecteer een geldige keuze" in page

    def test_confirming_what_was_not_assessed(self, lawyer):
        request = factories.AuthorityRequestFactory()
        page = lawyer.post(
            reverse("authority_requests:confirm", args=[request.pk]), {"reason": "x"}
        ).content.decode()
        assert "nog niet beoordeeld" in page

    def test_what_was_assessed_does_not_change_any_more(self, lawyer):
        request = factories.AuthorityRequestFactory(assessed=True)
        url = reverse("authority_requests:edit", args=[request.pk])
        changes = self.sent(authority=request.authority_id, asked="Alles", version=version_in(lawyer, url))
        assert "al beoordeeld" in lawyer.post(url, changes).content.decode()
        request.refresh_from_db()
        assert request.asked == "Adresgegevens"

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("to_assess", "new"),
            ("to_confirm", "assessed"),
            ("granted", "confirmed"),
            ("refused", None),
            ("x", None),  # not understood: nothing, and the page says why
        ],
    )
    def test_the_list_by_state(self, state, expected, lawyer):
        made = {
            "new": factories.AuthorityRequestFactory(),
            "assessed": factories.AuthorityRequestFactory(assessed=True),
            "confirmed": factories.AuthorityRequestFactory(confirmed=True),
        }
        shown = set(lawyer.get(reverse("authority_requests:index"), {"state": state}).context["object_list"])
        assert shown == ({made[expected]} if expected else set())
