"""Which piece of the handbook is about which screen.

The key is the beginning of the name of an address (namespaces included); the longest that fits decides.
"""

INDEX = "index"
GLOSSARY = "begrippen"
PAGES = (INDEX, "redacteur", "contractbeheerder", "jurist", "auditor", "beheerder", "bevindingen", GLOSSARY)

PLACES = {
    "wagtailadmin_account": "index#aanmelden",
    "wagtailadmin_explore": "redacteur#de-verklaring-bewerken",
    "wagtailadmin_pages": "redacteur#de-verklaring-bewerken",
    "wagtailadmin_pages:history": "redacteur#wat-stond-er-vroeger",
    "wagtailadmin_pages:revisions": "redacteur#wat-stond-er-vroeger",
    "wagtailadmin_workflows": "beheerder",
    "wagtailsnippets_home_reusabletext": "redacteur#vaste-teksten",
    "wagtailsettings": "beheerder#contactgegevens-en-huisstijl",
    "wagtailusers": "beheerder#een-gebruiker-toevoegen",
    "simple_translation": "redacteur#de-engelse-vertaling",
    "statement_review": "jurist#de-privacyverklaring-beoordelen-en-publiceren",
    "statement_versions": "redacteur#wat-stond-er-vroeger",
    "plain_versions": "redacteur#cookies-toegankelijkheid-en-contact",
    "statement_translations": "redacteur#de-engelse-vertaling",
    "statement_import": "redacteur#een-tekst-inlezen-uit-word-een-webpagina-of-platte-tekst",
    "visits": "redacteur#wat-lezers-vinden",
    "conflicts": "jurist#waar-tekst-en-register-van-elkaar-verschillen",
    "what_if": "contractbeheerder#wat-als-een-overeenkomst-eindigt",
    "commitments": "redacteur#een-toezegging-schrijven",
    "parties": "contractbeheerder#een-partij-registreren",
    "agreements": "contractbeheerder#een-overeenkomst-vastleggen",
    "transfers": "contractbeheerder#een-doorgifte-buiten-de-eer-vastleggen",
    "assessments": "contractbeheerder#een-doorgifte-beoordelen-tia",
    "activities": "contractbeheerder#een-verwerkingsactiviteit-vastleggen",
    "measures": "contractbeheerder#maatregelen-en-geheimhouding",
    "confidentiality": "contractbeheerder#maatregelen-en-geheimhouding",
    "role_reviews": "beheerder#elk-jaar-wie-heeft-welke-rol",
    "grounds": "jurist#een-grond-voor-gevoelige-gegevens-toevoegen",
    "introduction": "jurist#stromen-zonder-grond",
    "flows": "jurist#stromen-zonder-grond",
    "bepalingen_modeladmin": "jurist#een-wettelijke-bepaling-toevoegen",
    "workbook": "contractbeheerder#een-werkmap-inlezen",
    "disclosures": "jurist#een-verstrekking-vastleggen",
    "disclosures:export": "jurist#verstrekkingen-exporteren",
    "exports": "jurist#verstrekkingen-exporteren",
    "figures": "jurist#cijfers",
    "yearly": "jurist#cijfers",
    "disclosures:edit": "jurist#een-verstrekking-corrigeren",
    "disclosures:review": "jurist#een-afwijking-beoordelen",
    "disclosures:void": "jurist#een-verstrekking-laten-vervallen",
    "disclosures:restore": "jurist#een-verstrekking-laten-vervallen",
    "worklist": "jurist#een-afwijking-beoordelen",
    "consents": "jurist#een-toestemming-vastleggen",
    "objections": "jurist#een-bezwaar-of-beperking-vastleggen",
    "rights_requests": "jurist#een-verzoek-van-een-betrokkene-behandelen",
    "breaches": "jurist#een-datalek-behandelen",
    "worklist:breaches": "jurist#een-datalek-behandelen",
    "retention": "jurist#gegevens-vernietigen",
    "retention_rules": "jurist#gegevens-vernietigen",
    "retention_holds": "jurist#gegevens-vernietigen",
    "destructions": "jurist#gegevens-vernietigen",
    "authority_requests": "jurist#een-verzoek-van-een-autoriteit-behandelen",
    "changes": "index#wie-heeft-wat-gewijzigd",
    "sources": "beheerder#een-bronsysteem-aansluiten",
    "register_search": "index#iets-zoeken-in-het-hele-systeem",
    "doeleinden_modeladmin": "contractbeheerder#een-doeleinde-of-gegevenscategorie-toevoegen",
    "gegevenscategorieen_modeladmin": "contractbeheerder#een-doeleinde-of-gegevenscategorie-toevoegen",
    "betrokkenen_modeladmin": "contractbeheerder#een-doeleinde-of-gegevenscategorie-toevoegen",
    "bewaartermijnen_modeladmin": "contractbeheerder#een-bewaartermijn-vastleggen",
    "landen_modeladmin": "beheerder#referentielijsten-bijhouden",
    "eer_modeladmin": "beheerder#referentielijsten-bijhouden",
    "adequaatheidsbesluiten_modeladmin": "beheerder#referentielijsten-bijhouden",
}
# What a screen of any register does, before the register itself: looking back is the same everywhere.
ENDINGS = {
    ":history": "index#wie-heeft-wat-gewijzigd",
    ":deleted": "index#iets-verwijderen",
    ":delete": "index#iets-verwijderen",
}


def place_for(view_name: str) -> str:
    """``page#heading`` for the screen with this name (namespace:name); the index for one that has no piece."""
    if not view_name.startswith("wagtail"):
        for ending, place in ENDINGS.items():
            if view_name.endswith(ending):
                return place
    fitting = [known for known in PLACES if view_name.startswith(known)]
    return PLACES[max(fitting, key=len)] if fitting else INDEX
