"""What an answer says to the person, in plain Dutch (B1). Kept as evidence, so not translated."""

from sharing.answers.choices import BlackOutGround
from sharing.answers.rules import COLLEAGUE, Black, Pieces
from sharing.grounds.choices import SensitiveException
from sharing.log.sentences import NO_SAFEGUARD, safeguard_in_words
from sharing.parties.choices import Capacity
from sharing.reference.choices import DataKind, LegalBasis
from sharing.transfers.choices import TransferStatus
from sharing.transfers.rules import TransferAssessment

TITLE = "Antwoord op uw verzoek om inzage"
INTRODUCTION = (
    "U vroeg welke gegevens van u wij aan anderen hebben gegeven. In deze brief leest u aan wie, wanneer, welke "
    "gegevens en waarom. U leest ook hoe lang wij gegevens bewaren en wat uw rechten zijn. U hebt recht op dit "
    "antwoord volgens artikel 15 van de AVG, de Europese privacywet."
)
# What each capacity means.
CAPACITIES: dict[str, str] = {
    Capacity.CLIENT: "Voor deze organisatie werken wij.",
    Capacity.PARTNER: "Met deze organisatie werken wij samen.",
    Capacity.PROCESSOR: "Deze organisatie werkt voor ons, volgens onze afspraken.",
    Capacity.AUTHORITY: "Dit is een overheid die volgens de wet gegevens mag vragen.",
    Capacity.OTHER: "Dit is een andere organisatie of persoon.",
}
BASES: dict[str, str] = {
    LegalBasis.CONSENT: "u gaf er toestemming voor",
    LegalBasis.CONTRACT: "het was nodig voor een overeenkomst met u",
    LegalBasis.LEGAL_OBLIGATION: "wij moesten het van de wet",
    LegalBasis.VITAL_INTERESTS: "het was nodig om iemands leven of gezondheid te beschermen",
    LegalBasis.PUBLIC_TASK: "het was nodig voor een taak van algemeen belang",
    LegalBasis.LEGITIMATE_INTERESTS: "wij of een ander hadden er een goede reden voor (een gerechtvaardigd belang)",
}
BASIS_ARTICLES: dict[str, str] = {
    LegalBasis.CONSENT: "a",
    LegalBasis.CONTRACT: "b",
    LegalBasis.LEGAL_OBLIGATION: "c",
    LegalBasis.VITAL_INTERESTS: "d",
    LegalBasis.PUBLIC_TASK: "e",
    LegalBasis.LEGITIMATE_INTERESTS: "f",
}
# Why data that are forbidden in principle could go.
EXCEPTIONS: dict[str, str] = {
    SensitiveException.ART_9_2_A: (
        "u gaf er uitdrukkelijk toestemming voor (artikel 9, lid 2, onder a, AVG; artikel 22 UAVG)"
    ),
    SensitiveException.ART_9_2_B: (
        "het was nodig voor werk of sociale zekerheid (artikel 9, lid 2, onder b, AVG; artikel 30 UAVG)"
    ),
    SensitiveException.ART_9_2_C: (
        "het was nodig om iemands leven te beschermen (artikel 9, lid 2, onder c, AVG; artikel 22 UAVG)"
    ),
    SensitiveException.ART_9_2_D: (
        "het ging om leden van een vereniging of stichting (artikel 9, lid 2, onder d, AVG; artikel 22 UAVG)"
    ),
    SensitiveException.ART_9_2_E: (
        "u maakte het zelf openbaar (artikel 9, lid 2, onder e, AVG; artikel 22 UAVG)"
    ),
    SensitiveException.ART_9_2_F: (
        "het was nodig voor een rechtszaak (artikel 9, lid 2, onder f, AVG; artikel 22 UAVG)"
    ),
    SensitiveException.ART_9_2_G: (
        "het was nodig voor een zwaar algemeen belang "
        "(artikel 9, lid 2, onder g, AVG; artikel 23 en 25 tot en met 30 UAVG)"
    ),
    SensitiveException.ART_9_2_H: (
        "het was nodig voor zorg of voor een bedrijfsarts (artikel 9, lid 2, onder h, AVG; artikel 30 UAVG)"
    ),
    SensitiveException.ART_9_2_I: ("het was nodig voor de volksgezondheid (artikel 9, lid 2, onder i, AVG)"),
    SensitiveException.ART_9_2_J: (
        "het was nodig voor onderzoek, archief of statistiek "
        "(artikel 9, lid 2, onder j, AVG; artikel 24 UAVG)"
    ),
    SensitiveException.ART_10: (
        "een wet staat het toe voor strafrechtelijke gegevens (artikel 10 AVG; artikel 31 tot en met 33 UAVG)"
    ),
    SensitiveException.ART_46_UAVG: (
        "een wet staat het gebruik van dit nummer toe (artikel 87 AVG; artikel 46 UAVG)"
    ),
}
# The same of data that went on somebody's explicit consent, by their kind.
CONSENTED: dict[str, str] = {
    DataKind.SPECIAL: EXCEPTIONS[SensitiveException.ART_9_2_A],
    DataKind.CRIMINAL: (
        "u gaf er uitdrukkelijk toestemming voor (artikel 10 AVG; artikel 32, onder a, UAVG)"
    ),
}
# What stands in the place of words that are not shown, and what is said of why.
BLACK: dict[str, str] = {
    BlackOutGround.OTHERS: "zwart gemaakt: gaat over een ander",
    BlackOutGround.SECRET: "zwart gemaakt: bedrijfsgeheim",
    COLLEAGUE: "zwart gemaakt: naam van een medewerker",
}
BLACK_REASONS: dict[str, str] = {
    BlackOutGround.OTHERS: "Deze woorden gaan over een ander. Die heeft ook recht op privacy (artikel 15, lid 4, AVG).",
    BlackOutGround.SECRET: "Deze woorden zijn een bedrijfsgeheim van een ander (artikel 15, lid 4, AVG).",
    COLLEAGUE: "Dit is de naam van een medewerker. Die heeft ook recht op privacy (artikel 15, lid 4, AVG).",
}
BLACK_INTRODUCTION = (
    "In dit antwoord zijn woorden zwart gemaakt. Volgens artikel 12, lid 4, van de AVG vertellen wij u waarom. Bent u "
    "het er niet mee eens? Dan kunt u een klacht indienen bij de Autoriteit Persoonsgegevens of naar de rechter gaan."
)
# To who makes the answer.
TOO_LONG = (
    "Dit antwoord is te lang voor één brief: het telt te veel verstrekkingen die van elkaar verschillen. Er is niets "
    "gemaakt. Kies JSON; daarin past alles."
)
NOBODY = "In ons register staat niet dat wij gegevens van u aan anderen hebben gegeven."
NO_OTHER_SOURCE = (
    "Ons register noemt geen andere bron. Wij kregen deze gegevens van uzelf, of de bron staat niet in "
    "ons register."
)
TERM_ELSEWHERE = (
    "In ons register staat geen termijn die hierop past. Onze privacyverklaring vertelt er meer over."
)
NO_MACHINE = "In ons register staat geen besluit over u dat een computer zonder mensen neemt."
COPY_OF_SAFEGUARD = (
    "Bij een adequaatheidsbesluit vindt de Europese Commissie dat dit land gegevens goed beschermt. Andere waarborgen "
    "zijn afspraken; u kunt ons om een kopie ervan vragen."
)
AS_PROCESSOR = (
    "Soms werkten wij met uw gegevens in opdracht van een ander. Die opdrachtgever gaat dan over uw gegevens, en "
    "beantwoordt uw vragen erover. Vraag inzage bij:"
)

RIGHTS: tuple[tuple[str, str], ...] = (
    ("Verbeteren", "Klopt er iets niet, of mist er iets? Vraag ons om het te verbeteren (artikel 16 AVG)."),
    ("Wissen", "U mag vragen om gegevens te wissen. Soms moeten wij ze van de wet bewaren (artikel 17 AVG)."),
    ("Beperken", "U mag vragen om uw gegevens een tijd niet te gebruiken (artikel 18 AVG)."),
    (
        "Meenemen",
        "Gaf u ons gegevens zelf, en gebruiken wij ze met uw toestemming of voor een overeenkomst? Dan mag u ze "
        "meenemen (artikel 20 AVG).",
    ),
    ("Bezwaar maken", "Bent u het niet eens met wat wij doen? Maak bezwaar (artikel 21 AVG)."),
    (
        "Toestemming intrekken",
        "Gaf u toestemming? U mag die altijd intrekken. Wat wij daarvoor deden, blijft toegestaan (artikel 7 AVG).",
    ),
)
AUTHORITY = {
    "name": "Autoriteit Persoonsgegevens",
    "address": "Postbus 93374, 2509 AJ Den Haag",
    "phone": "088 1805 250",
    "website": "https://www.autoriteitpersoonsgegevens.nl",
}
COMPLAINT = (
    "Bent u niet tevreden over wat wij met uw gegevens doen, of over dit antwoord? Vertel het ons. U mag ook altijd "
    "een klacht indienen bij de Autoriteit Persoonsgegevens. Die houdt toezicht op de privacywet."
)


def basis_in_words(basis: str) -> str:
    """Why it was allowed, with the article."""
    return f"{BASES[basis]} (artikel 6, lid 1, onder {BASIS_ARTICLES[basis]}, AVG)"


def safeguard_told(assessment: TransferAssessment) -> str:
    """What protects data outside the EEA, or that nothing is registered; empty inside the EEA (AVG art. 15(2))."""
    if assessment.status == TransferStatus.EEA:
        return ""
    return safeguard_in_words(assessment) or NO_SAFEGUARD


def described(pieces: Pieces) -> str:
    """A text as plain words, with black bars that say why."""
    return "".join(f"█[{BLACK[one.ground]}]█" if isinstance(one, Black) else one for one in pieces)
