"""Every code of the gate: what it does, when it speaks, what it rests on and what to do about it.

One table for the findings themselves, for the handbook's page (``handbook_page``) and for the schema of the API. Plain
Dutch, because findings are kept as evidence and not translated. A remedy never advises what the law forbids.
"""

from dataclasses import dataclass

from sharing.gate.choices import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its severity (a code of ``Severity``) and three sentences.

    ``when`` says when it speaks; ``source`` is the law or the part of the statement it rests on; ``remedy`` ends every
    finding that has no better one. ``grace``: only a warning while the organisation is given time.
    """

    code: str
    when: str
    source: str
    remedy: str
    severity: str = Severity.BLOCK.value
    grace: bool = False


_WARN = Severity.WARN.value

# In the order in which findings are shown; what blocks comes first.
RULES = (
    Rule(
        "no-statement-in-force",
        "Op het moment van verstrekken was geen versie van de privacyverklaring van kracht.",
        "Privacyverklaring",
        "Controleer het tijdstip, of publiceer eerst een verklaring.",
    ),
    Rule(
        "capacity-not-stated",
        "De verklaring die toen gold, noemt deze hoedanigheid niet als ontvanger.",
        "Verklaring, paragraaf 6",
        "Verstrek niet, of neem deze ontvangers eerst op in een nieuwe versie van de verklaring.",
    ),
    Rule(
        "capacity-not-held",
        "De partij had deze hoedanigheid op die dag niet.",
        "Register van partijen",
        "Kies de hoedanigheid waarin de partij ontvangt, of laat het register bijwerken.",
    ),
    Rule(
        "purpose-not-stated",
        "Het doeleinde staat niet in de verklaring, en geen doeleinde erboven ook.",
        "Verklaring, paragraaf 2; artikel 5, lid 1, onder b, AVG",
        "Kies het doeleinde waarvoor u echt verstrekt; staat dat niet in de verklaring, verstrek dan niet.",
    ),
    Rule(
        "category-not-stated",
        "De verklaring zegt welke gegevens ontvangers in deze hoedanigheid krijgen, en dit is meer.",
        "Verklaring, paragraaf 6; artikel 5, lid 1, onder c, AVG",
        "Laat weg wat de verklaring niet noemt.",
    ),
    Rule(
        "no-agreement",
        "Met deze opdrachtgever of verwerker is geen overeenkomst van de juiste soort vastgelegd.",
        "Verklaring, paragraaf 6; artikel 28, lid 3, AVG",
        "Leg de overeenkomst vast, of sluit haar voordat u verstrekt.",
    ),
    Rule(
        "agreement-not-in-force",
        "Er is een overeenkomst, maar die is niet ondertekend, nog niet ingegaan, afgelopen of opgezegd.",
        "Verklaring, paragraaf 6; artikel 28, lid 3, AVG",
        "Verstrek niet voordat er weer een overeenkomst geldt, of laat de data in het register verbeteren.",
    ),
    Rule(
        "purpose-outside-agreement",
        "Geen overeenkomst die toen gold, dekt het doeleinde.",
        "De overeenkomst; artikel 28, lid 3, AVG",
        "Verstrek niet voor dit doeleinde, of spreek het eerst schriftelijk af.",
    ),
    Rule(
        "categories-outside-agreement",
        "Er gaan meer gegevens mee dan is afgesproken.",
        "Verklaring, paragraaf 6; artikel 5, lid 1, onder c, AVG",
        "Laat weg wat niet is afgesproken. Alleen gewone gegevens kunt u alsnog afspreken; een identificatienummer, "
        "bijzondere en strafrechtelijke gegevens vragen eerst een grond in de wet.",
    ),
    Rule(
        "subjects-outside-agreement",
        "De overeenkomst noemt over welke betrokkenen zij gaat, en deze hoort daar niet bij.",
        "De overeenkomst; artikel 28, lid 3, AVG",
        "Verstrek niet over deze betrokkene, of spreek het eerst schriftelijk af.",
    ),
    Rule(
        "sub-processor-not-approved",
        "Namens een opdrachtgever verstrekt aan een ontvanger die toen geen goedgekeurde subverwerker was.",
        "Artikel 28, lid 2 en lid 4, AVG",
        "Verstrek pas als de opdrachtgever deze subverwerker heeft goedgekeurd en dat is vastgelegd.",
    ),
    Rule(
        "special-without-explicit-consent",
        "Bijzondere persoonsgegevens zonder uitdrukkelijke toestemming, terwijl de verklaring die belooft.",
        "Verklaring, paragraaf 3; artikel 9, lid 2, onder a, AVG",
        "Laat deze gegevens weg, of vraag eerst uitdrukkelijke toestemming als die vrij gegeven kan worden.",
    ),
    Rule(
        "special-without-ground",
        "Bijzondere persoonsgegevens zonder vastgelegde uitzondering die toen gold voor gegeven, doeleinde en "
        "ontvanger, en zonder uitdrukkelijke toestemming.",
        "Artikel 9, lid 2, AVG; artikelen 22 tot en met 30 UAVG",
        "Laat deze gegevens weg, of vraag de jurist of een wettelijke uitzondering geldt.",
        grace=True,
    ),
    Rule(
        "criminal-without-ground",
        "Strafrechtelijke gegevens zonder vastgelegde grond die toen gold, en zonder uitdrukkelijke toestemming.",
        "Artikel 10 AVG; artikelen 31 tot en met 33 UAVG",
        "Laat deze gegevens weg, of vraag de jurist of de wet dit toestaat.",
        grace=True,
    ),
    Rule(
        "national-id-without-provision",
        "Een wettelijk identificatienummer zonder vastgelegde grond met een wettelijke bepaling die toen gold.",
        "Artikel 87 AVG; artikel 46 UAVG",
        "Laat het nummer weg: toestemming of een overeenkomst helpt hier niet. Schrijft een wet het gebruik voor, laat "
        "de jurist die grond dan vastleggen.",
        grace=True,
    ),
    Rule(
        "obligation-without-provision",
        "Wettelijke verplichting zonder een bepaling uit de lijst, van de Unie of Nederland, die toen gold.",
        "Artikel 6, lid 3, en artikel 48 AVG",
        "Noem de bepaling zoals die in de lijst staat, of kies de grondslag waarop u echt verstrekt.",
        grace=True,
    ),
    Rule(
        "outside-eea",
        "De gegevens gaan naar een land buiten de EER en de verklaring staat dat niet toe.",
        "Verklaring, paragraaf 6",
        "Verstrek niet buiten de EER, of kies een ontvanger daarbinnen.",
    ),
    Rule(
        "transfer-without-mechanism",
        "Naar een land buiten de EER, en niets van hoofdstuk V AVG gold toen voor deze ontvanger.",
        "Hoofdstuk V AVG (artikelen 44 tot en met 49)",
        "Verstrek niet voordat de doorgifte ergens op rust en dat is vastgelegd.",
    ),
    Rule(
        "transfer-without-tia",
        "De doorgifte rust op artikel 46 AVG en de laatste TIA van voor of op die dag ontbreekt of was niet positief.",
        "Artikel 46 AVG; Hof van Justitie EU, zaak C-311/18",
        "Beoordeel eerst de risico's van de doorgifte, en verstrek alleen als de uitkomst positief is.",
    ),
    Rule(
        "derogation-without-consent",
        "De doorgifte rust alleen op toestemming, en deze persoon stemde niet uitdrukkelijk in met deze ontvanger.",
        "Artikel 49, lid 1, onder a, AVG",
        "Verstrek niet, of vraag eerst uitdrukkelijke toestemming nadat de risico's zijn verteld.",
    ),
    Rule(
        "authority-without-obligation",
        "Een autoriteit zonder wettelijke verplichting met een bepaling uit de lijst die toen gold.",
        "Verklaring, paragraaf 6; artikel 6, lid 1, onder c, AVG",
        "Vraag de autoriteit op welke bepaling zij zich beroept, en verstrek niet zonder.",
    ),
    Rule(
        "authority-not-assessed",
        "Een autoriteit zonder verzoek dat een tweede persoon heeft bevestigd.",
        "Verklaring, paragraaf 6",
        "Laat het verzoek eerst beoordelen en door een tweede persoon bevestigen.",
    ),
    Rule(
        "authority-outside-request",
        "Het bevestigde verzoek dekt deze gegevens, dit dossier, deze bepaling of dit moment niet.",
        "Het verzoek; artikel 5, lid 1, onder c, AVG",
        "Verstrek alleen wat het bevestigde verzoek dekt; vraagt de autoriteit meer, leg dat dan als verzoek vast.",
    ),
    Rule(
        "no-consent",
        "Een andere derde of grondslag toestemming, en geen toestemming dekt ontvanger, doeleinde en gegevens.",
        "Verklaring, paragraaf 6; artikel 6, lid 1, onder a, AVG",
        "Verstrek niet zonder toestemming; is die gegeven, leg haar dan eerst vast.",
    ),
    Rule(
        "consent-withdrawn",
        "De toestemming die dit dekte, was op dat moment ingetrokken.",
        "Artikel 7, lid 3, AVG",
        "Verstrek niet meer op deze toestemming.",
    ),
    Rule(
        "objection-upheld",
        "Een toegewezen bezwaar van deze persoon tegen deze ontvanger of dit doeleinde, en geen wet of vitaal belang "
        "eist de verstrekking.",
        "Verklaring, paragraaf 8; artikel 21 AVG",
        "Verstrek niet zolang het bezwaar geldt.",
    ),
    Rule(
        "processing-restricted",
        "Het gebruik van de gegevens van deze persoon is beperkt en geen uitzondering is gekozen.",
        "Verklaring, paragraaf 8; artikel 18, lid 2, AVG",
        "Verstrek niet, tenzij met toestemming, voor een rechtsvordering, ter bescherming van de rechten van anderen "
        "of om gewichtige redenen van algemeen belang; kies dan die uitzondering.",
    ),
    Rule(
        "art-28-incomplete",
        "De overeenkomst met de verwerker regelt een onderdeel van artikel 28, lid 3, niet.",
        "Artikel 28, lid 3, onder a tot en met h, AVG",
        "Laat de contractbeheerder dit alsnog regelen of vastleggen waar het staat.",
        _WARN,
    ),
    Rule(
        "signed-later",
        "De overeenkomst is pas na die dag ondertekend.",
        "Artikel 28, lid 9, AVG",
        "Controleer de datum van ondertekening; voor die dag stond de afspraak niet op schrift.",
        _WARN,
    ),
    Rule(
        "agreement-ends-soon",
        "De overeenkomst eindigt binnen haar opzegtermijn.",
        "De overeenkomst",
        "Laat de contractbeheerder verlengen of de verstrekkingen op tijd stoppen.",
        _WARN,
    ),
    Rule(
        "recipient-outside-eea",
        "Het land van bestemming ligt binnen de EER, de ontvanger is daarbuiten gevestigd.",
        "Verklaring, paragraaf 6; hoofdstuk V AVG",
        "Ga na of de ontvanger van daaruit bij de gegevens kan; dan is dat doorgifte en hoort dat land erbij te staan.",
        _WARN,
    ),
    Rule(
        "adequacy-under-review",
        "Het adequaatheidsbesluit waarop de doorgifte rust, is gemarkeerd voor herbeoordeling.",
        "Artikel 45 AVG",
        "Zorg dat de doorgifte ook zonder dit besluit ergens op kan rusten.",
        _WARN,
    ),
    Rule(
        "adequacy-excludes",
        "Het adequaatheidsbesluit sluit iets uit, en niet is vastgelegd dat de ontvanger erbinnen valt.",
        "Artikel 45 AVG",
        "Ga na of de uitzondering hier speelt, en leg bij de doorgifte vast dat de ontvanger erbinnen valt.",
        _WARN,
    ),
    Rule(
        "module-does-not-fit",
        "De module van de modelcontractbepalingen past niet bij de rollen: 1 naar een andere verantwoordelijke, 2 naar "
        "een verwerker, 3 van ons als verwerker naar een subverwerker, 4 van ons als verwerker naar de opdrachtgever.",
        "Uitvoeringsbesluit (EU) 2021/914",
        "Controleer welke module is getekend, en laat zo nodig de juiste tekenen.",
        _WARN,
    ),
    Rule(
        "consent-names-no-recipient",
        "De toestemming waarop de verstrekking rust, noemt geen ontvanger.",
        "Artikel 4, onder 11, AVG",
        "Vraag voortaan toestemming waarin de ontvanger wordt genoemd.",
        _WARN,
    ),
)
RULE_OF = {rule.code: rule for rule in RULES}
CODES = tuple(RULE_OF)
ORDER = {code: position for position, code in enumerate(CODES)}
WARNINGS = frozenset(rule.code for rule in RULES if rule.severity == _WARN)
# What only warns while the organisation is given time to register its grounds and provisions.
GRACE = frozenset(rule.code for rule in RULES if rule.grace)


def finding_words(code: str) -> str:
    """What a finding with this code says, for lists and files; a code that no rule has any more stays as it is."""
    return RULE_OF[code].when if code in RULE_OF else code


_PAGE = """# Bevindingen

Wat het systeem over een verstrekking kan zeggen: wanneer, op grond waarvan en wat u dan doet. Een bevinding die
**blokkeert**, houdt het vastleggen tegen tenzij u opschrijft waarom er toch is verstrekt; dan is het een
afwijking. Wat **waarschuwt**, houdt niets tegen. Deze tabellen zijn uit de regels zelf gemaakt.

## Hoe de regels samengaan

- Elke verstrekking wordt beoordeeld naar het recht en het register van haar eigen dag (in Amsterdam). Regels
  die met de AVG begonnen, oordelen niet over de tijd voor 25 mei 2018. Een TIA wordt gevraagd vanaf 16 juli
  2020.
- Wat de verklaring belooft en wat de wet eist, zijn aparte regels. Zij kunnen allebei spreken.
- Een wettelijke bepaling telt als zij in de lijst staat, recht van de Europese Unie of van Nederland is en die
  dag gold. Noem haar met haar code of zoals zij wordt aangehaald.
- Verstrekt u **namens** een opdrachtgever, dan wordt vergeleken met zijn verwerkersovereenkomst. Over
  verklaring, toestemming en gronden gaat de opdrachtgever; de regels over doorgifte, autoriteiten, bezwaar en
  beperking spreken wel.
- Een TIA waarvan de herziening voorbij is, telt tot er een nieuwe is. De uitleg bij de doorgifte zegt dat zij
  oud is.
- Codes met een * waarschuwen alleen zolang de organisatie tijd heeft om gronden en bepalingen vast te leggen.
  Wanneer die tijd voorbij is, telt de dag van vastleggen.
"""


def handbook_page() -> str:
    """The handbook's page about findings, in Markdown; ``docs/handboek/bevindingen.md`` holds it."""
    parts = [_PAGE]
    for heading, severity in (("Wat blokkeert", Severity.BLOCK), ("Wat waarschuwt", Severity.WARN)):
        parts.append(f"## {heading}\n\n| Code | Wanneer | Bron | Wat te doen |\n|---|---|---|---|")
        parts += [_line(rule) for rule in RULES if rule.severity == severity]
        parts.append("")
    return "\n".join(parts)


def _line(rule: Rule) -> str:
    mark = " *" if rule.grace else ""
    return f"| `{rule.code}`{mark} | {rule.when} | {rule.source} | {rule.remedy} |"
