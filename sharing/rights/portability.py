"""Whether data can be taken along: the three conditions of AVG art. 20(1). Pure; the register's facts are passed in.

The register says what it knows of each; what it does not know (None) the lawyer decides, with a reason.
"""

from dataclasses import dataclass

from sharing.reference.choices import LegalBasis

# Grounds on which data can be taken along (art. 20(1)(a)); of special categories only explicit consent (art. 9(2)(a)).
GROUNDS = frozenset({LegalBasis.CONSENT.value, LegalBasis.CONTRACT.value})


@dataclass(frozen=True, slots=True)
class Processed:
    """A category in an activity, and what the register knows of it and of this person.

    ``origins``: who gave it where that is not the person. ``digital`` and ``paper`` count the disclosures of it by how
    they went. ``consents`` count what this person consents to of it, ``explicit`` those that are explicit.
    """

    activity: str
    activity_name: str
    category: int
    category_name: str
    bases: frozenset[str]
    special: bool = False
    origins: tuple[str, ...] = ()
    digital: int = 0
    paper: int = 0
    consents: int = 0
    explicit: int = 0

    @property
    def key(self) -> str:
        """By which it is chosen."""
        return f"{self.activity}:{self.category}"


@dataclass(frozen=True, slots=True)
class Conditions:
    """The three conditions; None is what the register does not say."""

    given: bool | None
    digital: bool | None
    ground: bool | None

    @property
    def met(self) -> bool:
        """Whether all three are, by the register."""
        return bool(self.given and self.digital and self.ground)


def conditions_of(one: Processed) -> Conditions:
    """What the register says of the three conditions for this category in this activity."""
    return Conditions(
        given=not one.origins,
        digital=True if one.digital else False if one.paper else None,
        ground=_ground(one),
    )


def _ground(one: Processed) -> bool | None:
    grounds = GROUNDS & one.bases
    if one.special:
        return bool(one.explicit) if LegalBasis.CONSENT.value in grounds else False
    if LegalBasis.CONTRACT.value in grounds:
        return True
    if not grounds:
        return False
    return True if one.consents else None  # on consent, and none of this person is known
