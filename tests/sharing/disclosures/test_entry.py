"""Recording by hand: several persons, again, from a template, what is double, and what is asked while one types."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.dossiers import seal, unseal
from sharing.disclosures.by_hand import Doubles, record_by_hand
from sharing.disclosures.choices import Outcome
from sharing.disclosures.doubles import are_one
from sharing.disclosures.models import Disclosure
from sharing.models import EntryTemplate, Party, Purpose
from sharing.roles import AUDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import ADD, filled, hidden
from tests.sharing.register import raw, small_register

DEFAULTS, LIVE = reverse("disclosures:defaults"), reverse("disclosures:live_check")
THREE = "d-1\nd-2\n\nd-3"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def numbers() -> list[str]:
    return sorted(unseal(row.dossier) for row in Disclosure.objects.all())


class TestSeveralPersons:
    def test_each_line_is_an_entry_of_its_own(self, lawyer, register):
        answer = lawyer.post(ADD, filled(store="1", dossier=THREE), follow=True)
        assert numbers() == ["d-1", "d-2", "d-3"]
        assert Disclosure.objects.values("external_id").distinct().count() == 3
        assert "3 verstrekkingen zijn vastgelegd." in text_of(answer)
        assert answer.redirect_chain[-1][0] == reverse("disclosures:index")

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            ("d-1\n123456782\nd-3", "Regel 2: Dit is een burgerservicenummer"),
            ("d-1\n\nd-2, d-3", "Regel 3: Hier lijken meer nummers te staan"),
            ("d-1\nd-2\nD-1", "Regel 3 is hetzelfde dossier als regel 1"),
            ("\n".join(f"d-{number}" for number in range(201)), "Dit zijn 201 regels"),
        ],
    )
    def test_one_wrong_line_is_named_and_nothing_is_stored(self, lines, message, lawyer, register):
        page = text_of(lawyer.post(ADD, filled(store="1", dossier=lines)))
        assert message in page
        assert not Disclosure.objects.exists()
        assert "d-1" in page, "nothing that was typed is lost"

    def test_all_wrong_lines_are_named_at_once(self, lawyer, register):
        page = text_of(lawyer.post(ADD, filled(store="1", dossier="123456782\nd-2\n1,2")))
        assert "Regel 1: " in page
        assert "Regel 3: " in page

    def test_the_gate_judges_each_person_and_says_which(self, lawyer, register):
        make.ObjectionFactory(number="d-2", recipient=register["party"], purpose=None)
        page = text_of(lawyer.post(ADD, filled(check="1", dossier=THREE)))
        assert "Regel 1, 4" in page
        assert "Regel 2" in page
        assert "Het bezwaar van deze persoon" in page
        page = text_of(lawyer.post(ADD, filled(store="1", dossier=THREE)))
        assert "Niet vastgelegd: dit mag niet volgens de regels" in page
        assert not Disclosure.objects.exists()

    def test_the_reason_is_kept_with_who_needed_one(self, lawyer, register):
        make.ObjectionFactory(number="d-2", recipient=register["party"], purpose=None)
        sent = filled(store="1", dossier=THREE, deviation_reason="Al toegezegd")
        assert "waarvan als afwijking: 1" in text_of(lawyer.post(ADD, sent, follow=True))
        rows = {unseal(row.dossier): (row.outcome, row.deviation_reason) for row in Disclosure.objects.all()}
        assert rows == {
            "d-1": (Outcome.PERMITTED, ""),
            "d-2": (Outcome.DEVIATION, "Al toegezegd"),
            "d-3": (Outcome.PERMITTED, ""),
        }


class TestOnce:
    def test_a_form_of_several_sent_twice_is_stored_once(self, lawyer, register):
        for _ in range(2):
            answer = lawyer.post(ADD, filled(store="1", dossier=THREE), follow=True)
        assert "de 3 verstrekkingen zijn één keer vastgelegd" in text_of(answer)
        assert Disclosure.objects.count() == 3

    @pytest.mark.parametrize("dossier", ["d-9", "d-2026-0001\nd-9"])
    def test_the_same_form_with_other_words_is_told_and_kept(self, dossier, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        page = lawyer.post(ADD, filled(store="1", dossier=dossier)).content.decode()
        assert "Dit formulier is al eerder verzonden" in page
        assert "d-9" in page
        assert Disclosure.objects.count() == 1
        key = hidden(page, "form_key")
        assert key != "A" * 22
        lawyer.post(ADD, filled(store="1", dossier="d-9", form_key=key))
        assert numbers() == ["d-2026-0001", "d-9"]

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_moment_from_two_tabs(self):
        small_register()
        by = make.UserFactory(role=LAWYER)
        party, purpose = Party.objects.get(code="gemeente-a"), Purpose.objects.get(code="re-integratie")

        def record(key: str) -> str:
            try:
                kept = record_by_hand(
                    [raw(external_id=key)],
                    recipient=party,
                    purpose=purpose,
                    confirmed=frozenset(),
                    by=by,
                    at=timezone.now(),
                    reason="Met de hand",
                )
                return "before" if kept.before else "stored"
            except Doubles:
                return "double"
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=4) as tabs:
            assert sorted(tabs.map(record, ["zelfde", "zelfde", "zelfde"])) == ["before", "before", "stored"]
            assert sorted(tabs.map(record, ["tab-1", "tab-2"])) == ["double", "double"]
        assert Disclosure.objects.count() == 1


AT = datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other", "same_purpose", "one"),
    [
        (AT, False, True),
        (AT + timedelta(seconds=59), False, True),
        (AT + timedelta(seconds=60), False, False),
        (AT - timedelta(hours=12), True, True),
        (AT - timedelta(hours=12), False, False),
        (datetime(2026, 3, 30, 22, 0, tzinfo=UTC), True, True),  # the first instant of that day in Amsterdam
        (datetime(2026, 3, 30, 21, 59, 59, tzinfo=UTC), True, False),
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), True, True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), True, False),
    ],
)
def test_what_may_be_one_disclosure(other, same_purpose, one):
    assert are_one(AT, other, same_purpose=same_purpose) is one
    assert are_one(other, AT, same_purpose=same_purpose) is one


class TestDoubles:
    @pytest.fixture
    def before(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        return Disclosure.objects.get()

    def again(self, lawyer, **changes):
        sent = filled(store="1", form_key="B" * 22, disclosed_at="31-03-2026 16:00") | changes
        return lawyer.post(ADD, sent, follow=True)

    def test_is_told_before_it_is_stored_and_can_be_confirmed(self, lawyer, before):
        page = text_of(self.again(lawyer, dossier="d-nieuw\nD-2026-0001"))
        assert "Nog niet vastgelegd: misschien staat dit er al" in page
        assert "Misschien al vastgelegd:" in page
        assert reverse("disclosures:inspect", args=[before.pk]) in page
        assert Disclosure.objects.count() == 1
        seen = re.search(r'type="checkbox" name="other_disclosure" value="([\d,]+)"', page)
        assert seen[1] == str(before.pk)
        self.again(lawyer, dossier="d-nieuw\nD-2026-0001", other_disclosure=seen[1])
        assert numbers() == ["d-2026-0001", "d-2026-0001", "d-nieuw"]

    def test_confirming_something_else_confirms_nothing(self, lawyer, before):
        for wrong in ("", "0", str(before.pk + 1), "x", f"{before.pk}.0"):
            self.again(lawyer, other_disclosure=wrong)
        assert Disclosure.objects.count() == 1

    def test_what_was_confirmed_stays_so_when_a_reason_is_asked(self, lawyer, before):
        sent = {"data_categories": ["gezondheid"], "other_disclosure": str(before.pk)}
        page = self.again(lawyer, **sent).content.decode()
        assert "Niet vastgelegd: dit mag niet volgens de regels" in page
        assert hidden(page, "other_disclosure") == str(before.pk)

    @pytest.mark.parametrize(
        "changes",
        [
            {"dossier": "d-ander"},
            {"disclosed_at": "01-04-2026 16:00"},
        ],
    )
    def test_another_person_or_day_is_no_double(self, changes, lawyer, before):
        self.again(lawyer, **changes)
        assert Disclosure.objects.count() == 2

    def test_another_recipient_or_purpose_is_no_double(self, lawyer, before, register):
        other = make.PartyFactory(code="ander", client=True)
        make.PurposeFactory(code="anders", parent=register["purpose"])
        self.again(lawyer, recipient="ander", deviation_reason="Zo was het")
        self.again(lawyer, purpose="anders", form_key="C" * 22)
        assert Disclosure.objects.count() == 3
        assert Disclosure.objects.filter(recipient=other).exists()

    def test_what_is_void_is_no_double(self, lawyer, before):
        with acting(by=lawyer.user, reason="Nooit gebeurd"):
            before.voided_at, before.voided_by, before.void_reason = (
                timezone.now(),
                lawyer.user,
                "Nooit gebeurd",
            )
            before.save()
        self.again(lawyer)
        assert Disclosure.objects.counting().count() == 1

    def test_is_told_while_typing(self, lawyer, before):
        page = text_of(lawyer.post(LIVE, filled(disclosed_at="31-03-2026 16:00")))
        assert "Misschien al vastgelegd:" in page


class TestWhileTyping:
    def test_says_what_is_still_empty_then_what_the_rules_say_and_stores_nothing(self, lawyer, register):
        page = text_of(lawyer.post(LIVE, {"recipient": "gemeente"}))
        assert "Nog in te vullen: " in page
        assert "Hoedanigheid" in page
        assert "Kies minstens" not in page
        page = text_of(lawyer.post(LIVE, filled()))
        assert "Dit mag. Geen regel houdt deze verstrekking tegen." in page
        assert "Vergeleken met overeenkomst OV-1." in page
        page = text_of(lawyer.post(LIVE, filled(data_categories=["gezondheid"])))
        assert "Mag niet:" in page
        assert not Disclosure.objects.exists()

    def test_mistakes_name_their_field(self, lawyer, register):
        page = text_of(lawyer.post(LIVE, filled(dossier="d-1\n123456782", disclosed_at="31-02-2026 10.00")))
        assert "Dossiernummers: Regel 2: Dit is een burgerservicenummer" in page
        assert "Datum en tijd: " in page
        page = text_of(lawyer.post(LIVE, filled(disclosed_at="01-01-1990 10.00")))
        assert "ligt voor 1995" in page

    def test_is_asked_by_post_by_who_records(self, lawyer, register):
        for address in (LIVE, DEFAULTS):
            assert lawyer.get(address).status_code == 405
            assert signed_in(AUDITOR).post(address, filled()).status_code in (302, 403)


class TestDefaults:
    def values(self, client, **sent):
        return client.post(DEFAULTS, {"recipient": "gemeente"} | sent).json()

    def test_without_a_recipient_there_are_none(self, lawyer, register):
        assert self.values(lawyer, recipient="nooit van gehoord") == {"values": {}, "words": ""}

    def test_as_agreed_when_it_is_the_first_time(self, lawyer, register):
        found = self.values(lawyer)
        assert found["values"] == {
            "capacity": "client",
            "purpose": "begeleiding",
            "data_categories": ["naam"],
        }
        assert "overeenkomst OV-1" in found["words"]

    def test_sensitive_data_are_never_filled_in_because_an_agreement_has_them(self, lawyer, register):
        agreement = register["party"].agreements.get()
        with make.recorded():
            agreement.data_categories.add(register["special"])
        assert self.values(lawyer)["values"]["data_categories"] == ["naam"]

    def test_as_the_last_time(self, lawyer, register):
        lawyer.post(ADD, filled(store="1", channel="phone"))
        lawyer.post(
            ADD,
            filled(
                store="1", form_key="B" * 22, disclosed_at="01-04-2026 10.00", channel="post", dossier="d-2"
            ),
        )
        found = self.values(lawyer)
        assert found["values"] == {
            "capacity": "client",
            "subject_category": "deelnemer",
            "data_categories": ["naam"],
            "purpose": "begeleiding",
            "legal_basis": "contract",
            "legal_provision": "",
            "channel": "post",
        }
        assert "zoals op 1 april 2026" in found["words"]
        assert "d-2" not in str(found)

    def test_a_capacity_that_is_no_longer_held_is_not_filled_in(self, lawyer, register):
        make.DisclosureFactory(recipient=register["party"], capacity="partner")
        assert self.values(lawyer)["values"]["capacity"] == "client"

    def test_an_authority_with_one_confirmed_request(self, lawyer, register):
        authority = make.PartyFactory(code="dienst", authority=True)
        make.AuthorityRequestFactory(reference="V-0", authority=authority)
        make.AuthorityRequestFactory(
            reference="V-1", authority=authority, confirmed=True, legal_provision="artikel 1"
        )
        values = self.values(lawyer, recipient="dienst")["values"]
        assert values["authority_request"] == "V-1"
        assert (values["legal_basis"], values["legal_provision"]) == ("legal_obligation", "artikel 1")

    def test_without_script_a_button_fills_in_what_is_empty(self, lawyer, register):
        sent = {"fill": "1", "recipient": "gemeente", "dossier": "d-7", "channel": "secure_mail"}
        page = lawyer.post(ADD, sent | {"purpose": "", "disclosed_at": "1 april 2026 10.00"})
        form = page.context["form"]
        assert form["purpose"].value() == "begeleiding"
        assert form["data_categories"].value() == ["naam"]
        text = text_of(page)
        assert "Ingevuld volgens overeenkomst OV-1" in text
        assert "d-7" in text
        assert "1 april 2026 10.00" in text
        assert "Vul het dossiernummer in" not in text


class TestAgain:
    def test_everything_but_moment_and_person(self, lawyer, register):
        lawyer.post(ADD, filled(store="1", description="Rapport", channel="post"))
        row = Disclosure.objects.get()
        inspect = lawyer.get(reverse("disclosures:inspect", args=[row.pk])).content.decode()
        assert f"{ADD}?herhaal={row.pk}" in inspect
        page = lawyer.get(ADD, {"herhaal": row.pk})
        form = page.context["form"]
        shown = {name: form[name].value() for name in ("recipient", "purpose", "channel", "description")}
        assert shown == {
            "recipient": "gemeente",
            "purpose": "begeleiding",
            "channel": "post",
            "description": "Rapport",
        }
        assert list(form["data_categories"].value()) == ["naam"]
        assert not form["dossier"].value()
        assert form["disclosed_at"].value() > row.disclosed_at
        assert "d-2026-0001" not in page.content.decode()

    @pytest.mark.parametrize("asked", ["", "0", "x", "9" * 30, "-1"])
    def test_of_nothing_begins_empty(self, asked, lawyer, register):
        for parameter in ("herhaal", "sjabloon"):
            assert not lawyer.get(ADD, {parameter: asked}).context["form"]["recipient"].value()


class TestTemplates:
    def test_begins_a_series(self, lawyer, register):
        template = make.EntryTemplateFactory(
            name="Maandrapport",
            recipient=register["party"],
            purpose=register["purpose"],
            data=[register["data"]],
            subject_category=register["subject"],
            description="Voortgang",
        )
        assert "Maandrapport" in lawyer.get(ADD).content.decode()
        page = lawyer.get(ADD, {"sjabloon": template.pk})
        form = page.context["form"]
        values = {name: form[name].value() for name in form.fields if form[name].value()}
        sent = filled(store="1", dossier=THREE) | {
            name: value for name, value in values.items() if name not in ("disclosed_at", "dossier")
        }
        lawyer.post(ADD, sent)
        assert numbers() == ["d-1", "d-2", "d-3"]
        assert set(Disclosure.objects.values_list("description", flat=True)) == {"Voortgang"}

    def test_a_disclosure_is_kept_as_one_without_the_person(self, lawyer, register):
        lawyer.post(ADD, filled(store="1", description="Rapport"))
        row = Disclosure.objects.get()
        address = reverse("entry_templates:add")
        assert (
            f"{address}?uit={row.pk}"
            in lawyer.get(reverse("disclosures:inspect", args=[row.pk])).content.decode()
        )
        form = lawyer.get(address, {"uit": row.pk}).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        answer = lawyer.post(address, sent | {"name": "Rapport", "reason": "Komt elke maand terug"})
        assert answer.status_code == 302, answer.context["form"].errors
        template = EntryTemplate.objects.get()
        assert (template.recipient, template.description) == (register["party"], "Rapport")
        assert template.history.get().history_change_reason == "Komt elke maand terug"
        columns = {field.name for field in EntryTemplate._meta.concrete_fields}
        assert not columns & {"dossier", "disclosed_at", "deviation_reason", "authority_request"}

    @pytest.mark.parametrize("field", ["name", "description", "legal_provision"])
    def test_a_dossier_number_in_its_words_is_refused(self, field, lawyer, register):
        make.ConsentFactory(number="kl-4711", recipient=register["party"])
        template = make.EntryTemplateFactory(recipient=register["party"])
        address = reverse("entry_templates:edit", args=[template.pk])
        form = lawyer.get(address).context["form"]
        sent = {name: form[name].value() or "" for name in form.fields}
        page = text_of(lawyer.post(address, sent | {field: "Over KL-4711 dus", "reason": "Aangevuld"}))
        assert "Hier lijkt een dossiernummer te staan." in page
        assert not EntryTemplate.history.filter(**{f"{field}__contains": "4711"}).exists()

    def test_who_only_reads_makes_none(self, auditor):
        template = make.EntryTemplateFactory()
        assert auditor.get(reverse("entry_templates:inspect", args=[template.pk])).status_code == 200
        assert auditor.get(reverse("entry_templates:add")).status_code in (302, 403)


class TestRequest:
    def test_is_named_and_not_chosen_from_a_long_list(self, lawyer, register):
        authority = make.PartyFactory(code="dienst", name="Dienst Toezicht", authority=True)
        make.AuthorityRequestFactory(reference="V-0", authority=authority)
        confirmed = make.AuthorityRequestFactory(
            reference="V-1",
            authority=authority,
            confirmed=True,
            legal_provision="artikel 9 (oud)",
            received_on=date(2026, 1, 9),
        )
        page = lawyer.get(ADD).content.decode()
        assert "V-0" not in page
        found = lawyer.get(reverse("authorityrequest_chooser:find"), {"q": "toezicht"}).json()
        assert found == {"results": ["artikel 9 (oud), 9 januari 2026 (V-1)"]}
        sent = filled(
            store="1",
            recipient="dienst",
            capacity="authority",
            authority_request=found["results"][0],
            deviation_reason="Zo was het",
        )
        assert lawyer.post(ADD, sent).status_code == 302
        row = Disclosure.objects.get()
        assert row.authority_request == confirmed
        form = lawyer.get(reverse("disclosures:edit", args=[row.pk]))
        assert "artikel 9 (oud), 9 januari 2026 (V-1)" in form.content.decode()


def test_the_seal_of_each_line_is_that_of_its_normal_form(lawyer, register):
    lawyer.post(ADD, filled(store="1", dossier="  W-77 \nw–78"))
    assert {bytes(row.dossier) for row in Disclosure.objects.all()} == {seal("w-77"), seal("w-78")}
