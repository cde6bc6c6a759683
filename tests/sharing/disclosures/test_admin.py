"""The disclosure log in the browser: what each role sees and may do, and what happens to bad input."""

import csv
import io
import threading
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sharing.core.dossiers import seal
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from sharing.sources.models import Source
from sharing.sources.operations import BY_HAND
from sharing.sources.queries import source_of
from tests import factories
from tests.sharing.core.visitors import signed_in

INDEX = reverse("disclosures:index")
ADD = reverse("disclosures:add")


@pytest.fixture
def lawyer(db):
    return signed_in(LAWYER)


@pytest.fixture
def auditor(db):
    return signed_in(AUDITOR)


@pytest.fixture
def register(db):
    """A client under an agreement that covers one purpose and one kind of data; a statement in force."""
    purpose = factories.PurposeFactory(code="begeleiding", description="Begeleiding naar werk")
    data = factories.DataCategoryFactory(code="naam", name="Naam en adres")
    special = factories.DataCategoryFactory(code="gezondheid", name="Gezondheid", special=True)
    party = factories.PartyFactory(code="gemeente", name="Gemeente Voorbeeldstad", client=True)
    factories.EeaMembershipFactory(country=party.country)
    factories.AgreementFactory(reference="OV-1", party=party, covers=[purpose], data=[data])
    factories.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1), purposes=["begeleiding"])
    subject = factories.SubjectCategoryFactory(code="deelnemer", name="Deelnemers")
    return {"purpose": purpose, "data": data, "special": special, "party": party, "subject": subject}


def filled(**changes) -> dict:
    """The form as somebody fills it in for a disclosure that is allowed."""
    return {
        "form_key": "A" * 22,
        "disclosed_at_day": "2026-03-31",
        "disclosed_at_time": "14:05",
        "recipient": "gemeente",
        "capacity": "client",
        "dossier": "D-2026-0001",
        "subject_category": "deelnemer",
        "data_categories": ["naam"],
        "purpose": "begeleiding",
        "legal_basis": "contract",
        "legal_provision": "",
        "authority_request": "",
        "channel": "secure_mail",
        "destination_country": "",
        "description": "",
        "deviation_reason": "",
    } | changes


@pytest.mark.parametrize(
    ("role", "listed", "adds", "sources"),
    [
        (EDITOR, 403, 403, 403),
        (CONTRACT_MANAGER, 403, 403, 403),
        (LAWYER, 200, 200, 200),
        (AUDITOR, 200, 403, 200),
        (ADMINISTRATOR, 403, 403, 200),
    ],
)
def test_who_sees_what(role, listed, adds, sources, register):
    row = factories.DisclosureFactory(deviation=True, number="D-GEHEIM")
    client = signed_in(role)
    pages = [
        INDEX,
        reverse("disclosures:inspect", args=[row.pk]),
        reverse("disclosures:history", args=[row.pk]),
    ]
    for page in pages:
        answer = client.get(page)
        assert (302 if answer.status_code == 302 else answer.status_code) in {
            listed,
            302 if listed == 403 else 200,
        }, page
        assert ("D-GEHEIM" in answer.content.decode()) == (listed == 200), page
    changing = [ADD, reverse("disclosures:edit", args=[row.pk]), reverse("disclosures:review", args=[row.pk])]
    for page in changing:
        assert (client.get(page).status_code == 200) == (adds == 200), page
    assert (client.get(reverse("sources:index")).status_code == 200) == (sources == 200)
    assert (client.get(reverse("worklist:index")).status_code == 200) == (adds == 200)


def test_there_is_no_way_to_delete_a_disclosure(lawyer):
    row = factories.DisclosureFactory()
    assert lawyer.post(f"{INDEX}{row.pk}/verwijderen/", {"reason": "weg"}).status_code == 404


def test_an_auditor_finds_no_buttons_to_change(auditor):
    row = factories.DisclosureFactory(deviation=True)
    page = auditor.get(reverse("disclosures:inspect", args=[row.pk])).content.decode()
    assert "Corrigeren" not in page
    assert "Beoordelen" not in page
    assert "Verstrekking vastleggen" not in auditor.get(INDEX).content.decode()


class TestRecording:
    def test_a_permitted_disclosure_is_stored(self, lawyer, register):
        answer = lawyer.post(ADD, filled(store="1"), follow=True)
        row = Disclosure.objects.get()
        assert answer.redirect_chain[-1][0] == reverse("disclosures:inspect", args=[row.pk])
        assert "De verstrekking is vastgelegd." in answer.content.decode()
        assert row.disclosed_at == datetime(2026, 3, 31, 12, 5, tzinfo=UTC)
        assert (row.outcome, row.recorded_by, row.source.name) == (Outcome.PERMITTED, lawyer.user, BY_HAND)
        assert bytes(row.dossier) == seal("D-2026-0001")
        assert row.destination_country_id == "NL"

    def test_asking_whether_it_may_stores_nothing_and_keeps_all_input(self, lawyer, register):
        page = lawyer.post(ADD, filled(check="1", description="Rapport over voortgang")).content.decode()
        assert "Dit mag." in page
        assert not Disclosure.objects.exists()
        assert 'value="D-2026-0001"' in page
        assert "Rapport over voortgang" in page
        assert 'value="2026-03-31"' in page

    def test_asking_may_look_ahead(self, lawyer, register):
        ahead = timezone.localdate() + timedelta(days=30)
        page = lawyer.post(ADD, filled(check="1", disclosed_at_day=ahead.isoformat())).content.decode()
        assert "Dit mag." in page

    def test_what_is_not_allowed_says_why_and_where_that_stands(self, lawyer, register):
        page = lawyer.post(ADD, filled(check="1", data_categories=["naam", "gezondheid"])).content.decode()
        assert "Dit mag niet" in page
        assert "meer dan overeenkomst OV-1" in page
        assert "artikel 9, lid 2, onder a, AVG" in page
        assert not Disclosure.objects.exists()

    def test_blocked_without_a_reason_asks_for_one_and_puts_the_focus_there(self, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", data_categories=["gezondheid"])).content.decode()
        assert "Niet vastgelegd" in page
        field = page[page.index('name="deviation_reason"') - 60 :][:400]
        assert "autofocus" in field
        assert not Disclosure.objects.exists()

    def test_blocked_with_a_reason_is_a_deviation_on_the_worklist(self, lawyer, register):
        sent = filled(store="1", data_categories=["gezondheid"], deviation_reason="Spoed:\r\nambulance")
        page = lawyer.post(ADD, sent, follow=True).content.decode()
        row = Disclosure.objects.get()
        assert (row.outcome, row.review, row.deviation_reason) == (
            Outcome.DEVIATION,
            Review.PENDING,
            "Spoed:\nambulance",
        )
        assert "Vastgelegd als afwijking" in page
        assert "uitdrukkelijke toestemming" in page
        assert "Gemeente Voorbeeldstad" in lawyer.get(reverse("worklist:index")).content.decode()

    def test_a_form_sent_twice_is_stored_once(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        page = lawyer.post(ADD, filled(store="1"), follow=True).content.decode()
        assert "was al verzonden" in page
        assert Disclosure.objects.count() == 1

    def test_every_new_form_has_a_key_of_its_own(self, lawyer, register):
        keys = {lawyer.get(ADD).context["form_key"] for _ in range(3)}
        assert len(keys) == 3

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"dossier": "123456782"}, "burgerservicenummer"),
            ({"dossier": ""}, "Vul het dossiernummer in."),
            ({"recipient": "onbekend"}, "Selecteer een geldige keuze"),
            ({"data_categories": []}, "Kies minstens één soort gegevens."),
            ({"disclosed_at_day": "1994-12-31"}, "ligt voor 1995"),
            ({"disclosed_at_day": "2999-01-01"}, "ligt in de toekomst"),
            ({"disclosed_at_day": "2027-03-28", "disclosed_at_time": "02:30"}, "bestond 02:30 niet"),
            ({"disclosed_at_day": "2025-10-26", "disclosed_at_time": "02:30"}, "twee keer 02:30"),
            ({"disclosed_at_time": ""}, "Vul zowel de datum als de tijd in."),
            ({"description": "x" * 2001}, "2000 tekens"),
            ({"description": "een\x00nul"}, "Null-tekens"),
            ({"legal_provision": "een\x07bel"}, "stuurteken"),
        ],
    )
    def test_bad_input_is_named_at_its_field_and_nothing_is_stored(self, changes, message, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", **changes)).content.decode()
        assert message in page
        assert not Disclosure.objects.exists()

    def test_the_first_field_with_an_error_has_the_focus(self, lawyer, register):
        page = lawyer.post(ADD, filled(store="1", recipient="", dossier="")).content.decode()
        assert page.count("autofocus") == 1
        assert "autofocus" in page[page.index('name="recipient"') :][:300]

    @pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
    def test_the_hour_that_comes_twice_is_asked_for(self, which, hour, lawyer, register):
        twice = {"disclosed_at_day": "2025-10-26", "disclosed_at_time": "02:30"}
        assert "Welke van de twee is het?" in lawyer.post(ADD, filled(store="1", **twice)).content.decode()
        lawyer.post(ADD, filled(store="1", disclosed_at_which=which, **twice))
        assert Disclosure.objects.get().disclosed_at == datetime(2025, 10, 26, hour, 30, tzinfo=UTC)

    def test_a_forged_form_key_gets_another(self, lawyer, register):
        lawyer.post(ADD, filled(store="1", form_key="x" * 300))
        assert len(Disclosure.objects.get().external_id) == 22


class TestCorrecting:
    @pytest.fixture
    def stored(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        return Disclosure.objects.get()

    def send(self, client, row, **changes):
        page = client.get(reverse("disclosures:edit", args=[row.pk]))
        version = page.context["form"]["version"].value()
        sent = filled(store="1", reason="Verkeerd dossier", version=version) | changes
        return client.post(reverse("disclosures:edit", args=[row.pk]), sent, follow=True)

    def test_the_new_state_stands_and_the_old_one_stays_readable(self, lawyer, stored):
        page = self.send(lawyer, stored, dossier="D-2026-0002").content.decode()
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("D-2026-0002")
        assert "Verkeerd dossier" in page
        assert "D-2026-0001" in page

    def test_a_correction_needs_a_reason(self, lawyer, stored):
        page = self.send(lawyer, stored, dossier="D-2026-0002", reason="").content.decode()
        assert "de reden komt in de historie" in page
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("D-2026-0001")

    def test_asking_first_needs_no_reason(self, lawyer, stored):
        url = reverse("disclosures:edit", args=[stored.pk])
        version = lawyer.get(url).context["form"]["version"].value()
        assert "Dit mag." in lawyer.post(url, filled(check="1", reason="", version=version)).content.decode()

    def test_the_gate_judges_again(self, lawyer, stored):
        page = self.send(lawyer, stored, data_categories=["gezondheid"]).content.decode()
        assert "Niet vastgelegd" in page
        self.send(lawyer, stored, data_categories=["gezondheid"], deviation_reason="Het was toch zo")
        stored.refresh_from_db()
        assert (stored.outcome, stored.review) == (Outcome.DEVIATION, Review.PENDING)

    def test_somebody_elses_correction_meanwhile_is_not_overwritten_unseen(self, lawyer, stored):
        url = reverse("disclosures:edit", args=[stored.pk])
        version = lawyer.get(url).context["form"]["version"].value()
        colleague = signed_in(LAWYER)
        self.send(colleague, stored, channel="post")
        page = lawyer.post(
            url, filled(store="1", reason="Ook ik", version=version, dossier="D-3")
        ).content.decode()
        assert "heeft dit intussen gewijzigd" in page
        stored.refresh_from_db()
        assert bytes(stored.dossier) == seal("D-2026-0001")
        again = lawyer.post(
            url, filled(store="1", reason="Ook ik", dossier="D-3", version=_hidden(page, "version"))
        )
        assert again.status_code == 302


def _hidden(page: str, name: str) -> str:
    part = page[page.index(f'name="{name}"') :]
    return part[part.index('value="') + 7 :].split('"')[0]


class TestReviewing:
    @pytest.fixture
    def deviation(self, db):
        return factories.DisclosureFactory(deviation=True)

    @pytest.mark.parametrize("decision", ["accepted", "corrected", "breach"])
    def test_who_decided_what_and_when_is_kept(self, decision, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        lawyer.post(url, {"decision": decision, "note": "Besproken met de FG"})
        deviation.refresh_from_db()
        assert (deviation.review, deviation.review_note) == (decision, "Besproken met de FG")
        assert deviation.reviewed_by == lawyer.user
        assert abs(timezone.now() - deviation.reviewed_at) < timedelta(minutes=1)
        assert "geen afwijkingen te beoordelen" in lawyer.get(reverse("worklist:index")).content.decode()

    @pytest.mark.parametrize(
        ("sent", "message"),
        [
            ({"decision": "", "note": "x"}, "Kies een oordeel."),
            ({"decision": "pending", "note": "x"}, "Selecteer een geldige keuze"),
            ({"decision": "accepted", "note": "  "}, "Licht het oordeel toe."),
        ],
    )
    def test_an_incomplete_decision_is_not_stored(self, sent, message, lawyer, deviation):
        page = lawyer.post(reverse("disclosures:review", args=[deviation.pk]), sent).content.decode()
        assert message in page
        deviation.refresh_from_db()
        assert deviation.review == Review.PENDING

    def test_who_comes_second_is_told_what_the_first_decided(self, lawyer, deviation):
        url = reverse("disclosures:review", args=[deviation.pk])
        first = signed_in(LAWYER)
        lawyer.get(url)
        first.post(url, {"decision": "breach", "note": "Gemeld"})
        page = lawyer.post(url, {"decision": "accepted", "note": "Prima"}, follow=True).content.decode()
        assert f"{first.user.get_full_name()} heeft deze afwijking al beoordeeld" in page
        deviation.refresh_from_db()
        assert deviation.review == Review.BREACH

    def test_a_permitted_disclosure_has_nothing_to_review(self, lawyer):
        row = factories.DisclosureFactory()
        page = lawyer.get(reverse("disclosures:review", args=[row.pk]), follow=True).content.decode()
        assert "geen afwijking; er valt niets te beoordelen" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_reviews_at_once_one_counts():
    deviation = factories.DisclosureFactory(deviation=True)
    clients = [signed_in(LAWYER), signed_in(LAWYER)]
    url = reverse("disclosures:review", args=[deviation.pk])
    barrier = threading.Barrier(2)

    def review(client, decision):
        barrier.wait()
        client.post(url, {"decision": decision, "note": f"Besluit {decision}"})
        connection.close()

    threads = [
        threading.Thread(target=review, args=pair)
        for pair in zip(clients, ["accepted", "breach"], strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deviation.refresh_from_db()
    reviews = deviation.history.exclude(review=Review.PENDING).count()
    assert reviews == 1
    assert deviation.review_note == f"Besluit {deviation.review}"


class TestList:
    @pytest.fixture
    def log(self, register):
        shared = {
            "purpose": register["purpose"],
            "subject_category": register["subject"],
            "source": factories.SourceFactory(name="Volgsysteem"),
            "data": [register["data"]],
        }
        rows = [
            factories.DisclosureFactory(
                number=f"D-{number % 3}",
                recipient=register["party"],
                disclosed_at=datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number),
                **shared,
            )
            for number in range(60)
        ]
        return rows

    def test_newest_first_and_every_page_is_reachable(self, lawyer, log):
        seen, page = [], lawyer.get(INDEX)
        while True:
            seen += [row.pk for row in page.context["object_list"]]
            older = page.context["page_obj"].older
            if not older:
                break
            page = lawyer.get(INDEX, {"p": older})
        assert seen == [row.pk for row in reversed(log)]
        assert "60 verstrekkingen" in page.content.decode()
        assert "Nieuwer" in page.content.decode()

    def test_no_page_counts_or_skips_the_whole_log(self, lawyer, log, django_assert_max_num_queries):
        older = lawyer.get(INDEX).context["page_obj"].older
        with django_assert_max_num_queries(40) as captured:
            lawyer.get(INDEX, {"p": older})
        of_log = [query["sql"] for query in captured if 'FROM "sharing_disclosure"' in query["sql"]]
        assert of_log
        assert [sql for sql in of_log if " OFFSET " in sql or " JOIN " in sql or "LIMIT" not in sql] == []

    def test_a_dossier_is_found_without_its_number_in_any_address(self, lawyer, log):
        answer = lawyer.post(reverse("disclosures:find"), {"dossier": " D-1 "})
        assert "D-1" not in answer["Location"]
        page = lawyer.get(answer["Location"])
        assert {bytes(row.dossier) for row in page.context["object_list"]} == {seal("D-1")}
        text = page.content.decode()
        assert "Alleen dossier D-1." in text
        assert "dossier=D-1" not in text
        assert seal("D-1").hex() not in text
        # What the session keeps is sealed.
        assert "D-1" not in str(dict(lawyer.session))

    def test_the_export_of_a_dossier_holds_that_dossier_only(self, lawyer, log):
        address = lawyer.post(reverse("disclosures:find"), {"dossier": "D-2"})["Location"]
        text = b"".join(lawyer.get(f"{address}&export=csv")).decode()
        assert {row["Dossier"] for row in csv.DictReader(io.StringIO(text))} == {"D-2"}

    def test_somebody_elses_search_key_shows_nothing(self, lawyer, auditor, log):
        address = lawyer.post(reverse("disclosures:find"), {"dossier": "D-1"})["Location"]
        page = auditor.get(address)
        assert not page.context["object_list"]
        assert "zoekopdracht is verlopen" in page.content.decode()

    def test_searching_for_a_bsn_is_refused(self, lawyer, log):
        page = lawyer.post(
            reverse("disclosures:find"), {"dossier": "123456782"}, follow=True
        ).content.decode()
        assert "burgerservicenummer" in page

    def test_the_filters_narrow_the_log(self, lawyer, log):
        child = factories.PurposeFactory(parent=log[0].purpose)
        other = factories.DisclosureFactory(
            deviation=True, purpose=child, disclosed_at=datetime(2025, 6, 30, 22, 30, tzinfo=UTC)
        )

        def found(**query):
            return {row.pk for row in lawyer.get(INDEX, query).context["object_list"]}

        assert found(recipient=other.recipient_id) == {other.pk}
        assert other.pk in found(purpose=log[0].purpose_id, period_to="2025-12-31")
        assert found(outcome="deviation") == {other.pk}
        assert found(review="pending") == {other.pk}
        assert found(source=other.source_id) == {other.pk}
        # 22:30 in UTC is the next day in Amsterdam.
        assert found(period_from="2025-07-01", period_to="2025-07-01") == {other.pk}
        assert found(period_from="2025-06-30", period_to="2025-06-30") == set()

    @pytest.mark.parametrize(
        "query", ["p=onzin", "outcome=onzin", "recipient=x", "period_from=gisteren", "peildatum=ooit"]
    )
    def test_a_broken_address_is_no_accident(self, query, lawyer, log):
        assert lawyer.get(f"{INDEX}?{query}").status_code == 200

    def test_exports_are_complete_and_neutral(self, lawyer, register, monkeypatch):
        factories.DisclosureFactory(description="=1+1", external_id="@cmd", legal_provision="+31")
        text = b"".join(lawyer.get(INDEX, {"export": "csv"})).decode()
        [row] = csv.DictReader(io.StringIO(text))
        assert (row["Omschrijving"], row["Kenmerk"], row["Wettelijke bepaling"]) == ("'=1+1", "'@cmd", "'+31")
        assert row["Verstrekt op"] == "2026-03-31T12:00:00+02:00"
        sheet = openpyxl.load_workbook(
            io.BytesIO(b"".join(lawyer.get(INDEX, {"export": "xlsx"}).streaming_content))
        ).active
        cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
        assert cells["Omschrijving"].value == "'=1+1"
        assert cells["Verstrekt op"].value.isoformat() == "2026-03-31T12:00:00"

    def test_an_export_reads_page_by_page(self, lawyer, log, monkeypatch, django_assert_max_num_queries):
        monkeypatch.setattr("sharing.disclosures.listing._EXPORT_PAGE", 20)
        with django_assert_max_num_queries(60) as captured:
            b"".join(lawyer.get(INDEX, {"export": "csv"}))
        of_log = [query["sql"] for query in captured if 'FROM "sharing_disclosure"' in query["sql"]]
        assert len(of_log) == 3
        assert all(sql.endswith("LIMIT 21") for sql in of_log)

    def test_an_export_stops_at_its_limit(self, lawyer, log, monkeypatch):
        monkeypatch.setattr("sharing.disclosures.listing.EXPORT_LIMIT", 25)
        monkeypatch.setattr("sharing.disclosures.listing._EXPORT_PAGE", 10)
        text = b"".join(lawyer.get(INDEX, {"export": "csv"})).decode()
        ids = [int(row["Nummer"]) for row in csv.DictReader(io.StringIO(text))]
        assert ids == [row.pk for row in reversed(log)][:25]
        assert "hoogstens de 25 nieuwste" in lawyer.get(INDEX).content.decode()

    def test_an_empty_log_says_so(self, lawyer):
        assert "geen verstrekkingen" in lawyer.get(INDEX).content.decode()


@pytest.mark.django_db(transaction=True)  # a transaction is one moment, and this needs two
def test_the_log_as_it_stood_before_a_correction():
    lawyer, first = signed_in(LAWYER), factories.DisclosureFactory(number="D-EERST")
    shared = {"recipient": first.recipient, "purpose": first.purpose, "source": first.source}
    for _ in range(30):
        factories.DisclosureFactory(disclosed_at=first.disclosed_at - timedelta(days=1), **shared)
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert not lawyer.get(INDEX, {"peildatum": yesterday}).context["object_list"]
    before = timezone.now().isoformat()
    with factories.recorded():
        Disclosure.objects.filter(pk=first.pk).update(dossier=seal("D-ANDERS"))
    assert "D-ANDERS" in lawyer.get(INDEX).content.decode()
    page = lawyer.get(INDEX, {"peildatum": before})
    text = page.content.decode()
    assert ("D-EERST" in text, "D-ANDERS" in text, "Stand van" in text) == (True, False, True)
    older = lawyer.get(INDEX, {"peildatum": before, "p": page.context["page_obj"].older})
    assert len(page.context["object_list"]) + len(older.context["object_list"]) == 31


class TestSources:
    @pytest.fixture
    def administrator(self, db):
        return signed_in(ADMINISTRATOR)

    def add(self, client, **changes):
        sent = {"name": "Volgsysteem", "scopes": ["check", "record"], "reason": "Koppeling"} | changes
        return client.post(reverse("sources:add"), sent)

    def test_the_token_is_shown_once_and_kept_nowhere(self, administrator):
        answer = self.add(administrator)
        token = answer.context["token"]
        source = source_of(token)
        assert (source.name, source.scopes) == ("Volgsysteem", ["check", "record"])
        assert "no-store" in answer["Cache-Control"]
        assert token not in str(dict(administrator.session))
        for page in ("sources:index",):
            assert token not in administrator.get(reverse(page)).content.decode()
        for page in ("sources:inspect", "sources:edit", "sources:history"):
            assert token not in administrator.get(reverse(page, args=[source.pk])).content.decode()

    def test_a_name_that_is_taken_is_named(self, administrator):
        self.add(administrator)
        assert (
            "bestaat al" in self.add(administrator).content.decode()
            or "Er is al een bron" in self.add(administrator).content.decode()
        )
        assert Source.objects.filter(name="Volgsysteem").count() == 1

    def test_without_rights_or_reason_nothing_is_made(self, administrator):
        assert "Kies minstens één recht." in self.add(administrator, scopes=[]).content.decode()
        assert "de reden komt in de historie" in self.add(administrator, reason="").content.decode()
        assert not Source.objects.exists()

    def test_a_renewed_token_replaces_the_old_one(self, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        url = reverse("sources:token", args=[source.pk])
        assert administrator.get(url).status_code == 200
        new = administrator.post(url, {"reason": "Uitgelekt"}).context["token"]
        assert source_of(token) is None
        assert source_of(new) == source

    def test_a_deactivated_source_is_not_heard(self, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        page = administrator.get(reverse("sources:edit", args=[source.pk]))
        version = page.context["form"]["version"].value()
        sent = {"name": "Anders", "scopes": ["read"], "reason": "Contract afgelopen", "version": version}
        administrator.post(reverse("sources:edit", args=[source.pk]), sent)
        source.refresh_from_db()
        assert (source.active, source.scopes, source.name) == (False, ["read"], "Volgsysteem")
        assert source_of(token) is None

    @pytest.mark.parametrize("role", [LAWYER, AUDITOR])
    def test_who_may_only_look_renews_nothing(self, role, administrator):
        token = self.add(administrator).context["token"]
        source = source_of(token)
        reader = signed_in(role)
        assert reader.post(reverse("sources:token", args=[source.pk]), {"reason": "x"}).status_code in (
            302,
            403,
        )
        assert source_of(token) == source
