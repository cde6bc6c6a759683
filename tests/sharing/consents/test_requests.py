"""Authorities' requests in the browser: what they cover, two persons, their documents, what stays secret."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sharing.consents.queries import Withheld, withheld_on
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument, RequestedDossier
from sharing.core.dossiers import seal, unseal
from sharing.reference.models import DataCategory, LegalProvision
from sharing.roles import CONTRACT_MANAGER, LAWYER
from tests import factories
from tests.sharing.consents.test_admin import seen, version_in
from tests.sharing.core.visitors import signed_in, text

ADD = reverse("authority_requests:add")
CITED = "artikel 126nd Wetboek van Strafvordering"


@pytest.fixture
def lawyer(db):
    return signed_in(LAWYER)


def management(total: int = 0, initial: int = 0) -> dict[str, object]:
    return {"documents-TOTAL_FORMS": total, "documents-INITIAL_FORMS": initial}


class TestRequests:
    def sent(self, **changes) -> dict:
        return {
            "reference": "VZ-1",
            "received_on": timezone.localdate().isoformat(),
            "authority": factories.PartyFactory(authority=True).pk,
            "legal_provision": self.provision().code,
            "asked": "Adres",
            "data_categories": [self.address().pk],
            "dossiers": "",
            "period_from": "",
            "period_until": "",
            "secrecy_ground": "",
            "secret_until": "",
            "reason": "Binnengekomen",
            **management(),
        } | changes

    def address(self):
        return DataCategory.objects.filter(code="adres").first() or factories.DataCategoryFactory(
            code="adres"
        )

    def provision(self):
        listed = LegalProvision.objects.filter(citation=CITED).first()
        return listed or factories.LegalProvisionFactory(code="sv-126nd", citation=CITED)

    def test_of_which_numbers_nothing_else_is_kept_is_told(self, lawyer):
        factories.DisclosureFactory(number="d-1")
        page = text(lawyer.post(ADD, self.sent(dossiers="d-1\nd-2\nd-3"), follow=True))
        assert "van 2 van de 3 dossiernummers is hier verder niets vastgelegd" in page
        page = text(lawyer.post(ADD, self.sent(reference="VZ-2", dossiers="d-1\nd-2"), follow=True))
        assert "verder niets vastgelegd" not in page
        page = text(lawyer.post(ADD, self.sent(reference="VZ-3"), follow=True))
        assert "verder niets vastgelegd" not in page

    def test_from_registration_to_confirmation_by_another(self, lawyer):
        answer = lawyer.post(ADD, self.sent())
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
            ({"received_on": "31-12-2999"}, "moet nog komen"),
            ({"reference": ""}, "verplicht veld"),
            ({"legal_provision": ""}, "verplicht veld"),
            ({"authority": "0"}, "Selecteer een geldige keuze"),
            ({"legal_provision": "niet-in-de-lijst"}, "Selecteer een geldige keuze"),
            ({"data_categories": []}, "Kies minstens één soort gegevens"),
            ({"dossiers": "D-1\n111222333"}, "Regel 2:"),
            ({"dossiers": "D-1, D-2"}, "Regel 1:"),
            ({"asked": "De dossiers 2026-0041 en 2026-0042"}, "Hierin staan dossiernummers."),
            ({"asked": "Alles over D-7.", "dossiers": "d-7"}, "Hierin staan dossiernummers."),
            ({"period_from": "1-5-2026", "period_until": "1-4-2026"}, "einddatum"),
            ({"secret": "on"}, "Schrijf op waarom dit verzoek geheim blijft"),
            ({"secret_until": "1-5-2026"}, "vink dan ook “Geheim te houden” aan"),
        ],
    )
    def test_bad_input_is_named_and_nothing_is_stored(self, changes, message, lawyer):
        assert message in lawyer.post(ADD, self.sent(**changes)).content.decode()
        assert not AuthorityRequest.objects.exists()

    def test_only_authorities_can_ask(self, lawyer):
        party = factories.PartyFactory(client=True)
        page = lawyer.post(ADD, self.sent(authority=party.pk)).content.decode()
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
        changes = self.sent(
            authority=request.authority_id,
            asked="Alles",
            reference=request.reference,
            version=version_in(lawyer, url),
        )
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

    def test_what_it_covers_is_kept_and_shown_to_both(self, lawyer):
        sent = self.sent(
            dossiers=" D-7 \n\nd‑8\nd-7",
            period_from="1-3-2026",
            period_until="30 juni 2026",
            secret="on",
            secrecy_ground="Het onderzoek loopt nog",
            secret_until="31-12-2026",
        )
        answer = lawyer.post(ADD, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        request = AuthorityRequest.objects.get()
        assert request.legal_provision == CITED
        assert sorted(unseal(row.dossier) for row in request.dossiers.all()) == ["d-7", "d-8"]
        assert (request.period_from, request.period_until) == (date(2026, 3, 1), date(2026, 6, 30))
        told = ["d-7", "d-8", "1 maart 2026", "30 juni 2026", "Het onderzoek loopt nog", "31 december 2026"]
        assess = reverse("authority_requests:assess", args=[request.pk])
        page = lawyer.get(assess).content.decode()
        assert [one for one in told if one not in page] == []
        lawyer.post(assess, {"assessment": "granted", "note": "Klopt", **seen(lawyer, assess)})
        page = (
            signed_in(LAWYER).get(reverse("authority_requests:confirm", args=[request.pk])).content.decode()
        )
        assert [one for one in told if one not in page] == []
        inspect = lawyer.get(reverse("authority_requests:inspect", args=[request.pk])).content.decode()
        assert [one for one in told if one not in inspect] == []

    def test_until_it_is_assessed_its_dossiers_change(self, lawyer):
        lawyer.post(ADD, self.sent(dossiers="d-7\nd-8"))
        request = AuthorityRequest.objects.get()
        edit = reverse("authority_requests:edit", args=[request.pk])
        assert lawyer.get(edit).context["form"]["dossiers"].value() == "d-7\nd-8"
        answer = lawyer.post(
            edit, self.sent(authority=request.authority_id, dossiers="d-8\nd-9", **seen(lawyer, edit))
        )
        assert answer.status_code == 302, answer.context["form"].errors
        assert sorted(unseal(row.dossier) for row in request.dossiers.all()) == ["d-8", "d-9"]
        assert RequestedDossier.history.filter(dossier=seal("d-7"), history_type="-").count() == 1

    def test_a_dossier_that_is_changed_after_it_was_shown_is_noticed(self, lawyer):
        lawyer.post(ADD, self.sent(dossiers="d-7"))
        request = AuthorityRequest.objects.get()
        assess = reverse("authority_requests:assess", args=[request.pk])
        edit = reverse("authority_requests:edit", args=[request.pk])
        shown = seen(lawyer, assess)
        colleague = signed_in(LAWYER)
        changes = self.sent(authority=request.authority_id, dossiers="d-7\nd-8", **seen(colleague, edit))
        assert colleague.post(edit, changes).status_code == 302
        page = lawyer.post(assess, {"assessment": "granted", "note": "Klopt", **shown}).content.decode()
        assert "heeft dit intussen gewijzigd" in page
        request.refresh_from_db()
        assert request.assessed_by is None

    def test_a_known_number_is_refused_in_a_text(self, lawyer):
        factories.DisclosureFactory(number="kl-2026-7")
        page = lawyer.post(ADD, self.sent(asked="Alles over KL-2026-7.")).content.decode()
        assert "Hierin staan dossiernummers." in page
        answer = lawyer.post(ADD, self.sent(asked="Adres in 2024 en 2025, art. 54 en 55, sinds 01-03-2026"))
        assert answer.status_code == 302, answer.context["form"].errors

    def test_a_provision_counts_on_the_day_it_was_received(self, lawyer):
        old = factories.LegalProvisionFactory(code="oud", last_day=date(2020, 1, 1))
        foreign = factories.LegalProvisionFactory(code="vs", jurisdiction="other")
        assert "gold niet op de dag" in lawyer.post(ADD, self.sent(legal_provision=old.code)).content.decode()
        page = lawyer.post(ADD, self.sent(legal_provision=foreign.code)).content.decode()
        assert "Selecteer een geldige keuze" in page
        assert not AuthorityRequest.objects.exists()

    def test_one_of_before_without_data_is_not_confirmed(self, lawyer):
        request = factories.AuthorityRequestFactory(assessed=True)
        confirm = reverse("authority_requests:confirm", args=[request.pk])
        page = lawyer.post(confirm, {"reason": "Nagegaan", **seen(lawyer, confirm)}).content.decode()
        assert "Dit verzoek noemt geen gegevens" in page
        request.refresh_from_db()
        assert request.confirmed_by is None


class TestDocuments:
    def uploaded(self) -> SimpleUploadedFile:
        return SimpleUploadedFile("bevel.pdf", b"%PDF-1.4 bevel", "application/pdf")

    def registered(self, lawyer) -> AuthorityRequest:
        documents = management(1) | {"documents-0-title": "Bevel", "documents-0-file": self.uploaded()}
        answer = lawyer.post(ADD, TestRequests().sent(**documents))
        assert answer.status_code == 302, answer.context["form"].errors
        return AuthorityRequest.objects.get()

    def test_are_kept_private_with_their_hash(self, lawyer):
        request = self.registered(lawyer)
        document = request.documents.get()
        assert len(document.sha256) == 64
        address = reverse("authority_requests:document", args=[request.pk, document.pk])
        for step in ("assess", "confirm"):
            page = lawyer.get(reverse(f"authority_requests:{step}", args=[request.pk])).content.decode()
            assert address in page
        answer = lawyer.get(address)
        assert BytesIO(b"".join(answer)).read() == b"%PDF-1.4 bevel"
        assert answer["Cache-Control"].startswith("private, no-store")
        assert signed_in(CONTRACT_MANAGER).get(address).status_code == 302
        page = lawyer.get(reverse("authority_requests:inspect", args=[request.pk])).content.decode()
        assert document.sha256 in page

    def test_what_is_no_document_is_refused(self, lawyer):
        wrong = SimpleUploadedFile("bevel.pdf", b"MZ", "application/pdf")
        documents = management(1) | {"documents-0-title": "Bevel", "documents-0-file": wrong}
        page = lawyer.post(ADD, TestRequests().sent(**documents)).content.decode()
        assert "Dit is geen PDF" in page
        assert not AuthorityRequestDocument.objects.exists()

    def test_are_never_deleted_and_dossiers_are_not_added_after_the_assessment(self, lawyer):
        request = self.registered(lawyer)
        with (
            pytest.raises(IntegrityError, match="blijft bewaard"),
            factories.recorded(),
            transaction.atomic(),
        ):
            request.documents.get().delete()
        assessed = factories.AuthorityRequestFactory(assessed=True)
        with pytest.raises(IntegrityError, match="al beoordeeld"), factories.recorded(), transaction.atomic():
            RequestedDossier.objects.create(request=assessed, dossier=seal("d-1"))


class TestSecrecy:
    def test_what_an_access_answer_leaves_out(self, db):
        factories.AuthorityRequestFactory()
        ground = {"secret": True, "secrecy_ground": "Onderzoek"}
        until = factories.AuthorityRequestFactory(**ground, secret_until=date(2026, 6, 30))
        always = factories.AuthorityRequestFactory(**ground)
        withheld = {
            until.pk: Withheld(until.reference, "Onderzoek", date(2026, 6, 30), until.authority_id),
            always.pk: Withheld(always.reference, "Onderzoek", None, always.authority_id),
        }
        assert withheld_on(date(2026, 6, 30)) == withheld
        assert set(withheld_on(date(2026, 7, 1))) == {always.pk}

    def test_it_stands_at_the_entry(self, lawyer):
        request = factories.AuthorityRequestFactory(secret=True, secrecy_ground="Onderzoek")
        entry = factories.DisclosureFactory(authority_request=request)
        page = lawyer.get(reverse("disclosures:inspect", args=[entry.pk])).content.decode()
        assert "Geheim voor de betrokkene" in page
        assert "Onderzoek" in page
        other = factories.DisclosureFactory()
        page = lawyer.get(reverse("disclosures:inspect", args=[other.pk])).content.decode()
        assert "Geheim voor de betrokkene" not in page
