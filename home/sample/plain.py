"""The pages beside the sample's statement, so that a first start shows a whole site."""

import json
from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from home.core.languages import ENGLISH, SOURCE
from home.models import HomePage, PlainPage
from home.publication.operations import publish
from home.reusable.models import ReusableText
from sharing.public import Actor

FIRST_DAY, SECOND_DAY = date(2025, 1, 1), date(2026, 1, 1)
SECOND_NOTE = "Erbij staat dat wij tellen hoe vaak een pagina wordt gelezen, en dat wij niet weten door wie."


def _paragraph(html: str) -> dict[str, Any]:
    return {"type": "paragraph", "value": f"<p>{html}</p>"}


def _list(*items: str) -> dict[str, Any]:
    return {"type": "list", "value": f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"}


def _section(heading: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "section", "value": {"heading": heading, "anchor": "", "body": list(blocks)}}


_CONTACT: dict[str, Any] = {"type": "contact", "value": {}}
# Said on two pages, and so written once.
NO_FORM = "Een formulier vindt u hier niet: zo komen er op deze site geen gegevens van u terecht."
_NO_FORM: dict[str, Any] = {"type": "reusable"}

COOKIES = [
    _section(
        "",
        _paragraph(
            "Een cookie is een klein bestand dat een website op uw computer of telefoon bewaart. Hier leest u wat deze "
            "site daarmee doet."
        ),
    ),
    _section(
        "Als u deze site leest",
        _paragraph(
            "Dan plaatsen wij geen cookies. Wij volgen u niet, en er komt niets van andere bedrijven mee. Daarom "
            "vragen wij u ook nergens toestemming voor."
        ),
    ),
    _section(
        "Als u hier werkt",
        _paragraph("Medewerkers melden zich aan bij het beheer. Daarvoor zijn twee cookies nodig:"),
        _list(
            "<b>sessionid</b> onthoudt dat u bent aangemeld en verdwijnt als u zich afmeldt",
            "<b>csrftoken</b> zorgt dat een ander niet in uw naam iets kan versturen",
        ),
        _paragraph("Zonder deze twee werkt het beheer niet. Zij worden nergens anders voor gebruikt."),
    ),
    _section("Vragen over cookies", _paragraph("Schrijf of mail ons gerust."), _CONTACT),
]
COUNTED = _paragraph(
    "Wij tellen hoe vaak een pagina per dag is gelezen. Wie haar las, leggen wij daarbij niet vast."
)
ACCESSIBILITY = [
    _section(
        "",
        _paragraph(
            "Iedereen moet deze site kunnen gebruiken, ook wie minder ziet, hoort of beweegt, of wie lezen moeilijk "
            "vindt."
        ),
    ),
    _section(
        "Hoe toegankelijk deze site is",
        _paragraph(
            "Wij bouwen deze site naar WCAG 2.2, niveau AA. Bij elke wijziging kijkt een programma de pagina’s na. Een "
            "onderzoek door een onafhankelijke partij is er nog niet geweest. Wij kunnen dus nog niet zeggen dat de "
            "site helemaal voldoet."
        ),
    ),
    _section(
        "Wat u kunt verwachten",
        _list(
            "alles is te bedienen met alleen het toetsenbord",
            "koppen, lijsten en tabellen zijn als zodanig te herkennen voor een voorleesprogramma",
            "de tekst is te vergroten en past ook op een smal scherm",
            "elke versie is er ook als pdf met een leesvolgorde",
        ),
    ),
    _section(
        "Loopt u ergens vast?",
        _paragraph(
            "Laat het ons weten, per e-mail of per post. Zeg erbij om welke pagina het gaat en wat er niet lukte. U "
            "hoort binnen twee weken wat wij eraan doen. Hebt u de tekst eerder nodig, dan sturen wij die in een vorm "
            "die u wel kunt lezen."
        ),
        _NO_FORM,
        _CONTACT,
    ),
]
CONTACT = [
    _section(
        "",
        _paragraph("Hebt u een vraag, een verzoek of een klacht? Mail of schrijf ons."),
        _NO_FORM,
    ),
    _section("Waar u ons bereikt", _CONTACT),
    _section(
        "De functionaris gegevensbescherming",
        _paragraph("Met vragen over uw gegevens kunt u ook terecht bij wie daar bij ons op toeziet."),
        {"type": "officer", "value": {}},
    ),
    _section("Komt u er met ons niet uit?", {"type": "complaint", "value": {}}),
]
COOKIES_IN_ENGLISH = [
    _section(
        "",
        _paragraph(
            "A cookie is a small file that a website keeps on your computer or phone. Here you read what this site "
            "does with them."
        ),
    ),
    _section(
        "When you read this site",
        _paragraph(
            "Then we place no cookies. We do not follow you, and nothing of other companies comes along. That is why "
            "we do not ask for your consent anywhere."
        ),
        _paragraph("We count how often a page is read each day. We do not record who read it."),
    ),
    _section(
        "When you work here",
        _paragraph("Staff sign in to the administration. Two cookies are needed for that:"),
        _list(
            "<b>sessionid</b> remembers that you are signed in and disappears when you sign out",
            "<b>csrftoken</b> sees to it that nobody else can send anything in your name",
        ),
        _paragraph("Without these two the administration does not work. They are used for nothing else."),
    ),
    _section("Questions about cookies", _paragraph("Feel free to write or mail us."), _CONTACT),
]
NOTE_IN_ENGLISH = "It now says that we count how often a page is read, and that we do not know by whom."
PAGES = (
    ("Cookieverklaring", "cookieverklaring", COOKIES),
    ("Toegankelijkheid", "toegankelijkheid", ACCESSIBILITY),
    ("Contact", "contact", CONTACT),
)


def load_sample_pages(*, by: Actor) -> None:
    """Publish the sample's other pages as ``by``: the cookie statement in two versions, the others in one."""
    home = HomePage.objects.filter(locale__language_code=SOURCE).get()
    no_form = ReusableText.objects.create(title="Geen formulier", body=f"<p>{NO_FORM}</p>")
    no_form.save_revision(user=by)  # tells who wrote it
    for title, slug, body in PAGES:
        page = PlainPage(title=title, slug=slug, live=False)
        home.add_child(instance=page)
        _publish(page, _showing(no_form, body), by=by, effective_from=FIRST_DAY)
        home.refresh_from_db()
    opening, reading, *others = COOKIES
    told = {**reading["value"], "body": [*reading["value"]["body"], COUNTED]}
    second = [opening, {**reading, "value": told}, *others]
    cookies = PlainPage.objects.get(slug=PAGES[0][1])
    _publish(cookies, second, by=by, effective_from=SECOND_DAY, change_note=SECOND_NOTE)
    _translate(PlainPage.objects.get(pk=cookies.pk), by=by)


def _showing(text: ReusableText, body: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sections with this text where one stands that is written once."""
    return [
        _section(
            section["value"]["heading"],
            *(
                {**_NO_FORM, "value": text.pk} if block == _NO_FORM else block
                for block in section["value"]["body"]
            ),
        )
        for section in body
    ]


def _translate(page: PlainPage, *, by: Actor) -> None:
    """One of them in English as well."""
    english: PlainPage = page.copy_for_translation(Locale.objects.get(language_code=ENGLISH))
    english.title = english.draft_title = "Cookie statement"
    english.slug = "cookie-statement"
    english.save()
    # Nobody read it at the address that a copy begins with, so nobody is led on from there.
    Redirect.objects.filter(redirect_page=english).delete()
    _publish(english, COOKIES_IN_ENGLISH, by=by, change_note=NOTE_IN_ENGLISH)


def _publish(page: PlainPage, body: list[dict[str, Any]], *, by: Actor, **fields: Any) -> None:
    page.body = json.dumps(body)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision(user=by)
    publish(page, revision=revision, by=by, at=timezone.now(), archive="Voorbeeld.")
