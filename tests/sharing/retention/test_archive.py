"""What does not or no longer belong in the archive: searched for, chosen, proposed together, and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from sharing.access.choices import AUDITOR, LAWYER
from sharing.core.exceptions import RefusedInput
from sharing.models import Destruction, Disclosure, Look, RefusedDestruction
from sharing.retention import operations
from sharing.retention.candidates import Found, Search, find
from sharing.retention.operations import propose_archive
from tests import factories as make
from tests.questions import at_most
from tests.sharing.retention.steps import AT, OLD, approved, archived, two
from tests.sharing.retention.test_screens import signed_in, words

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/te-vernietigen/archief/"
YOUNG = datetime(2026, 2, 1, 10, tzinfo=UTC)
KINDS = ["disclosure", "consent", "objection", "request", "answer", "work", "look"]


@pytest.fixture
def client() -> Any:
    return signed_in(LAWYER)


def found(client: Any, **asked: Any) -> list[str]:
    """The numbers on the first page, in its order."""
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200
    return [one["number"] for one in answer.context["candidates"]]


def chosen(client: Any, asked: dict[str, Any], *numbers: str, **values: Any) -> Any:
    """The answer to a proposal of these, out of what was found."""
    shown = client.get(ADDRESS, asked).context["candidates"]
    keys = [one["value"] for one in shown if one["number"] in numbers]
    data = {"dossiers": keys, "kinds": KINDS, "reason": "Hoorde hier nooit"} | values
    return client.post(
        f"{ADDRESS}?{'&'.join(f'{name}={value}' for name, value in asked.items())}", data, follow=True
    )


class TestTheSearch:
    def test_asks_something_first(self, client):
        make.DisclosureFactory()
        shown = client.get(ADDRESS)
        assert shown.context["candidates"] == []
        assert "Voorstel doen" not in words(shown)
        assert "ten minste één van deze velden" in words(client.get(ADDRESS, {"recipient": ""}))

    def test_is_by_what_was_disclosed_and_when_that_was_last(self, client):
        party, data, purpose = (
            make.PartyFactory(client=True),
            make.DataCategoryFactory(),
            make.PurposeFactory(),
        )
        below = make.PurposeFactory(parent=purpose)
        make.DisclosureFactory(number="d-0001", disclosed_at=OLD, recipient=party)
        make.DisclosureFactory(number="d-0001", disclosed_at=YOUNG)
        make.DisclosureFactory(number="d-0002", disclosed_at=OLD, purpose=below, data=[data])
        make.DisclosureFactory(number="d-0003", disclosed_at=YOUNG, recipient=party)
        assert found(client, recipient=party.code) == ["d-0001", "d-0003"]
        assert found(client, purpose=purpose.pk) == ["d-0002"] == found(client, category=data.pk)
        assert found(client, before="1-1-2021") == ["d-0002"]
        assert found(client, first="1-1-2026") == ["d-0001", "d-0003"]
        assert found(client, last="1-1-2026") == ["d-0002", "d-0001"]
        # One disclosure has to be all of it.
        assert found(client, recipient=party.code, first="1-1-2026") == ["d-0003"]

    def test_what_was_typed_wrong_is_said_and_stays(self, client):
        shown = words(client.get(ADDRESS, {"first": "2-1-2026", "last": "1-1-2026", "before": "gisteren!"}))
        assert "Verstrekt tot en met: 1 januari 2026 ligt voor 2 januari 2026" in shown
        assert "Laatste verstrekking voor:" in shown
        assert 'value="gisteren!"' in client.get(ADDRESS, {"before": "gisteren!"}).content.decode()

    def test_says_what_is_kept_until_when_and_what_keeps_it(self, client):
        make.RetentionRuleFactory()
        for number in ("d-0001", "d-0002"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        make.DisclosureFactory(number="d-0001", disclosed_at=YOUNG)
        make.ConsentFactory(number="d-0001")
        make.RetentionHoldFactory(number="d-0002")
        old, young = client.get(ADDRESS, {"first": "1-1-2019"}).context["candidates"]
        assert (old["until"], old["over"], old["may_go"]) == ("1 mei 2022", True, False)
        assert old["why"] == ["er staat een blokkade op"]
        assert (young["first"], young["last"], young["until"]) == ("1 mei 2020", "1 feb 2026", "1 feb 2028")
        assert young["kept"] == ["Verstrekkingen: 2", "Toestemmingen: 1"] and young["may_go"]

    def test_of_what_cannot_go_now_asks_for_no_reason(self, client):
        make.DisclosureFactory(disclosed_at=OLD, deviation=True)
        shown = words(client.get(ADDRESS, {"before": "1-1-2026"}))
        assert "Van deze dossiers kan nu niets worden vernietigd" in shown and "Voorstel doen" not in shown

    def test_of_a_number_is_logged_and_stands_in_no_address(self, client):
        make.ConsentFactory(number="d-0007")
        data = {"zoek": "1", "dossier": "D-0007", "reason": "audit", "note": ""}
        answer = client.post(ADDRESS, data)
        assert "0007" not in answer["Location"]
        shown = client.get(answer["Location"])
        assert [one["kept"] for one in shown.context["candidates"]] == [
            ["Toestemmingen: 1", "Raadplegingen: 1"]
        ]
        assert Look.objects.get().act == "searched"
        made = client.post(
            answer["Location"],
            {
                "dossiers": [shown.context["candidates"][0]["value"]],
                "kinds": KINDS,
                "reason": "Verkeerd dossier",
            },
        )
        assert made.status_code == 302 and Destruction.objects.get().basis == "archive"

    def test_of_a_number_without_a_reason_is_refused_at_its_field(self, client):
        shown = words(client.post(ADDRESS, {"zoek": "1", "dossier": "d-0007", "reason": "", "note": ""}))
        assert "Kies waarom u dit dossier bekijkt." in shown and not Look.objects.exists()

    def test_that_has_ended_says_so(self, client):
        assert "verlopen" in words(client.get(ADDRESS, {"dossier": "onbekend"}, follow=True))

    def test_has_pages_keeps_its_filters_and_asks_few_questions(self, client, monkeypatch):
        monkeypatch.setattr("sharing.retention.archive_views.PER_PAGE", 2)
        party = make.PartyFactory(client=True)
        for kind in ("disclosure", "consent", "request"):
            make.RetentionRuleFactory(record_kind=kind)
        for number in range(5):
            make.DisclosureFactory(number=f"d-000{number}", disclosed_at=OLD, recipient=party)
            make.RetentionHoldFactory(number=f"d-000{number}")
        asked = {"recipient": party.code, "first": "1-1-2019", "p": "2"}
        client.get(ADDRESS, asked)
        with at_most():
            shown = client.get(ADDRESS, asked)
        page = shown.content.decode()
        assert len(shown.context["candidates"]) == 2 and "5 dossiers" in words(shown)
        assert party.code in page and 'value="1-1-2019"' in page and '"naar" value="3"' in page

    def test_that_finds_more_than_is_shown_says_how_many(self, client, monkeypatch):
        monkeypatch.setattr("sharing.retention.archive_views.SHOWN_AT_MOST", 2)
        for number in range(5):
            make.DisclosureFactory(number=f"d-000{number}", disclosed_at=OLD)
        shown = client.get(ADDRESS, {"before": "1-1-2021"})
        assert len(shown.context["candidates"]) == 2 and "De eerste 2 van 5 dossiers" in words(shown)
        assert "gevonden dossiers kiezen" not in words(shown)

    def test_of_purposes_that_do_not_exist_any_more_finds_nothing(self):
        assert find(Search(recipient=make.PartyFactory()), most=5) == Found(0, {})


@pytest.fixture
def five(monkeypatch) -> list[Disclosure]:
    """Five dossiers on three pages."""
    monkeypatch.setattr("sharing.retention.archive_views.PER_PAGE", 2)
    return [
        make.DisclosureFactory(number=f"d-000{number}", disclosed_at=OLD + timedelta(days=number))
        for number in range(5)
    ]


class TestTheChoice:
    ADDRESS = f"{ADDRESS}?before=1-1-2021"

    def leafed(self, client: Any, chosen: list[Any], **sent: Any) -> Any:
        data = {"dossiers": [getattr(one, "pk", one) for one in chosen], "kinds": KINDS, "reason": "", **sent}
        return client.post(self.ADDRESS, data)

    def kept(self, answer: Any) -> list[str]:
        """What the page would send with the next button."""
        ticked = [one["value"] for one in answer.context["candidates"] if one["chosen"]]
        return ticked + [one.value for one in answer.context["elsewhere"]]

    def test_holds_over_several_pages_with_what_was_filled_in(self, client, five):
        page = self.leafed(client, five[:1], naar="2", p="1", reason="Verkeerde bron", kinds=["disclosure"])
        assert "1 dossier gekozen, waarvan 1 op andere pagina’s. Dat is samen 1 gegeven;" in words(page)
        assert "Verkeerde bron" in page.content.decode() and page.context["form"]["kinds"].value() == [
            "disclosure"
        ]
        assert not page.context["form"].errors and "0000" not in page.content.decode()
        page = self.leafed(client, [*self.kept(page), five[3]], naar="3", p="2")
        assert "2 dossiers gekozen, waarvan 2 op andere pagina’s" in words(page)
        assert "Dat zijn samen 2 gegevens" in words(page)
        page = self.leafed(client, self.kept(page), naar="2", p="3")
        assert [one["chosen"] for one in page.context["candidates"]] == [False, True]
        page = self.leafed(client, self.kept(page), p="2")
        assert "Schrijf op waarom" in words(page) and page.context["page_obj"].number == 2
        assert sorted(self.kept(page)) == sorted(str(one.pk) for one in (five[0], five[3]))
        self.leafed(client, self.kept(page), p="2", reason="Verkeerde bron")
        items = Destruction.objects.get().items.values_list("record", flat=True)
        assert set(items) == {five[0].pk, five[3].pk}

    def test_of_all_that_were_found_leaves_out_what_cannot_go(self, client, five):
        make.RetentionHoldFactory(number="d-0004")
        page = self.leafed(client, [], alle="1")
        assert "4 dossiers gekozen, waarvan 2 op andere pagina’s" in words(page)
        assert "Alle 5 gevonden dossiers kiezen" in words(page)
        self.leafed(client, self.kept(page), reason="Verkeerde bron")
        assert Destruction.objects.get().total == 4

    def test_of_what_was_held_or_disclosed_again_meanwhile_is_said_and_left_out(self, client, five):
        page = self.leafed(client, five[:3], naar="3", p="1")
        make.RetentionHoldFactory(number="d-0000")
        make.DisclosureFactory(number="d-0001", disclosed_at=YOUNG)
        page = self.leafed(client, self.kept(page), p="3", reason="Verkeerde bron")
        assert "is intussen iets gewijzigd" in words(page) and not Destruction.objects.exists()
        assert self.kept(page) == [str(five[2].pk)]

    def test_asks_few_questions_however_many_were_chosen(self, client, five):
        self.leafed(client, five, naar="2")
        with at_most():
            self.leafed(client, five, naar="2")

    def test_of_what_was_never_found_is_none(self, client, five):
        other = make.DisclosureFactory(number="d-0009", disclosed_at=YOUNG)
        page = self.leafed(client, [other, "x", "-1"], naar="onzin")
        assert page.status_code == 200 and self.kept(page) == []
        assert page.context["page_obj"].number == 1


class TestTheProposal:
    def test_of_several_is_one_list_that_another_approves(self, client):
        for number in ("d-0001", "d-0002", "d-0003"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        answer = chosen(client, {"before": "1-1-2021"}, "d-0001", "d-0003")
        assert "Een collega bekijkt de lijst" in words(answer)
        made = Destruction.objects.get()
        assert (made.total, made.explanation) == (2, "Hoorde hier nooit")
        again = client.get(ADDRESS, {"before": "1-1-2021"}).context["candidates"]
        assert [(one["number"], one["proposal"]) for one in again if one["may_go"]] == [("d-0002", None)]
        assert {one["proposal"] for one in again} == {None, made.pk}
        assert str(made) in words(signed_in(LAWYER).get(reverse("retention:index")))
        approved(made, two()[1], at=made.proposed_at)
        assert found(client, before="1-1-2021") == ["d-0002"]

    def test_without_a_choice_or_a_reason_says_so_and_loses_nothing(self, client):
        for number in ("d-0001", "d-0002"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        asked = {"before": "1-1-2021"}
        answer = chosen(client, asked, "d-0002", reason="")
        assert "Schrijf op waarom dit hier niet (meer) hoort." in words(answer)
        assert [one["number"] for one in answer.context["candidates"] if one["chosen"]] == ["d-0002"]
        assert 'value="1-1-2021"' in answer.content.decode()
        assert answer.content.decode().count('name="dossiers"') == 2
        answer = chosen(client, asked, reason="Verkeerde bron")
        assert "Kies ten minste één dossier." in words(answer) and "Verkeerde bron" in words(answer)
        answer = chosen(client, asked, "d-0002", reason="Zie d-0001")
        assert "Hierin staat een dossiernummer" in words(answer)
        assert not Destruction.objects.exists()

    def test_of_what_was_held_meanwhile_goes_nowhere(self, client):
        rows = [make.DisclosureFactory(number=number, disclosed_at=OLD) for number in ("d-0001", "d-0002")]
        make.RetentionHoldFactory(number="d-0002")
        data = {"dossiers": [row.pk for row in rows], "kinds": KINDS, "reason": "Weg"}
        answer = client.post(f"{ADDRESS}?before=1-1-2021", data)
        assert "Van een dossier dat u koos, is intussen iets gewijzigd" in words(answer)
        assert not Destruction.objects.exists()

    def test_with_one_that_is_held_is_refused_whole_and_noted_without_a_number(self):
        for number in ("d-0001", "d-0002"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        make.RetentionHoldFactory(number="d-0002")
        with pytest.raises(operations.Refused, match="Van 1 van de 2 gekozen dossiers"):
            propose_archive(dossiers=["d-0001", "d-0002"], by=make.tester(), at=AT, reason="Weg")
        assert "0002" not in RefusedDestruction.objects.get().why and Disclosure.objects.count() == 2

    def test_of_more_than_two_people_can_look_at_is_refused(self, monkeypatch):
        monkeypatch.setattr(operations, "MOST_AT_ONCE", 1)
        for number in ("d-0001", "d-0002"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        with pytest.raises(RefusedInput, match="hoogstens 1"):
            propose_archive(dossiers=["d-0001", "d-0002"], by=make.tester(), at=AT, reason="Weg")
        assert archived(make.tester()).total == 1

    def test_is_not_for_who_only_reads(self):
        make.DisclosureFactory(disclosed_at=OLD)
        reader = signed_in(AUDITOR)
        assert reader.get(ADDRESS, {"before": "1-1-2021"}, follow=True).redirect_chain
        reader.post(ADDRESS, {"zoek": "1", "dossier": "d-0001", "reason": "audit", "note": ""})
        reader.post(f"{ADDRESS}?before=1-1-2021", {"dossiers": ["1"], "kinds": KINDS, "reason": "Weg"})
        assert not Destruction.objects.exists() and not Look.objects.exists()


@pytest.mark.django_db(transaction=True)  # in one transaction all is of one moment
class TestWhatChangedMeanwhile:
    """The second person reads of which dossier what is not as the first one saw it."""

    @pytest.fixture
    def waiting(self, client) -> Destruction:
        for number in ("d-0001", "d-0002", "d-0003"):
            make.DisclosureFactory(number=number, disclosed_at=OLD)
        chosen(client, {"before": "1-1-2021"}, "d-0001", "d-0002", "d-0003")
        return Destruction.objects.get()

    def seen_by_another(self, made: Destruction) -> tuple[list[tuple[Any, ...]], str]:
        another = signed_in(LAWYER)
        with at_most():
            page = another.get(reverse("destructions:decide", args=[made.pk]))
        rows = page.context["sections"][0].rows
        return [(number, getattr(what, "text", what), why) for number, what, why in rows], words(page)

    def test_nothing_is_said_as_well(self, waiting):
        rows, page = self.seen_by_another(waiting)
        assert rows == [] and "is sinds het voorstel niets veranderd" in page
        assert "kan zo niet worden vernietigd" not in page

    def test_a_hold_a_change_and_what_came(self, waiting):
        changed = Disclosure.objects.latest("pk")
        make.RetentionHoldFactory(number="d-0001")
        came = make.DisclosureFactory(number="d-0002", disclosed_at=YOUNG)
        make.DisclosureFactory(number="d-0009", disclosed_at=YOUNG)
        with make.recorded():
            Disclosure.objects.filter(pk=changed.pk).update(description="Verbeterd")
        rows, page = self.seen_by_another(waiting)
        assert rows == [
            ("d-0001", "–", "Er staat een blokkade op"),
            ("d-0003", f"Verstrekking {changed.pk}", "Gewijzigd, of er niet meer"),
            ("d-0002", f"Verstrekking {came.pk}", "Nieuw: staat niet op deze lijst, en blijft bestaan"),
        ]
        assert "kan zo niet worden vernietigd" in page

    def test_what_only_holds_it_now_may_be_waited_for(self, waiting):
        hold = make.RetentionHoldFactory(number="d-0001")
        _rows, page = self.seen_by_another(waiting)
        assert "kan nu niet worden vernietigd: er staat een blokkade op" in page
        assert "Wacht met uw besluit tot dat niet meer zo is" in page and "kan zo niet" not in page
        with make.recorded():
            type(hold).objects.filter(pk=hold.pk).update(
                released_by=make.tester(), released_at=hold.placed_at
            )
        assert "kan nu niet" not in self.seen_by_another(waiting)[1]
        approved(waiting, two()[1], at=waiting.proposed_at)
        assert not Disclosure.objects.exists(), "as the screen said"

    def test_what_only_came_does_not_stop_it_and_stays(self, waiting):
        came = make.DisclosureFactory(number="d-0002", disclosed_at=YOUNG)
        rows, page = self.seen_by_another(waiting)
        assert [number for number, _what, _why in rows] == ["d-0002"]
        assert "kan zo niet worden vernietigd" not in page
        approved(waiting, two()[1], at=waiting.proposed_at)
        assert list(Disclosure.objects.all()) == [came]

    def test_what_the_colleague_reads_on_the_way_is_no_change(self, waiting):
        make.LookFactory(number="d-0001")
        assert self.seen_by_another(waiting)[0] == []
