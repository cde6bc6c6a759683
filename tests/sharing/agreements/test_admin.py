"""Agreements in the browser: the form with all that hangs from it, status, roles."""

import csv
import hashlib
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import AgreementKind, AgreementStatus
from sharing.agreements.models import Agreement, AgreementDocument, Article28Clause
from sharing.agreements.queries import ending_within, facts_of, with_status
from sharing.agreements.rules import status_on
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.agreements.screens import ADD, INDEX, PDF, edited, filled, management
from tests.sharing.core.visitors import signed_in


def test_an_agreement_that_is_not_with_a_processor_shows_nothing_of_processing(manager):
    def shown(agreement):
        context = manager.get(reverse("agreements:inspect", args=[agreement.pk])).context
        titles = {one.title for one in context["sections"]}
        return {str(field["label"]) for field in context["fields"]} | titles

    of_processing = {
        *(
            "Meldtermijn datalek in uren",
            "Gegevens na afloop",
            "Laatste audit op",
            "Toestemming voor subverwerkers",
        ),
        *("Subverwerkers", "Onderdelen van artikel 28, lid 3"),
    }
    assert not shown(factories.AgreementFactory()) & of_processing
    assert shown(factories.AgreementFactory(processing=True)) >= of_processing
    agreed = factories.AgreementFactory(breach_notice_hours=24)  # though it need not be
    assert shown(agreed) & of_processing == {"Meldtermijn datalek in uren"}


def test_what_is_covered_stands_in_one_order_now_and_on_a_past_day(manager):
    named = [factories.DataCategoryFactory(name=words) for words in ("Naam", "Adres", "telefoon", "BSN")]
    one = factories.AgreementFactory(data=named)
    address = reverse("agreements:inspect", args=[one.pk])
    for asked in ({}, {"peildatum": "2090-01-01", "vraag": "stond"}):
        [section] = [
            found
            for found in manager.get(address, asked).context["sections"]
            if found.title == "Gegevenscategorieën"
        ]
        assert [getattr(row[0], "text", row[0]) for row in section.rows] == [
            "Adres",
            "BSN",
            "Naam",
            "telefoon",
        ]


@pytest.mark.parametrize(
    ("role", "views", "changes"),
    [
        (EDITOR, False, False),
        (CONTRACT_MANAGER, True, True),
        (LAWYER, True, False),
        (AUDITOR, True, False),
        (ADMINISTRATOR, True, False),
    ],
)
def test_who_sees_and_changes_agreements(role, views, changes, lists):
    agreement = factories.AgreementFactory(reference="OV-ROL")
    client = signed_in(role)
    for page in (INDEX, reverse("agreements:inspect", args=[agreement.pk])):
        assert (client.get(page).status_code == 200) == views
    for page in (ADD, *(reverse(f"agreements:{name}", args=[agreement.pk]) for name in ("edit", "delete"))):
        assert (client.get(page).status_code == 200) == changes


class TestForm:
    def test_a_new_agreement_with_everything(self, manager, lists):
        sent = filled(
            lists,
            subject_categories=[lists["subject"].pk],
            owner=manager.user.pk,
            item_a="met",
            clause_a="artikel 3, lid 1",
            item_h="not_applicable",
            **management("sub_processors", 1)
            | {
                "sub_processors-0-party": factories.PartyFactory().pk,
                "sub_processors-0-service": "Hosting",
                "sub_processors-0-country": lists["party"].country_id,
                "sub_processors-0-approved_on": "2026-01-05",
                "sub_processors-0-parent": "",
            },
            **management("documents", 1)
            | {
                "documents-0-title": "Ondertekend contract",
                "documents-0-file": SimpleUploadedFile("contract.pdf", PDF, "application/pdf"),
            },
        )
        answer = manager.post(ADD, sent)
        assert answer.status_code == 302, answer.context["form"].errors
        agreement = Agreement.objects.get(reference="VO-1")
        assert list(agreement.purposes.all()) == [lists["purpose"]]
        assert list(agreement.subject_categories.all()) == [lists["subject"]]
        assert agreement.owner == manager.user
        clauses = {
            row.item: (row.status, row.clause) for row in Article28Clause.objects.filter(agreement=agreement)
        }
        assert len(clauses) == 8
        assert clauses["a"] == ("met", "artikel 3, lid 1")
        assert clauses["h"] == ("not_applicable", "")
        assert SubProcessor.objects.get(agreement=agreement).service == "Hosting"
        document = AgreementDocument.objects.get(agreement=agreement)
        assert document.sha256 == hashlib.sha256(PDF).hexdigest()
        rows = [*agreement.history.all(), *AgreementDocument.history.all(), *Article28Clause.history.all()]
        assert {row.history_change_reason for row in rows} == {"Nieuw contract"}
        assert {row.history_user_id for row in rows} == {manager.user.pk}

    def test_a_service_agreement_carries_no_empty_items(self, manager, lists):
        manager.post(ADD, filled(lists, kind=AgreementKind.SERVICE))
        assert Agreement.objects.get().clauses.count() == 0

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"last_day": "2025-12-31"}, "De laatste dag ligt voor de eerste dag"),
            ({"terminated_per": "2025-12-31"}, "De opzegdatum ligt voor de eerste dag"),
            ({"purposes": []}, "Kies minstens één doeleinde."),
            ({"data_categories": []}, "Kies minstens één gegevenscategorie."),
            ({"reason": ""}, "de reden komt in de historie"),
            ({"party": ""}, "verplicht veld"),
            ({"item_a": "misschien"}, "Selecteer een geldige keuze"),
            ({"clause_a": "x" * 201}, "200 tekens"),
            ({"notice_days": "-1"}, "-1 is te laag. Vul 0 of meer in."),
            ({"first_day": "gisteren"}, "“gisteren” is geen datum."),
        ],
    )
    def test_bad_input_is_named_and_nothing_is_stored(self, changes, message, manager, lists):
        page = manager.post(ADD, filled(lists, **changes)).content.decode()
        assert message in page
        assert not Agreement.objects.exists()

    def test_what_is_wrong_with_an_item_of_article_28_is_listed_with_the_rest(self, manager, lists):
        """The list at the top is made of these messages, each leading to the field of its own cell."""
        page = manager.post(ADD, filled(lists, item_b="misschien", clause_a="x" * 201, note_h="x" * 9999))
        page = page.content.decode()
        for field in ("item_b", "clause_a", "note_h"):
            cell = next(
                part for part in page.split("<td data-field-wrapper")[1:] if f'name="{field}"' in part
            )
            assert f'<p class="error-message" id="id_{field}-fout">' in cell.partition("</td>")[0]

    def test_what_a_row_lacks_names_the_field_the_row_and_what_to_do(self, manager, lists):
        rows = management("sub_processors", 2)
        for number, party in enumerate((factories.PartyFactory().pk, "")):
            rows |= {
                f"sub_processors-{number}-party": party,
                f"sub_processors-{number}-service": "" if party else "Hosting",
                f"sub_processors-{number}-country": lists["party"].country_id,
                f"sub_processors-{number}-parent": "",
            }
        page = unescape(manager.post(ADD, filled(lists, **rows)).content.decode())
        assert "Vul “Dienst” in bij rij 1 van “Subverwerkers”, of verwijder die rij." in page
        assert "Vul “Partij” in bij rij 2 van “Subverwerkers”, of verwijder die rij." in page
        assert "Dit is een verplicht veld." not in page

    def test_a_reference_that_is_taken(self, manager, lists):
        factories.AgreementFactory(reference="VO-1")
        assert "bestaat al" in manager.post(ADD, filled(lists)).content.decode()

    def test_a_change_is_told_in_the_timeline_and_only_that(self, manager, lists):
        manager.post(ADD, filled(lists))
        agreement = Agreement.objects.get()
        before = agreement.history.count()
        answer = manager.post(
            reverse("agreements:edit", args=[agreement.pk]),
            edited(manager, agreement, item_b="met", clause_b="artikel 5", purposes=[lists["child"].pk]),
        )
        assert answer.status_code == 302, answer.context["form"].errors
        assert agreement.history.count() == before
        assert list(agreement.purposes.all()) == [lists["child"]]
        page = manager.get(reverse("agreements:inspect", args=[agreement.pk])).content.decode()
        assert "Verlengd" in page
        assert "artikel 5" in page

    def test_saving_without_a_change_is_refused(self, manager, lists):
        manager.post(ADD, filled(lists))
        agreement = Agreement.objects.get()
        answer = manager.post(reverse("agreements:edit", args=[agreement.pk]), edited(manager, agreement))
        assert "niets gewijzigd" in answer.content.decode()

    def test_the_reference_stays_what_it_is(self, manager, lists):
        manager.post(ADD, filled(lists))
        agreement = Agreement.objects.get()
        sent = edited(manager, agreement, reference="ANDERS", description="Nieuw")
        manager.post(reverse("agreements:edit", args=[agreement.pk]), sent)
        agreement.refresh_from_db()
        assert (agreement.reference, agreement.description) == ("VO-1", "Nieuw")

    def test_a_sub_processor_cannot_be_engaged_by_itself_or_by_what_it_engaged(self, manager):
        first = factories.SubProcessorFactory(service="Eerste")
        second = factories.SubProcessorFactory(agreement=first.agreement, service="Tweede", parent=first)
        stranger = factories.SubProcessorFactory(service="Vreemde")
        page = manager.get(reverse("agreements:edit", args=[first.agreement_id]))
        forms = {
            form.instance.service: form for form in page.context["form"].formsets["sub_processors"].forms
        }
        assert list(forms["Eerste"].fields["parent"].queryset) == []
        assert list(forms["Tweede"].fields["parent"].queryset) == [first]
        assert stranger not in forms["Tweede"].fields["parent"].queryset
        assert second.parent == first

    def test_the_owner_is_somebody_who_may_manage_agreements(self, manager, lists):
        outsider = factories.UserFactory(role=AUDITOR)
        page = manager.post(ADD, filled(lists, owner=outsider.pk)).content.decode()
        assert "Selecteer een geldige keuze" in page


class TestList:
    @pytest.fixture
    def today(self):
        return timezone.localdate()

    @pytest.fixture
    def all_kinds(self, db, today):
        soon = today + timedelta(days=10)
        return [
            factories.AgreementFactory(reference="A-kracht"),
            factories.AgreementFactory(reference="B-loopt-af", last_day=soon, notice_days=30),
            factories.AgreementFactory(reference="C-ver", last_day=soon, notice_days=5),
            factories.AgreementFactory(reference="D-afgelopen", ended=True),
            factories.AgreementFactory(reference="E-opgezegd", terminated=True),
            factories.AgreementFactory(reference="F-opgezegd-later", terminated_per=soon, last_day=soon),
            factories.AgreementFactory(reference="G-concept", first_day=soon, unsigned=True),
            factories.AgreementFactory(reference="H-getekend", first_day=soon, signed_on=today),
        ]

    @pytest.mark.parametrize("status", AgreementStatus.values)
    def test_the_status_filter_agrees_with_the_rules(self, status, manager, all_kinds, today):
        expected = {one.reference for one in all_kinds if status_on(facts_of(one), today) == status}
        shown = manager.get(INDEX, {"status": status}).context["object_list"]
        assert {one.reference for one in shown} == expected
        assert {one.reference for one in with_status(Agreement.objects.all(), status, on=today)} == expected

    @pytest.mark.parametrize(
        ("days", "expected"), [(9, set()), (10, {"B", "C", "F"}), (365, {"B", "C", "F"})]
    )
    def test_what_ends_within_so_many_days(self, days, expected, all_kinds, today):
        assert {
            one.reference[0] for one in ending_within(Agreement.objects.all(), days, on=today)
        } == expected

    def test_the_status_is_shown_and_searched(self, manager, all_kinds):
        page = manager.get(INDEX).content.decode()
        assert "register-status--ends_soon" in page
        assert "Loopt af" in page
        found = manager.get(reverse("agreements:index_results"), {"q": "concept"}).context["object_list"]
        assert [one.reference for one in found] == ["G-concept"]

    def test_what_was_terminated_and_still_runs_says_so(self, manager, all_kinds):
        words = "Opgezegd, loopt nog"
        page = manager.get(INDEX, {"status": "terminating"}).content.decode()
        assert "register-status--terminating" in page
        assert words in page
        terminated = next(one for one in all_kinds if one.reference.startswith("F"))
        assert words in manager.get(reverse("agreements:inspect", args=[terminated.pk])).content.decode()
        sheet = b"".join(manager.get(INDEX, {"export": "csv"}).streaming_content).decode()
        row = next(line for line in sheet.splitlines() if "F-opgezegd-later" in line)
        assert words in row
        assert "Van kracht" not in row

    def test_the_export_has_the_last_day_to_give_notice_as_the_list_has(self, manager, all_kinds):
        one = next(one for one in all_kinds if one.last_day and one.notice_days and not one.terminated_per)
        sheet = b"".join(manager.get(INDEX, {"export": "csv"}).streaming_content).decode("utf-8-sig")
        [row] = [row for row in csv.DictReader(io.StringIO(sheet)) if row["Kenmerk"] == one.reference]
        assert row["Opzeggen uiterlijk"] == str(one.last_day - timedelta(days=one.notice_days))

    def test_the_export_says_until_when_it_holds_as_the_list_does(self, manager, all_kinds):
        one = next(one for one in all_kinds if one.terminated_per and one.terminated_per != one.last_day)
        page = manager.get(INDEX, {"q": one.reference}).content.decode()
        shown = re.search(r'data-label="Geldt tot en met"[^>]*>(.*?)</td>', page, re.DOTALL)
        assert shown, "no such column"
        assert date_format(one.terminated_per, "j M Y").lower() in shown[1]
        sheet = b"".join(manager.get(INDEX, {"export": "csv"}).streaming_content).decode("utf-8-sig")
        [row] = [row for row in csv.DictReader(io.StringIO(sheet)) if row["Kenmerk"] == one.reference]
        assert row["Geldt tot en met"] == str(one.terminated_per)
        assert row["Tot en met"] == (str(one.last_day) if one.last_day else "")

    @pytest.mark.parametrize(
        "query", ["status=onzin", "ends=-5", "ends=x", "party=999999", "ends=99999999999"]
    )
    def test_a_broken_filter_is_no_accident(self, query, manager, all_kinds):
        assert manager.get(f"{INDEX}?{query}").status_code == 200

    def test_the_list_as_it_stood(self, manager, all_kinds):
        assert not manager.get(INDEX, {"peildatum": "2020-01-01"}).context["object_list"]


def test_what_is_referred_to_is_not_deleted_and_says_by_what(manager):
    agreement = factories.AgreementFactory(reference="OV-9", unsigned=True)
    factories.DisclosureFactory(agreement=agreement)
    page = manager.post(
        reverse("agreements:delete", args=[agreement.pk]), {"reason": "Opruimen"}
    ).content.decode()
    assert "is niet verwijderd" in page
    assert "verstrekking" in page
    assert Agreement.objects.filter(pk=agreement.pk).exists()


def test_the_day_of_the_first_agreement_shows_in_words(manager):
    factories.AgreementFactory(first_day=date(2021, 3, 1))
    assert "1 mrt 2021" in manager.get(INDEX).content.decode()
