"""What the list shows, as a file: asked on a screen, made in the background, fetched once or more, gone after a day."""

import csv
import io
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.background.choices import State
from sharing.background.models import BackgroundWork
from sharing.background.tidying import tidy
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.looking.models import Look
from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure
from sharing.disclosures.voiding import confirm_void, void_disclosure
from sharing.gate.codes import RULE_OF
from sharing.log import exporting, tasks
from sharing.log.tasks import write_log
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.background.conftest import private_files  # noqa: F401  a fixture
from tests.sharing.background.queue import only, work_off
from tests.sharing.core.visitors import refused, signed_in, text
from tests.sharing.disclosures.screens import INDEX

EXPORT = reverse("disclosures:export")
EXPORTS = reverse("exports:index")


@pytest.fixture
def log(register):
    shared = {
        "purpose": register["purpose"],
        "subject_category": register["subject"],
        "source": factories.SourceFactory(name="Volgsysteem"),
        "data": [register["data"]],
        "recipient": register["party"],
    }
    return [
        factories.DisclosureFactory(
            number=f"d-{number % 3}",
            disclosed_at=datetime(2026, 1, 1, 12, tzinfo=UTC) + timedelta(days=number),
            **shared,
        )
        for number in range(12)
    ]


def written(filters=None, *, kind="csv", dossier=None, progress=lambda done, total: None):
    """The file that a request with these filters gives."""
    asked = {"filters": filters or {}, "format": kind, "language": "nl"}
    out = io.BytesIO()
    count = write_log(SimpleNamespace(parameters=asked, dossier=dossier), out, progress)
    if kind == "xlsx":
        return openpyxl.load_workbook(io.BytesIO(out.getvalue())).active
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == count
    return rows


class TestRows:
    def test_are_complete_and_neutral(self, register):
        factories.DisclosureFactory(
            recipient=register["party"], description="=1+1", external_id="@cmd", legal_provision="+31"
        )
        [row] = written()
        assert (row["Omschrijving"], row["Kenmerk"], row["Wettelijke bepaling"]) == ("'=1+1", "'@cmd", "'+31")
        assert (row["Verstrekt op"], row["Ontvanger"]) == (
            "2026-03-31T12:00:00+02:00",
            "Gemeente Voorbeeldstad",
        )
        sheet = written(kind="xlsx")
        cells = {heading.value: cell.value for heading, cell in zip(sheet[1], sheet[2], strict=True)}
        assert cells["Omschrijving"] == "'=1+1"
        assert cells["Verstrekt op"].isoformat() == "2026-03-31T12:00:00"
        assert cells["Hoedanigheid"] == "Opdrachtgever"

    def test_say_findings_in_words_beside_their_codes(self, register):
        codes = [one["code"] for one in factories.DisclosureFactory(deviation=True).findings]
        [row] = written()
        assert row["Bevindingen (code)"].split(", ") == codes
        assert row["Bevindingen"] == " ".join(RULE_OF[code].when for code in codes)

    def test_are_those_of_the_list_newest_first(self, log):
        chosen = {"period_from": ["2026-01-05"], "period_to": ["2026-01-08"]}
        assert [int(row["Nummer"]) for row in written(chosen)] == [row.pk for row in reversed(log[4:8])]
        assert {row["Dossier"] for row in written(dossier=seal("d-2"))} == {"d-2"}
        assert written({"outcome": ["deviation"]}) == []

    def test_a_filter_that_is_not_understood_gives_nothing_and_says_so(self, log):
        with pytest.raises(exporting.Refused, match="niet \\(meer\\) begrepen"):
            written({"outcome": ["anders"]})
        assert written({"recipient": ["999999"]}) == []

    def test_stop_at_the_most_and_tell_how_far_they_are(self, log, monkeypatch):
        seen = []
        monkeypatch.setattr(exporting, "PART", 5)
        assert len(written(progress=lambda *done: seen.append(done))) == 12
        assert seen == [(0, 12), (5, 12), (10, 12), (12, 12)]

    def test_void_entries_are_there_and_say_so(self, log):
        with acting(by=factories.tester(), reason="Dubbel"):
            Disclosure.objects.filter(pk=log[0].pk).update(
                voided_at=timezone.now(), voided_by=factories.tester(), void_reason="Dubbel"
            )
        void = {row["Nummer"]: row["Vervallen op"] for row in written()}
        assert void[str(log[0].pk)]
        assert not void[str(log[1].pk)]

    def test_what_became_void_before_it_was_judged_is_not_to_be_judged(self, db):
        row, now = factories.DisclosureFactory(deviation=True), timezone.now()
        assert [one["Beoordeling"] for one in written({"review": ["pending"]})] == ["Te beoordelen"]
        void_disclosure(row, by=factories.UserFactory(), at=now, reason="Dubbel")
        confirm_void(row, by=factories.UserFactory(), at=now, seen=version_of(Disclosure, row.pk))
        assert [one["Beoordeling"] for one in written()] == ["Niet beoordeeld: vervallen"]
        assert written({"review": ["pending"]}) == []
        page = text(signed_in(LAWYER).get(reverse("disclosures:inspect", args=[row.pk])))
        assert "Niet beoordeeld: vervallen" in page


@pytest.mark.django_db(transaction=True)  # a transaction is one moment, and this needs two
def test_on_a_reference_date_it_is_as_it_was(register):
    row = factories.DisclosureFactory(recipient=register["party"], description="Eerst")
    then = timezone.now()
    with acting(by=factories.tester(), reason="Nieuwe naam"):
        register["party"].name = "Gemeente Nieuwstad"
        register["party"].save()
        Disclosure.objects.filter(pk=row.pk).update(description="Later")
    [before], [after] = written({"peildatum": [then.isoformat()]}), written()
    assert (before["Omschrijving"], before["Ontvanger"]) == ("Eerst", "Gemeente Voorbeeldstad")
    assert (after["Omschrijving"], after["Ontvanger"]) == ("Later", "Gemeente Nieuwstad")


def look_for(client, number):
    """What stands in the address when somebody looks at one dossier."""
    sent = {"dossier": number, "reason": "access", "note": ""}
    return client.post(reverse("disclosures:find"), sent)["Location"].partition("?")[2]


class TestAsking:
    def test_says_what_will_be_in_it(self, lawyer, log):
        page = lawyer.get(
            EXPORT, {"recipient": log[0].recipient_id, "period_from": "2026-01-05"}
        ).content.decode()
        assert "8 verstrekkingen" in page
        assert "Gemeente Voorbeeldstad" in page
        assert "5 jan 2026" in page
        assert "12 verstrekkingen" in lawyer.get(EXPORT).content.decode()
        assert "de hele lijst" in lawyer.get(EXPORT).content.decode()

    def test_the_list_leads_to_it_with_its_filters(self, lawyer, log):
        page = lawyer.get(INDEX, {"outcome": "permitted", "p": "x"}).content.decode()
        assert f"{EXPORT}?outcome=permitted" in page

    def test_stores_the_request_without_the_dossier_number(self, lawyer, log):
        query = look_for(lawyer, "d-2")
        reason = lawyer.get(f"{EXPORT}?{query}").context["form"]["reason"].value()
        assert reason == "Inzageverzoek van de betrokkene"  # what was said when it was looked for
        sent = {"format": "csv", "reason": "Inzageverzoek"}
        assert lawyer.post(f"{EXPORT}?{query}&outcome=permitted", sent)["Location"] == EXPORTS
        work = only()
        assert bytes(work.dossier) == seal("d-2")
        assert work.parameters["filters"] == {"outcome": ["permitted"]}
        assert work.words == [["Uitkomst", "Toegestaan"]]
        everything = f"{vars(work)}{work.history.values()}"
        assert "d-2'" not in everything
        assert "Inzageverzoek" in everything
        acts = list(Look.objects.filter(dossier=seal("d-2")).order_by("pk").values_list("act", flat=True))
        assert acts == ["searched", "exported"]

    def test_about_one_person_asks_what_for(self, lawyer, log):
        query = look_for(lawyer, "d-2")
        page = lawyer.post(f"{EXPORT}?{query}", {"format": "csv", "reason": ""})
        assert page.context["form"].errors.keys() == {"reason"}
        page = lawyer.post(f"{EXPORT}?{query}", {"format": "csv", "reason": "Verzoek over d-2"})
        assert "Haal het dossiernummer" in page.context["form"].errors["reason"][0], "where it stands"
        page = lawyer.post(f"{EXPORT}?{query}", {"format": "", "reason": "Verzoek over d-2"})
        assert page.context["form"].errors.keys() == {"format", "reason"}
        page = lawyer.post(f"{EXPORT}?{query}", {"format": "csv", "reason": "x" * 301})
        said = "Te lang: er passen 300 tekens, en dit zijn er 301. Er wordt niets afgekapt; maak de tekst korter."
        assert page.context["form"].errors == {"reason": [said]}
        assert "x" * 301 in page.content.decode() and 'maxlength="300"' not in page.content.decode()
        assert not BackgroundWork.objects.exists()

    def test_says_what_it_is_for_also_of_no_one_in_particular(self, lawyer, log):
        page = lawyer.post(f"{EXPORT}?outcome=permitted", {"format": "csv", "reason": " "})
        assert "Schrijf op waarvoor u deze verstrekkingen nodig hebt." in page.content.decode()
        assert not BackgroundWork.objects.exists()

    def test_a_number_among_the_words_that_were_searched_is_not_kept(self, lawyer, log):
        page = lawyer.post(f"{EXPORT}?words=verzoek+d-2", {"format": "csv", "reason": "Verslag"})
        assert "Er staat een dossiernummer bij de woorden" in page.content.decode()
        assert not BackgroundWork.objects.exists()

    def test_a_search_that_ended_is_asked_again(self, lawyer, log):
        answer = lawyer.get(f"{EXPORT}?dossier=weg", follow=True)
        assert "zoekopdracht is verlopen" in answer.content.decode()

    @pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER])
    def test_who_may_not_see_the_log_takes_nothing_away(self, role, db):
        client = signed_in(role)
        assert refused(client.get(EXPORT))
        assert refused(client.post(EXPORT, {"format": "csv"}))
        assert not BackgroundWork.objects.exists()

    def test_exports_of_others_are_for_who_controls_them(self, log):
        """A contract manager has exports of his own, of the register; those of the log are not his to see."""
        theirs = factories.BackgroundWorkFactory(made=True, title="Uit het log")
        manager, editor = signed_in(CONTRACT_MANAGER), signed_in(EDITOR)
        assert refused(editor.get(EXPORTS))
        with factories.as_operator():
            factories.BackgroundWorkFactory(title="Mijn werkmap", asked_by=manager.user)
        for address in (EXPORTS, f"{EXPORTS}?whose=mij"):
            page = manager.get(address).content.decode()
            assert "Mijn werkmap" in page and "Uit het log" not in page
        page = manager.get(EXPORTS).content.decode()
        assert "Van iedereen" not in page and reverse("exports:deleted") not in page
        for name in ("inspect", "history", "download"):
            assert refused(manager.get(reverse(f"exports:{name}", args=[theirs.pk]))), name
        assert "Uit het log" not in manager.get(reverse("changes:index")).content.decode()

    def test_an_export_about_nobody_leads_to_no_dossier(self, log):
        export = factories.BackgroundWorkFactory(made=True, title="Uit het log")
        page = signed_in(AUDITOR).get(reverse("exports:inspect", args=[export.pk])).content.decode()
        assert "Uit het log" in page
        assert reverse("dossiers:of_record", args=["exports", export.pk]) not in page


@pytest.mark.django_db(transaction=True)
class TestTheFile:
    @pytest.fixture
    def lawyer(self):
        return signed_in(LAWYER)

    @pytest.fixture
    def export(self, lawyer, log, private_files):  # noqa: F811  the fixture
        lawyer.post(f"{EXPORT}?outcome=permitted", {"format": "xlsx", "reason": "Jaarverslag"})
        return only()

    def test_is_made_shown_and_fetched(self, lawyer, export):
        assert "Wacht" in lawyer.get(EXPORTS).content.decode()
        work_off()
        page = lawyer.get(EXPORTS).content.decode()
        address = reverse("exports:download", args=[export.pk])
        assert address in page
        assert "Uitkomst: Toegestaan" in page
        answer = lawyer.get(address)
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
        assert sheet.max_row == 13
        assert "no-store" in answer["Cache-Control"]
        today = timezone.localtime().date()
        assert f'filename="verstrekkingen-{today}.xlsx"' in answer["Content-Disposition"]
        export.refresh_from_db()
        assert (export.rows, export.downloads) == (12, 1)
        told = [
            (row.history_change_reason, row.history_user_id) for row in export.history.order_by("history_id")
        ]
        assert [reason for reason, _by in told] == ["Jaarverslag", "Het maken begint", "Gemaakt", "Opgehaald"]
        assert {by for _reason, by in told} == {lawyer.user.pk}

    def test_is_only_for_who_asked(self, export):
        work_off()
        colleague = signed_in(LAWYER)
        assert refused(colleague.get(reverse("exports:download", args=[export.pk])))
        everybody = colleague.get(EXPORTS).content.decode()
        assert "Verstrekkingen (Excel)" in everybody
        assert reverse("exports:download", args=[export.pk]) not in everybody
        assert "Verstrekkingen (Excel)" not in colleague.get(EXPORTS, {"whose": "mij"}).content.decode()

    def test_who_lost_the_role_fetches_nothing(self, lawyer, export):
        work_off()
        with factories.as_operator():
            lawyer.user.groups.clear()
        assert lawyer.get(reverse("exports:download", args=[export.pk])).status_code in (302, 403)
        export.refresh_from_db()
        assert export.downloads == 0

    def test_is_gone_after_a_day(self, lawyer, export):
        work_off()
        tidy(at=timezone.now() + timedelta(hours=25))
        page = lawyer.get(reverse("exports:download", args=[export.pk]), follow=True).content.decode()
        assert "niet (meer)" in page
        assert "Bestand verwijderd" in page
        export.refresh_from_db()
        assert export.state == State.REMOVED

    def test_of_which_the_bytes_are_gone_says_so(self, lawyer, export, private_files):  # noqa: F811
        work_off()
        for file in private_files.iterdir():
            file.unlink()
        page = lawyer.get(reverse("exports:download", args=[export.pk]), follow=True).content.decode()
        assert "ontbreekt op de server" in page

    def test_reading_holds_no_transaction_that_writes_after_an_error(self, lawyer, export, monkeypatch):
        def broken(*args):
            raise ValueError

        monkeypatch.setattr(tasks.LogRows, "cells", broken)
        work_off()
        export.refresh_from_db()
        assert export.state == State.FAILED
        assert "is misgegaan" in lawyer.get(EXPORTS).content.decode()
