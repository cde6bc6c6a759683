"""The log as a list in the browser: narrowing, leafing, and as it stood."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sharing.core.dossiers import seal
from sharing.disclosures.models import Disclosure
from sharing.roles import LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import INDEX


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
                number=f"d-{number % 3}",
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
        with django_assert_max_num_queries(25) as captured:
            lawyer.get(INDEX, {"p": older})
        of_log = [query["sql"] for query in captured if 'FROM "sharing_disclosure"' in query["sql"]]
        assert of_log
        assert [sql for sql in of_log if " OFFSET " in sql or " JOIN " in sql or "LIMIT" not in sql] == []

    def test_a_dossier_is_found_without_its_number_in_any_address(self, lawyer, log):
        answer = lawyer.post(reverse("disclosures:find"), {"dossier": " d-1 ", "reason": "audit"})
        assert "d-1" not in answer["Location"]
        page = lawyer.get(answer["Location"])
        assert {bytes(row.dossier) for row in page.context["object_list"]} == {seal("d-1")}
        text = page.content.decode()
        assert "Alleen dossier d-1." in text
        assert "dossier=d-1" not in text
        assert seal("d-1").hex() not in text
        # What the session keeps is sealed.
        assert "d-1" not in str(dict(lawyer.session))

    def test_somebody_elses_search_key_shows_nothing(self, lawyer, auditor, log):
        address = lawyer.post(reverse("disclosures:find"), {"dossier": "d-1", "reason": "audit"})["Location"]
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
