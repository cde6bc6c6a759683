"""What the register does with each promise of the statement, in a sentence per chosen value.

The one place for these sentences: the editor shows them beside the text while it is written, and below it for
the draft as it was saved. They say what ``sharing.gate.rules`` does.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.public import Capacity, SpecialCategoriesPolicy, TransferPolicy

NAMED = 3  # so many purposes are named, the others counted
LEGAL_WEEKS, LEGAL_EXTENSION = 4, 2  # one month is at least four weeks (AVG art. 12(3))


def explain(
    kind: str,
    values: Mapping[str, Any],
    *,
    purposes: Sequence[dict[str, Any]] = (),
    categories: Mapping[str, str] | None = None,
) -> str:
    """What the register does with a promise of this kind.

    ``kind`` is the block's name, ``values`` its parameters by their name in ``Commitments``, ``purposes`` the
    register's tree and ``categories`` its data categories with their names. Empty when the value is not filled in or
    not known.
    """
    if kind == "data_categories":
        return _data_categories(values.get("data_categories") or {}, categories or {})
    if kind == "purposes":
        return _purposes(set(values.get("purposes") or ()), purposes)
    return EXPLANATIONS[kind](values)


def _transfer_policy(values: Mapping[str, Any]) -> str:
    words: dict[str | None, str] = {
        TransferPolicy.LEGAL_OBLIGATION_ONLY: _(
            "Het register laat een verstrekking buiten de EER alleen toe als een wettelijke verplichting haar "
            "voorschrijft en de bepaling in de lijst staat. Elke andere houdt het tegen."
        ),
        TransferPolicy.ADEQUATE_COUNTRIES: _(
            "Het register laat een verstrekking buiten de EER ook toe als er die dag een adequaatheidsbesluit "
            "geldt dat de ontvanger dekt, en houdt andere tegen. Wat de wet voorschrijft, blijft toegestaan."
        ),
        TransferPolicy.APPROPRIATE_SAFEGUARDS: _(
            "Het register laat een verstrekking buiten de EER ook toe als er die dag een adequaatheidsbesluit "
            "geldt of een passende waarborg (artikel 46 AVG) is geregistreerd, en houdt andere tegen. Wat de wet "
            "voorschrijft, blijft toegestaan."
        ),
    }
    return words.get(values.get("transfer_policy"), "")


def _special_categories(values: Mapping[str, Any]) -> str:
    words: dict[str | None, str] = {
        SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY: _(
            "Het register houdt elke verstrekking van bijzondere persoonsgegevens tegen waarvoor geen "
            "uitdrukkelijke toestemming geldt."
        ),
        SpecialCategoriesPolicy.LAWFUL_GROUND: _(
            "Het register vraagt voor bijzondere persoonsgegevens een vastgelegde grond (artikel 9, lid 2, AVG) of "
            "anders uitdrukkelijke toestemming."
        ),
    }
    return words.get(values.get("special_categories"), "")


def _response_term(values: Mapping[str, Any]) -> str:
    weeks, months = values.get("response_weeks"), values.get("extension_months")
    if not isinstance(weeks, int) or not isinstance(months, int):
        return ""
    term = ngettext("%(count)s week", "%(count)s weken", weeks) % {"count": weeks}
    if months:
        extension = ngettext("%(count)s maand", "%(count)s maanden", months) % {"count": months}
        words = _(
            "Het register bewaart bij deze versie: antwoord binnen %(term)s, zo nodig met %(extension)s verlengd. "
            "Die termijn geldt voor verzoeken die dan binnenkomen."
        )
    else:
        extension = ""
        words = _(
            "Het register bewaart bij deze versie: antwoord binnen %(term)s, zonder verlenging. Die termijn geldt "
            "voor verzoeken die dan binnenkomen."
        )
    said = words % {"term": term, "extension": extension}
    if weeks > LEGAL_WEEKS or months > LEGAL_EXTENSION:
        said += " " + _(
            "Let op: dit is ruimer dan de wet, die één maand geeft en ten hoogste twee maanden verlenging (artikel "
            "12, lid 3, AVG)."
        )
    return said


def _identity_check(values: Mapping[str, Any]) -> str:
    if values.get("identity_check"):
        return _(
            "Het register bewaart bij deze versie dat wij eerst de identiteit controleren en dan pas een verzoek "
            "behandelen."
        )
    return _(
        "Het register bewaart bij deze versie dat wij niet beloven de identiteit te controleren voordat wij een "
        "verzoek behandelen."
    )


def _consent_for_all_else(values: Mapping[str, Any]) -> str:
    if values.get("consent_for_all_else"):
        return _(
            "Het register houdt een verstrekking aan een andere derde tegen zolang er geen toestemming geldt, tenzij "
            "de wet haar voorschrijft of een vitaal belang haar nodig maakt."
        )
    return _(
        "Het register vraagt voor een verstrekking aan een andere derde geen toestemming, tenzij toestemming de "
        "grondslag is."
    )


def _capacities(values: Mapping[str, Any]) -> str:
    chosen = set(values.get("capacities") or ())
    allowed = [str(one.label).lower() for one in Capacity if one.value in chosen]
    refused = [str(one.label).lower() for one in Capacity if one.value not in chosen]
    if not allowed:
        return _("Er is niets aangevinkt: het register houdt elke verstrekking tegen.")
    if not refused:
        return _("Het register laat verstrekkingen toe aan partijen in elke hoedanigheid.")
    return _(
        "Het register laat alleen verstrekkingen toe aan een partij als %(allowed)s, en houdt die aan een %(refused)s "
        "tegen."
    ) % {"allowed": one_of(allowed), "refused": one_of(refused)}


def _purposes(chosen: Collection[str], tree: Sequence[dict[str, Any]]) -> str:
    if not chosen:
        return _("Er is niets aangevinkt: het register houdt elke verstrekking tegen.")
    refused = [f"“{description}”" for description in _not_stated(chosen, tree)]
    if not refused:
        return _("Het register laat verstrekkingen toe voor alle doeleinden in het register.")
    named, rest = refused[:NAMED], len(refused) - NAMED
    if rest > 0:
        named.append(
            ngettext("%(count)s ander doeleinde", "%(count)s andere doeleinden", rest) % {"count": rest}
        )
    return _(
        "Het register laat verstrekkingen toe voor de aangevinkte doeleinden en wat daaronder valt. Het houdt die "
        "tegen voor %(refused)s."
    ) % {"refused": all_of(named)}


def _data_categories(stated: Mapping[str, Collection[str]], names: Mapping[str, str]) -> str:
    silent = [str(one.label).lower() for one in Capacity if not stated.get(one.value)]
    if len(silent) == len(Capacity):
        return _(
            "De verklaring noemt niet welke gegevens een ontvanger mag krijgen. Het register let alleen op wat in "
            "overeenkomsten staat."
        )
    told = [
        _("Een %(capacity)s krijgt alleen: %(categories)s.")
        % {
            "capacity": str(Capacity(code).label).lower(),
            "categories": all_of([names.get(one, one) for one in chosen]),
        }
        for code, chosen in stated.items()
        if chosen
    ]
    told.append(_("Het register houdt een verstrekking met meer gegevens tegen."))
    if silent:
        told.append(_("Voor een %(silent)s noemt de verklaring geen gegevens.") % {"silent": one_of(silent)})
    return " ".join(told)


def _not_stated(chosen: Collection[str], tree: Sequence[dict[str, Any]]) -> list[str]:
    """Descriptions of what is not stated; a whole branch of which nothing is stated counts as one."""
    found = []
    for purpose in tree:
        if purpose["code"] in chosen:
            continue
        found.append(purpose["description"])
        if _any_stated(chosen, purpose["children"]):
            found += _not_stated(chosen, purpose["children"])
    return found


def _any_stated(chosen: Collection[str], tree: Sequence[dict[str, Any]]) -> bool:
    return any(purpose["code"] in chosen or _any_stated(chosen, purpose["children"]) for purpose in tree)


def one_of(names: Collection[str]) -> str:
    """``a, b of c``."""
    return _joined(names, _("%(most)s of %(last)s"))


def all_of(names: Collection[str]) -> str:
    """``a, b en c``."""
    return _joined(names, _("%(most)s en %(last)s"))


def _joined(names: Collection[str], words: str) -> str:
    *most, last = names
    return words % {"most": ", ".join(most), "last": last} if most else last


EXPLANATIONS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "transfer_policy": _transfer_policy,
    "special_categories": _special_categories,
    "response_term": _response_term,
    "identity_check": _identity_check,
    "consent_for_all_else": _consent_for_all_else,
    "capacities": _capacities,
}
KINDS = (*EXPLANATIONS, "purposes", "data_categories")
