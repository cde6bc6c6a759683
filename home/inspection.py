"""What the statement adds to a dossier for the regulator: the version of the day, and where it and the register differ.

Each function here yields files; whoever knows more of the statement adds one.
"""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from home.completeness.queries import completeness_of_version
from home.conflicts.queries import conflicts_of_version
from home.pdf import statement_pdf
from home.public.common import as_exchanged
from home.versions.archive import earlier_versions
from home.versions.models import StatementVersion
from home.versions.queries import version_in_force
from sharing import public

FOLDER = "privacyverklaring"


def version_parts(asked: public.DossierAsked) -> Iterator[public.DossierPart]:
    """The version that was in force at the end of the day: to read, for machines, and as it was shown."""
    version = version_in_force(asked.moment or asked.at)
    if version is None:
        missing = "Op deze dag was er geen privacyverklaring van kracht."
        yield public.DossierPart(f"{FOLDER}/", "De privacyverklaring.", missing=missing)
        return
    name = f"{FOLDER}/versie-{version.number}"
    about = f"Versie {version.number} van de privacyverklaring."
    yield public.DossierPart(f"{name}.pdf", about, partial(_pdf, version))
    yield public.whole_part(
        f"{name}.json",
        "Dezelfde versie met haar toezeggingen en SHA-256.",
        as_exchanged(version, version).content,
    )
    yield public.whole_part(
        f"{name}.html", "Dezelfde versie, zoals zij op de website stond.", version.html.encode()
    )


def conflict_parts(asked: public.DossierAsked) -> Iterator[public.DossierPart]:
    """Where that version and the register of that day disagree, as known now; and what was known at publication."""
    version = version_in_force(asked.moment or asked.at)
    if version is None:
        return
    facts = public.register_facts(until=asked.day)
    told = {
        "version": version.number,
        "on": asked.day.isoformat(),
        "known": "zoals het register nu is, over die dag",
        "conflicts": [one.as_json() for one in conflicts_of_version(version, on=asked.day, facts=facts)],
        "at_publication": version.conflicts,
        "reason_at_publication": version.conflict_reason,
    }
    about = "Waar de verklaring en het register verschillen: nu bekend over die dag, en bij publicatie."
    yield public.whole_part(f"{FOLDER}/verschillen.json", about, _json(told))


def completeness_parts(asked: public.DossierAsked) -> Iterator[public.DossierPart]:
    """Per item of articles 13 and 14 the paragraph of that version that covers it, or the gap."""
    version = version_in_force(asked.moment or asked.at)
    if version is None:
        return
    items = [one.as_json() for one in completeness_of_version(version)]
    told = {"version": version.number, "items": items}
    about = "Of de verklaring alles vertelt wat artikel 13 en 14 AVG vragen."
    yield public.whole_part(f"{FOLDER}/volledigheid.json", about, _json(told))


def _json(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _pdf(version: StatementVersion, out: public.Output) -> None:
    earlier = earlier_versions(version, on=public.amsterdam_day(version.in_force_from))
    out.write(statement_pdf(version, earlier=earlier))


PARTS = (version_parts, conflict_parts, completeness_parts)
