"""The organisation's settings: who may change them, what is refused, and where readers meet them."""

import json
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Site

from home.models import StatementPage
from home.sample.statement import load_sample_statement
from home.text.blocks import StatementBodyBlock
from home.versions.models import StatementVersion
from sharing.organisation.contrast import ratio
from sharing.organisation.models import OrganisationSettings
from sharing.organisation.panels import in_words
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER, ensure_roles
from tests import factories
from tests.factories import UserFactory
from tests.home.conftest import BODY, paragraph, section
from tests.sharing.organisation.house import LOGO, svg, upload, woff2

ADDRESS = {
    "organisation": "Werkpad",
    "attention": "",
    "street": "Kade 1",
    "town": "1234 AB Stad",
    "email": "privacy@werkpad.example",
    "phone": "",
}
CONTACT = {"type": "contact", "value": {}}


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def organisation(statement_page):
    return OrganisationSettings.objects.create(site=Site.objects.get(), **ADDRESS)


def signed_in(role: str) -> Client:
    page = StatementPage.objects.get()
    ensure_roles(page=page.get_parent())
    user = UserFactory(username=f"als-{role[:5].lower()}", role=role)
    client = Client()
    client.force_login(user)
    return client


def edit_address() -> str:
    return reverse("wagtailsettings:edit", args=["sharing", "organisationsettings", Site.objects.get().pk])


def filled(**fields) -> dict:
    return {**ADDRESS, "font": "system", "logo_text": "", "security_contact": "", **fields}


@pytest.mark.parametrize("role", [EDITOR, CONTRACT_MANAGER, LAWYER, AUDITOR])
def test_only_an_administrator_changes_the_settings(organisation, role):
    client = signed_in(role)
    for answer in (client.get(edit_address()), client.post(edit_address(), filled(organisation="Kaper"))):
        assert answer.status_code in (302, 403)
        assert "organisationsettings" not in answer.get("Location", "")
    assert OrganisationSettings.objects.get().organisation == "Werkpad"
    assert "Organisatie en huisstijl" not in client.get("/beheer/").content.decode()


def test_an_administrator_fills_in_everything(organisation):
    client = signed_in(ADMINISTRATOR)
    assert "Organisatie en huisstijl" in client.get("/beheer/").content.decode()
    answer = client.post(
        edit_address(),
        filled(
            organisation="Werkpad Nieuw",
            light_link="#048",
            dark_link="AABBFF",
            font="serif",
            logo=upload(LOGO),
            logo_text="Werkpad",
            font_regular=upload(woff2(variable=True), "letter.woff2"),
            security_contact="lek@werkpad.example",
        ),
        follow=True,
    )
    assert "Organisatie en huisstijl gewijzigd" in answer.content.decode()
    stored = OrganisationSettings.objects.get()
    assert (stored.light_link, stored.dark_link) == ("#004488", "#aabbff")
    assert stored.font_is_variable
    assert stored.security_contact == "mailto:lek@werkpad.example"
    page = Client().get("/").content.decode()
    assert '<link rel="stylesheet" href="/huisstijl/' in page
    assert f'<img class="site-logo" src="{stored.logo.url}" alt="Werkpad">' in page
    for address in (
        stored.logo.url,
        stored.font_regular.url,
        page.split('stylesheet" href="')[2].split('"')[0],
    ):
        assert Client().get(address).status_code == 200
    # Shown as they are, and cleared again.
    screen = client.get(edit_address()).content.decode()
    assert f'src="{stored.logo.url}"' in screen
    client.post(edit_address(), filled(**{"logo-clear": "on", "font_regular-clear": "on"}))
    stored = OrganisationSettings.objects.get()
    assert not stored.logo
    assert not stored.font_is_variable
    assert stored.stylesheet == ""
    assert "/huisstijl/" not in Client().get("/").content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        (
            {"light_link": "#ffcc00"},
            "light_link",
            ["Links (#ffcc00) op achtergrond (#ffffff)", "1,5 : 1", "4,5 : 1"],
        ),
        ({"light_text": "#777777"}, "light_text", ["Tekst (#777777)", "4,4 : 1", "#767676"]),
        (
            {"light_background": "#0b5680"},
            "light_background",
            ["Tekst (#1b2733)", "op achtergrond (#0b5680)"],
        ),
        ({"dark_heading": "#333333"}, "dark_heading", ["Donkere weergave: koppen (#333333)"]),
        ({"light_accent": "blauw"}, "light_accent", ["“blauw” is geen kleurcode", "#0b5680"]),
        ({"light_accent": "#12345"}, "light_accent", ["geen kleurcode"]),
        ({"light_accent": "#1234567"}, "light_accent", ["geen kleurcode"]),
        ({"light_accent": "red;}body{"}, "light_accent", ["geen kleurcode"]),
        ({"font": "comic"}, "font", ["comic"]),
        ({"security_contact": "morgen bellen"}, "security_contact", ["geen e-mailadres"]),
        ({"security_contact": "http://werkpad.example"}, "security_contact", ["https://"]),
        ({"security_contact": "javascript:alert(1)"}, "security_contact", ["geen e-mailadres"]),
        ({"security_contact": "mailto:geen adres"}, "security_contact", ["geen e-mailadres"]),
        ({"email": "geen"}, "email", ["e-mailadres"]),
    ],
)
def test_what_is_wrong_is_said_at_the_field(organisation, fields, field, words):
    answer = signed_in(ADMINISTRATOR).post(edit_address(), filled(**fields))
    errors = " ".join(answer.context["form"].errors[field])
    for expected in words:
        assert expected in errors
    assert OrganisationSettings.objects.get().stylesheet == ""


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"logo": svg("<script/>"), "logo_text": "x"}, "logo", "scripts"),
        ({"logo": LOGO, "logo_text": " "}, "logo_text", "wat er op het logo staat"),
        ({"logo_dark": LOGO}, "logo_dark", "eerst het gewone logo"),
        ({"font_regular": LOGO}, "font_regular", "geen WOFF2"),
        ({"font_bold": woff2()}, "font_bold", "eerst het gewone lettertype"),
    ],
)
def test_uploads_are_judged(organisation, tmp_path, fields, field, words):
    sent = {name: upload(value) if isinstance(value, bytes) else value for name, value in fields.items()}
    answer = signed_in(ADMINISTRATOR).post(edit_address(), filled(**sent))
    assert words in " ".join(answer.context["form"].errors[field])
    assert not (tmp_path / "huisstijl").exists() or not list((tmp_path / "huisstijl").iterdir())


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("", ""),
        ("lek@werkpad.example", "mailto:lek@werkpad.example"),
        ("mailto:lek@werkpad.example", "mailto:lek@werkpad.example"),
        (" https://werkpad.example/melden ", "https://werkpad.example/melden"),
    ],
)
def test_where_to_report_a_leak(organisation, written, stored):
    organisation.security_contact = written
    organisation.clean()
    assert organisation.security_contact == stored


def test_the_settings_show_measured_contrast_and_a_preview(organisation):
    client = signed_in(ADMINISTRATOR)
    screen = unescape(client.get(edit_address()).content.decode())
    assert "links op achtergrond" in screen
    assert "Lichte weergave" in screen
    assert f"<td>{in_words(ratio('#0b5680', '#ffffff'))}</td>" in screen
    preview = reverse(
        "wagtailsettings:preview_on_edit", args=["sharing", "organisationsettings", Site.objects.get().pk]
    )
    assert client.post(preview, filled(light_link="#004488")).json() == {
        "is_valid": True,
        "is_available": True,
    }
    answer = client.get(preview)
    assert "--utrecht-link-color: #004488;" in answer.content.decode()
    assert "style-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]
    assert OrganisationSettings.objects.get().light_link == "", "a preview stores nothing"
    assert signed_in(EDITOR).get(preview).status_code in (302, 403)


def previewed(client: Client, address: str, sent: dict) -> str:
    assert client.post(address, sent).json()["is_valid"]
    return client.get(address).content.decode()


def test_previews_of_the_settings_and_of_the_front_page_show_what_readers_see(organisation, publish):
    version = publish(date(2026, 1, 1))
    site = Site.objects.get()
    Site.objects.update(site_name="Werkpad online")
    args = ["sharing", "organisationsettings", site.pk]
    settings_preview = reverse("wagtailsettings:preview_on_edit", args=args)
    page_preview = reverse("wagtailadmin_pages:preview_on_edit", args=[site.root_page_id])
    for shown in (
        previewed(signed_in(ADMINISTRATOR), settings_preview, filled()),
        previewed(signed_in(EDITOR), page_preview, {"title": "Welkom", "introduction": "null"}),
    ):
        assert f"Versie {version.number}, geldt sinds 1 januari 2026." in shown
        assert "Werkpad online" in shown


def test_without_settings_pages_have_the_house_look_and_store_nothing(statement_page):
    text = Client().get("/").content.decode()
    assert "/huisstijl/" not in text
    assert not OrganisationSettings.objects.exists()


def test_a_contact_block_shows_the_settings_and_a_version_keeps_them(organisation, publish):
    version = publish(body=[*BODY, section("Contact", CONTACT)])
    assert version.sections[-1]["text"] == "Werkpad\nKade 1\n1234 AB Stad\nprivacy@werkpad.example"
    OrganisationSettings.objects.update(street="Plein 2")
    stored = StatementVersion.objects.get()
    assert "Kade 1" in stored.text
    text, footer = Client().get("/privacyverklaring/").content.decode().split('<footer class="site-footer">')
    assert "Plein 2" not in text
    assert "Plein 2" in footer
    second = publish(date(2026, 1, 1), body=[*BODY, section("Contact", CONTACT)])
    assert "Plein 2" in second.text


def test_a_block_with_an_address_of_its_own_keeps_it(organisation, publish):
    own = {"type": "contact", "value": {"organisation": "Oude Naam", "email": "oud@werkpad.example"}}
    version = publish(body=[*BODY, section("Contact", own)])
    assert version.sections[-1]["text"] == "Oude Naam\noud@werkpad.example"
    assert "Kade 1" not in version.text


def test_the_address_is_text_not_markup(organisation, publish):
    OrganisationSettings.objects.update(organisation="<b>Werk</b> & pad")
    version = publish(body=[*BODY, section("Contact", CONTACT)])
    assert "&lt;b&gt;Werk&lt;/b&gt; &amp; pad" in version.html
    assert "<b>Werk</b> & pad" in version.text


def clean(*blocks: dict, draft: bool = False):
    block = StatementBodyBlock()
    value = block.to_python([section("Contact", *blocks)])
    return block.clean_deferred(value) if draft else block.clean(value)


def test_without_any_address_a_draft_is_kept_and_a_version_refused(statement_page):
    clean(CONTACT, draft=True)
    with pytest.raises(StreamBlockValidationError):
        clean(CONTACT)
    clean({"type": "contact", "value": {"organisation": "Werkpad"}})


def test_an_own_address_without_organisation_is_refused(organisation):
    clean(CONTACT)
    with pytest.raises(StreamBlockValidationError):
        clean({"type": "contact", "value": {"street": "Plein 3"}})


def test_the_editor_sees_which_address_readers_get(organisation):
    OrganisationSettings.objects.update(organisation="Werk <pad>")
    page = StatementPage.objects.get()
    page.body = json.dumps([section("Contact", paragraph("Schrijf ons."), CONTACT)])
    page.save_revision()
    screen = unescape(signed_in(EDITOR).get(f"/beheer/pages/{page.pk}/edit/").content.decode())
    assert "Lezers zien: " in screen
    assert "Werk &lt;pad&gt;, Kade 1, 1234 AB Stad" in screen
    assert "/beheer/settings/sharing/organisationsettings/" in screen


def test_the_sample_fills_the_settings_once(statement_page):
    load_sample_statement(by=factories.tester())
    stored = OrganisationSettings.objects.get()
    stored.full_clean()
    assert stored.organisation == "Stichting Werkpad Voorbeeld"
    version = StatementVersion.objects.order_by("-number").first()
    assert version.text.rstrip().endswith("privacy@example.org")
    contact = version.body[-1]["value"]["body"][-1]
    assert contact["type"] == "contact"
    assert not any(contact["value"].values())


def test_colours_cannot_smuggle_rules_into_the_stylesheet(organisation):
    organisation.light_link = "red;}*{display:none"
    with pytest.raises(ValidationError):
        organisation.clean_fields()


def test_what_another_administrator_stored_meanwhile_is_not_overwritten(organisation):
    client = signed_in(ADMINISTRATOR)
    stamp = client.get(edit_address()).context["form"]["stamp"].value()
    OrganisationSettings.objects.update(town="9999 ZZ Elders")
    page = client.post(edit_address(), filled(organisation="Kaper", stamp=stamp)).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    stored = OrganisationSettings.objects.get()
    assert (stored.organisation, stored.town) == ("Werkpad", "9999 ZZ Elders")


@pytest.mark.parametrize(
    ("fields", "wrong", "words"),
    [
        ({"without_dpo": True, "dpo_email": "fg@werkpad.example"}, "without_dpo", "Haal dit vinkje weg"),
        ({"dpo_name": "Mr. F. Gee"}, "dpo_email", "moeten de FG kunnen bereiken"),
        ({"dpo_email": "fg"}, "dpo_email", "e-mailadres"),
        ({"dpo_phone": "abc"}, "dpo_phone", "“abc” is geen telefoonnummer"),
        ({"phone": "volgt 1"}, "phone", "geen telefoonnummer"),
    ],
)
def test_an_officer_that_nobody_can_reach_is_refused(organisation, fields, wrong, words):
    for name, value in fields.items():
        setattr(organisation, name, value)
    with pytest.raises(ValidationError) as refused:
        organisation.full_clean()
    assert words in " ".join(refused.value.message_dict[wrong])


def test_the_officer_stands_below_every_page(organisation):
    assert "Functionaris gegevensbescherming" not in Client().get("/").content.decode()
    organisation.dpo_name, organisation.dpo_phone = "De FG <van> Werkpad", "030 1234567"
    organisation.save()
    page = unescape(Client().get("/").content.decode())
    assert "De FG <van> Werkpad" in page
    assert "Telefoon 030 1234567" in page
