"""What recording by hand begins with: what is known of a recipient, another disclosure, a template."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from sharing.core.dossiers import unseal
from sharing.disclosures.models import Disclosure
from sharing.models import EntryTemplate
from tests import factories as make
from tests.sharing.disclosures.screens import ADD, filled

DEFAULTS, LIVE = reverse("disclosures:defaults"), reverse("disclosures:live_check")
THREE = "d-1\nd-2\n\nd-3"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def numbers() -> list[str]:
    return sorted(unseal(row.dossier) for row in Disclosure.objects.all())


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

    def test_what_we_process_for_a_client_is_not_what_we_give_him(self, lawyer, register):
        make.AgreementFactory(
            party=register["party"],
            as_processor=True,
            covers=[make.PurposeFactory()],
            data=[register["special"]],
        )
        assert self.values(lawyer)["values"]["purpose"] == "begeleiding"
        make.AgreementFactory(
            party=register["party"], covers=[make.PurposeFactory()], data=[register["data"]]
        )
        found = self.values(lawyer)
        assert found["values"] == {"capacity": "client"}
        assert found["words"] == "Gemeente Voorbeeldstad kreeg nog niet eerder iets."

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
