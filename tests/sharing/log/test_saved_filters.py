"""What somebody keeps of the list: filters under a name and the columns, each their own; never a dossier."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from sharing.core.exceptions import Refused
from sharing.disclosures.models import Disclosure
from sharing.gate.codes import RULE_OF
from sharing.log.filters import shareable
from sharing.log.models import ChosenColumns, SavedFilter
from sharing.log.saving import MOST_SAVED, save_filter
from tests import factories
from tests.sharing.core.visitors import text
from tests.sharing.disclosures.screens import INDEX

SAVE = reverse("disclosures:save_filter")
SAVED = reverse("disclosures:saved_filters")
COLUMNS = reverse("disclosures:columns")


class TestSaving:
    def test_only_filters_are_kept(self, db):
        query = QueryDict(
            "dossier=xyz&p=abc&export=csv&capacity=client&period_from=1-3-2026&outcome=&onzin=1"
        )
        assert shareable(query) == "capacity=client&period_from=1-3-2026"

    def test_the_same_name_replaces(self, lawyer):
        save_filter(name="Mijn filter", query="capacity=client", by=lawyer.user)
        save_filter(name="Mijn filter", query="capacity=partner", by=lawyer.user)
        assert SavedFilter.objects.values_list("name", "query").get() == ("Mijn filter", "capacity=partner")

    def test_a_day_that_does_not_exist_is_not_kept_and_replaces_nothing(self, lawyer):
        save_filter(name="November", query="period_from=1-11-2026&period_to=30-11-2026", by=lawyer.user)
        wrong = {"name": "November", "query": "period_from=1-11-2026&period_to=31-11-2026"}
        page = text(lawyer.post(SAVE, wrong, follow=True))
        assert "Het filter is niet bewaard. Periode: 31-11-2026 bestaat niet" in page
        assert (
            SavedFilter.objects.values_list("query", flat=True).get()
            == "period_from=1-11-2026&period_to=30-11-2026"
        )

    def test_there_is_an_end_to_it(self, lawyer):
        for number in range(MOST_SAVED):
            save_filter(name=str(number), query="capacity=client", by=lawyer.user)
        with pytest.raises(Refused, match="Verwijder er eerst een"):
            save_filter(name="nog een", query="capacity=client", by=lawyer.user)
        save_filter(name="1", query="capacity=partner", by=lawyer.user)

    @pytest.mark.parametrize(
        ("name", "query"),
        [
            ("Dossier D-0001", "capacity=client"),
            ("Werk", "words=gesprek+d-0001"),
            ("Werk", "words=-D%E2%80%910001"),
        ],
    )
    def test_a_dossier_number_is_in_none(self, lawyer, name, query):
        factories.DisclosureFactory()
        with pytest.raises(Refused, match="dossiernummer"):
            save_filter(name=name, query=query, by=lawyer.user)
        assert not SavedFilter.objects.exists()


class TestScreens:
    def test_words_with_a_dossier_number_are_not_searched(self, lawyer):
        factories.DisclosureFactory(description="Geheimpje over d-0001")
        page = text(lawyer.get(INDEX, {"words": "geheimpje d-0001"}))
        assert "Hier lijkt een dossiernummer te staan." in page
        assert not re.search("<td[^>]*>.*Gemeente", page) and "0 verstrekkingen" in page

    def test_kept_and_had_back(self, lawyer, auditor):
        answer = lawyer.post(
            SAVE, {"name": "Afwijkingen", "query": "outcome=deviation&dossier=geheim"}, follow=True
        )
        assert "Het filter “Afwijkingen” is bewaard." in text(answer)
        assert answer.redirect_chain == [(f"{INDEX}?outcome=deviation", 302)]
        assert f'href="{INDEX}?outcome=deviation"' in text(lawyer.get(INDEX))
        page = text(lawyer.get(SAVED))
        assert "Afwijkingen" in page
        assert "Uitkomst: <b>Afwijking</b>" in page
        assert "Afwijkingen" not in text(auditor.get(SAVED))
        assert "Bewaarde filters:" not in text(auditor.get(INDEX))

    def test_findings_are_said_in_words(self, lawyer):
        factories.DisclosureFactory(deviation=True)
        lawyer.post(COLUMNS, {"columns": ["findings"]})
        row = Disclosure.objects.get()
        listed = text(lawyer.get(INDEX)).partition('<table class="listing')[2].partition("</table")[0]
        for one in row.findings:
            assert RULE_OF[one["code"]].when in listed
            assert one["code"] not in listed

    def test_nothing_on_is_nothing_to_keep(self, lawyer):
        page = lawyer.post(SAVE, {"name": "Leeg", "query": "p=abc"}, follow=True)
        assert "Er staat geen filter aan" in text(page)
        assert not SavedFilter.objects.exists()

    @pytest.mark.parametrize("name", ["", "123456782", "x" * 81])
    def test_a_name_that_cannot_be_is_refused_and_the_filter_stays(self, name, lawyer):
        answer = lawyer.post(SAVE, {"name": name, "query": "outcome=deviation"}, follow=True)
        assert answer.redirect_chain == [(f"{INDEX}?outcome=deviation", 302)]
        assert not SavedFilter.objects.exists()

    def test_one_removes_ones_own(self, lawyer, auditor):
        saved = save_filter(name="Mijn", query="capacity=client", by=lawyer.user)
        for key in (saved.pk, "", "x", 10**30):
            auditor.post(SAVED, {"key": key})
        assert SavedFilter.objects.filter(pk=saved.pk).exists()
        assert "Het filter “Mijn” is verwijderd." in text(lawyer.post(SAVED, {"key": saved.pk}, follow=True))
        assert not SavedFilter.objects.exists()

    def test_a_bsn_is_no_word_to_search(self, lawyer):
        assert "burgerservicenummer" in text(lawyer.get(INDEX, {"words": "123456782"}))

    def test_the_address_to_share_has_no_dossier(self, lawyer):
        factories.DisclosureFactory(number="d-77")
        found = lawyer.post(reverse("disclosures:find"), {"dossier": "d-77", "reason": "audit"})["Location"]
        page = text(lawyer.get(f"{found}&capacity=client"))
        assert f'value="http://testserver{INDEX}?capacity=client"' in page


class TestColumns:
    def test_chosen_columns_are_shown_from_then_on(self, lawyer, auditor):
        factories.DisclosureFactory(description="Twee rapporten", external_id="k-1")
        back = f"{INDEX}?capacity=client"
        answer = lawyer.post(
            f"{COLUMNS}?terug={back}", {"columns": ["description", "external_id", "agreement"]}
        )
        assert answer["Location"] == back
        page = text(lawyer.get(INDEX))
        assert "Twee rapporten" in page
        assert "k-1" in page
        assert 'data-label="Grondslag"' not in page
        assert "Twee rapporten" not in text(auditor.get(INDEX))

    def test_who_chooses_nothing_goes_back_to_the_list_as_it_was(self, lawyer):
        page = text(lawyer.get(COLUMNS, {"terug": f"{INDEX}?capacity=client"}))
        assert f'href="{INDEX}?capacity=client"' in page

    def test_no_choice_is_what_everybody_begins_with(self, lawyer):
        factories.DisclosureFactory()
        lawyer.post(COLUMNS, {"columns": ["description"]})
        lawyer.post(COLUMNS, {"columns": []})
        assert not ChosenColumns.objects.exists()
        assert 'data-label="Grondslag"' in text(lawyer.get(INDEX))

    def test_no_way_to_another_site(self, lawyer):
        for there in ("https://elders.example/", "//elders.example", f"{INDEX}//elders"):
            assert "elders.example" not in lawyer.post(f"{COLUMNS}?terug={there}", {})["Location"]

    def test_every_column_can_be_shown_also_as_it_stood(self, lawyer, django_assert_max_num_queries):
        from sharing.log.list_columns import COLUMNS as ALL

        for _ in range(6):
            factories.DisclosureFactory(deviation=True, on_behalf_of=factories.PartyFactory())
        lawyer.post(COLUMNS, {"columns": list(ALL)})
        lawyer.get(INDEX)
        for query in ({}, {"peildatum": "31-12-2098"}):
            with django_assert_max_num_queries(25):
                assert len(lawyer.get(INDEX, query).context["object_list"]) == 6
