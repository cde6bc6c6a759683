"""Several agreements at once: the same owner or notice period, each judged by itself, nothing lost."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from sharing.agreements.models import Agreement
from sharing.agreements.together import MOST_TOGETHER, Wanted, change_together
from sharing.agreements.together_views import FORM
from sharing.core.exceptions import Refused
from sharing.core.operations import save_record
from sharing.core.records import versions_of
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.agreements.screens import INDEX
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
URL = reverse("agreements:together")
TODAY = date(2026, 3, 1)
STAYS = "De opzegtermijn blijft zoals die is: "


@pytest.fixture
def colleague():
    return factories.UserFactory(role=CONTRACT_MANAGER, first_name="Fatma", last_name="Demir")


@pytest.fixture
def three():
    return [
        factories.AgreementFactory(
            processing=True, reference=f"VW-{number}", notice_days=30, last_day=date(2090, 12, 31)
        )
        for number in (1, 2, 3)
    ]


@pytest.fixture
def ended():
    return factories.AgreementFactory(
        processing=True, reference="VW-OUD", notice_days=30, last_day=date(2021, 12, 31)
    )


def change(agreements, by, seen=None, **wanted):
    entries = versions_of(Agreement, [one.pk for one in agreements]) | (seen or {})
    return change_together(entries, wanted=Wanted(**wanted), on=TODAY, by=by, reason="Overgedragen")


def again(one):
    one.refresh_from_db()
    return one


class TestOperation:
    def test_one_operation_with_one_reason_and_a_history_row_each(self, three, colleague):
        before = Agreement.history.count()
        done = change(three, colleague, owner=colleague, notice_days=60)
        assert {one.reference for one in done.changed} == {"VW-1", "VW-2", "VW-3"}
        assert not done.passed_over
        assert {(again(one).owner, one.notice_days) for one in three} == {(colleague, 60)}
        rows = Agreement.history.order_by("-history_id")[: Agreement.history.count() - before]
        assert {row.history_change_reason for row in rows} == {"Overgedragen"}
        assert {row.id for row in rows} == {one.pk for one in three}
        assert len({row.history_date for row in rows}) == 1

    def test_what_cannot_is_named_and_the_rest_is_changed(self, three, ended, colleague):
        short = factories.AgreementFactory(
            reference="KORT", first_day=date(2026, 1, 1), last_day=date(2026, 6, 30), notice_days=10
        )
        same = factories.AgreementFactory(reference="GELIJK", notice_days=365)
        done = change([*three, ended, short, same], colleague, notice_days=365)
        why = {one.reference: one.why for one in done.passed_over}
        assert why == {
            "VW-OUD": f"{STAYS}zij is afgelopen op 31 december 2021; er valt niets meer op te zeggen.",
            "KORT": f"{STAYS}zij duurt tot en met 30 juni 2026: korter dan een opzegtermijn van 365 dagen.",
            "GELIJK": "Dit staat er al zo.",
        }
        assert [again(one).notice_days for one in (*three, ended, short)] == [365, 365, 365, 30, 10]

    def test_of_one_agreement_the_owner_changes_and_the_notice_period_that_does_not_fit_stays(
        self, three, ended, colleague
    ):
        given_up = factories.AgreementFactory(
            reference="OPGEZEGD", terminated_per=date(2026, 9, 30), notice_days=30
        )
        done = change([three[0], ended, given_up], colleague, owner=colleague, notice_days=60)
        assert {one.reference for one in done.changed} == {"VW-1", "VW-OUD", "OPGEZEGD"}
        assert {one.reference: one.why for one in done.passed_over} == {
            "VW-OUD": f"{STAYS}zij is afgelopen op 31 december 2021; er valt niets meer op te zeggen.",
            "OPGEZEGD": f"{STAYS}zij is opgezegd per 30 september 2026; er valt niets meer op te zeggen.",
        }
        assert [(again(one).owner == colleague, one.notice_days) for one in (three[0], ended, given_up)] == [
            (True, 60),
            (True, 30),
            (True, 30),
        ]

    def test_an_ended_agreement_gets_another_owner_all_the_same(self, ended, colleague):
        assert change([ended], colleague, owner=colleague).changed == (ended,)

    def test_what_somebody_changed_meanwhile_is_told_and_not_overwritten(self, three, colleague):
        seen = versions_of(Agreement, [one.pk for one in three])
        other = factories.UserFactory(first_name="Wim", last_name="Bos")
        three[1].notice_days = 90
        save_record(by=other, reason="Brief", instance=three[1])
        done = change(three, colleague, seen=seen, notice_days=60)
        (passed,) = done.passed_over
        assert passed.reference == "VW-2"
        assert passed.why.startswith("Wim Bos") and "heeft dit intussen gewijzigd" in passed.why
        assert "“90”" in passed.why
        assert [again(one).notice_days for one in three] == [60, 90, 60]

    def test_what_somebody_deleted_meanwhile_is_named(self, three, colleague):
        draft = factories.AgreementFactory(reference="CONCEPT", signed_on=None)
        seen = versions_of(Agreement, [draft.pk])
        with factories.recorded():
            Agreement.objects.filter(pk=draft.pk).delete()
        done = change(three, colleague, seen=seen, owner=colleague)
        assert [(one.reference, one.id) for one in done.passed_over] == [("CONCEPT", None)]
        assert len(done.changed) == 3

    def test_only_the_field_that_differs_is_written(self, three, colleague):
        change(three[:1], colleague, owner=colleague)
        change(three[:1], colleague, owner=colleague, notice_days=14)
        newest = Agreement.history.filter(id=three[0].pk).order_by("-history_id")[:3]
        assert [(row.notice_days, row.owner_id == colleague.pk) for row in newest] == [
            (14, True),
            (30, True),
            (30, False),
        ]

    def test_an_agreement_of_which_both_change_has_changed_once(self, three, colleague):
        change(three, colleague, owner=colleague, notice_days=14)
        assert [Agreement.history.filter(id=one.pk).count() for one in three] == [2, 2, 2]

    def test_too_many_are_refused(self, colleague):
        entries = dict.fromkeys(range(1, MOST_TOGETHER + 2), "1")
        with pytest.raises(Refused, match=str(MOST_TOGETHER)):
            change_together(entries, wanted=Wanted(notice_days=1), on=TODAY, by=colleague, reason="Te veel")


class TestScreen:
    def sent(self, page, **typed):
        """What a browser sends: all that the form of the page holds, ticked or hidden."""
        form = page.context["form"]
        [asked] = html.fromstring(page.content).xpath("//form[@id='stap']")
        entries = [value for name, value in asked.form_values() if name == "entries"]
        filled = {"reason": "Overgedragen", "previewed": form["previewed"].value() or ""}
        return {"entries": entries, "owner": "", "notice_days": "", **filled, **typed}

    def test_chosen_in_the_list_seen_and_then_stored(self, manager, three, ended, colleague):
        assert f'name="id" value="{three[0].pk}" aria-label="Kies VW-1"' in text(manager.get(INDEX))
        page = manager.get(URL, {"id": [three[0].pk, three[1].pk, ended.pk], "status": ""})
        assert "3 gekozen overeenkomsten" in text(page)
        page = manager.post(URL, self.sent(page, owner=colleague.pk, notice_days="45"))
        shown = text(page)
        assert "3 overeenkomsten veranderen" in shown
        assert "<del>30</del> <ins>45</ins>" in shown
        assert "<ins>Fatma Demir" in shown
        assert "er valt niets meer op te zeggen" in shown
        assert {again(one).notice_days for one in three} == {30}
        answer = manager.post(URL, self.sent(page, owner=colleague.pk, notice_days="45"))
        said = text(answer)
        assert "3 overeenkomsten zijn gewijzigd." in said
        assert "Dit is niet gewijzigd" in said
        assert "De opzegtermijn blijft zoals die is: zij is afgelopen" in said
        assert "<ins>" not in said
        assert [again(one).notice_days for one in (*three, ended)] == [45, 45, 30, 30]
        assert [one.owner == colleague for one in (*three, ended)] == [True, True, False, True]

    def test_everything_in_this_filter(self, manager, three, ended):
        shown = text(manager.get(INDEX, {"status": "ended", "ordering": "-first_day", "p": "1"}))
        (form,) = html.fromstring(shown).xpath(f'//form[@id="{FORM}"]')
        assert (form.fields["status"], form.fields["ordering"]) == ("ended", "-first_day")
        assert "p" not in form.fields
        page = manager.get(URL, {"status": "ended", "ordering": "-first_day", "alles": "1"})
        assert [row["agreement"] for row in page.context["rows"]] == [ended]
        assert page.context["back"] == f"{INDEX}?status=ended&ordering=-first_day"
        page = manager.get(URL, {"q": "VW-2", "alles": "1"})
        assert [row["agreement"] for row in page.context["rows"]] == [three[1]]
        assert "Kies eerst" in text(manager.get(URL, {"owner": "999999", "alles": "1"}, follow=True))

    def test_nothing_chosen_or_nothing_filled_in_is_said(self, manager, three):
        refused = manager.get(URL, follow=True)
        assert "Kies eerst een of meer overeenkomsten" in text(refused)
        place = refused.redirect_chain[-1][0].partition("#")[
            2
        ]  # work goes on at the first box, and not at the top
        assert text(refused).count(f'type="checkbox" id="{place}"') == 1
        page = manager.get(URL, {"id": [one.pk for one in three]})
        answer = text(manager.post(URL, self.sent(page)))
        assert "Kies een beheerder, of vul een opzegtermijn in." in answer
        answer = text(manager.post(URL, self.sent(page, notice_days="60", entries=[])))
        assert "Kies minstens één overeenkomst." in answer
        page = manager.post(URL, self.sent(page, notice_days="veel", reason=""))
        assert {"notice_days", "reason"} <= page.context["form"].errors.keys()
        assert len(page.context["rows"]) == 3

    def test_what_was_unticked_or_retyped_after_looking_is_looked_at_again(self, manager, three):
        page = manager.get(URL, {"id": [one.pk for one in three]})
        page = manager.post(URL, self.sent(page, notice_days="60"))
        fewer = self.sent(page, notice_days="60")
        fewer["entries"] = fewer["entries"][:1]
        page = manager.post(URL, fewer)
        assert "1 overeenkomst verandert" in text(page)
        assert {again(one).notice_days for one in three} == {30}
        page = manager.post(URL, self.sent(page, notice_days="61"))
        assert "<ins>61</ins>" in text(page)
        assert manager.post(URL, self.sent(page, notice_days="61")).status_code == 302
        assert sorted(again(one).notice_days for one in three) == [30, 30, 61]

    def test_two_at_once_the_overtaken_one_stays_on_the_screen(self, manager, three):
        page = manager.get(URL, {"id": [one.pk for one in three]})
        page = manager.post(URL, self.sent(page, notice_days="60"))
        three[0].description = "Intussen"
        save_record(by=factories.UserFactory(), reason="Brief", instance=three[0])
        page = manager.post(URL, self.sent(page, notice_days="60"))
        shown = text(page)
        assert "2 overeenkomsten zijn gewijzigd." in shown
        assert "Dit is niet gewijzigd" in shown
        assert "heeft dit intussen gewijzigd" in shown
        assert [row["agreement"] for row in page.context["rows"]] == [three[0]]
        assert again(three[0]).notice_days == 30
        again_sent = self.sent(page, notice_days="60")
        again_sent["entries"] = [row["value"] for row in page.context["rows"]]
        page = manager.post(URL, again_sent)
        assert manager.post(URL, self.sent(page, notice_days="60")).status_code == 302
        assert again(three[0]).notice_days == 60

    def test_nobody_becomes_owner_who_may_not_change_agreements(self, manager, three):
        reader = factories.UserFactory(role=AUDITOR)
        page = manager.get(URL, {"id": [three[0].pk]})
        page = manager.post(URL, self.sent(page, owner=reader.pk))
        assert "owner" in page.context["form"].errors

    @pytest.mark.parametrize("role", [LAWYER, AUDITOR, ADMINISTRATOR, EDITOR])
    def test_who_may_not_change_chooses_nothing(self, role, three):
        client = signed_in(role)
        assert refused(client.get(URL, {"id": [three[0].pk]}))
        assert refused(client.post(URL, {"entries": ["1:1"], "notice_days": "3", "reason": "x"}))
        assert 'name="id"' not in text(client.get(INDEX))

    def test_nothing_is_chosen_in_what_was(self, manager, three):
        shown = text(manager.get(INDEX, {"peildatum": "2026-01-01"}))
        assert 'name="id"' not in shown
        assert URL not in shown

    def test_strange_input_is_no_error(self, manager, three):
        assert manager.get(URL, {"id": ["x", "0", "9" * 30]}).status_code == 302
        answer = manager.post(
            URL, {"entries": ["x:y", "999999:1"], "notice_days": "3", "reason": "Brief", "previewed": ""}
        )
        assert answer.status_code == 200
        assert "999999" in text(answer)
