"""Agreements with their documents, and transfers with their status, as they stood at a moment."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Min
from django.utils.text import slugify

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement, AgreementDocument, Article28Clause
from sharing.agreements.queries import facts_of
from sharing.agreements.rules import exchanged_status_on
from sharing.core.asof import rows_at
from sharing.core.completing import fetch
from sharing.core.xlsx import Output
from sharing.documents.models import private_storage
from sharing.documents.queries import extension_of
from sharing.inspection.parts import Asked, Part, whole
from sharing.parties.models import Party
from sharing.parties.queries import merged_into
from sharing.reference.models import AdequacyDecision, Country
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.transfers.queries import chapter_five

CHUNK = 64 * 1024
GONE = "Dit bestand staat niet (meer) op de server, hoewel het register het noemt."


def registered_since() -> datetime | None:
    """When the first party or agreement was registered; None when there never was one."""
    first = (model.history.aggregate(first=Min("history_date"))["first"] for model in (Party, Agreement))
    return min((moment for moment in first if moment is not None), default=None)


def agreement_parts(asked: Asked) -> Iterator[Part]:
    """A list of all agreements, then the documents that each had."""
    agreements = list(rows_at(Agreement, asked.moment).order_by("reference"))
    folders = _names([slugify(row.reference) or "overeenkomst" for row in agreements])
    folder_of = dict(zip((row.pk for row in agreements), folders, strict=True))
    documents: dict[int, list[tuple[Any, str]]] = defaultdict(list)
    kept = list(rows_at(AgreementDocument, asked.moment).order_by("agreement_id", "title", "id"))
    there = [row for row in kept if row.agreement_id in folder_of]
    wanted = [f"{folder_of[row.agreement_id]}/{slugify(row.title) or 'document'}" for row in there]
    for row, name in zip(there, _names(wanted), strict=True):
        documents[row.agreement_id].append((row, f"overeenkomsten/{name}.{extension_of(str(row.file))}"))
    told = _agreements(agreements, documents, asked)
    about = "Alle overeenkomsten: partij, looptijd, stand, artikel 28, subverwerkers en documenten."
    yield whole("overeenkomsten/overeenkomsten.json", about, as_json(told))
    reference_of = {row.pk: row.reference for row in agreements}
    for of_one in documents.values():
        for row, path in of_one:
            about = f"{row.title}, bij overeenkomst {reference_of[row.agreement_id]}"
            if private_storage().exists(str(row.file)):
                yield Part(path, about, partial(copied, str(row.file)), registered=row.sha256)
            else:
                yield Part(path, about, missing=GONE)


def _agreements(
    agreements: list[Any], documents: dict[int, list[tuple[Any, str]]], asked: Asked
) -> list[Any]:
    parties = all_at(Party, {row.party_id for row in agreements}, asked)
    clauses, links = defaultdict(list), defaultdict(list)
    for clause in rows_at(Article28Clause, asked.moment).order_by("agreement_id", "item"):
        clauses[clause.agreement_id].append(
            {"item": clause.item, "status": clause.status, "clause": clause.clause, "note": clause.note}
        )
    chain = list(rows_at(SubProcessor, asked.moment).order_by("id"))
    engaged = all_at(Party, {row.party_id for row in chain}, asked)
    party_of_link = {row.pk: engaged[row.party_id].name for row in chain}
    reference_of = {row.pk: row.reference for row in agreements}
    for row in chain:
        links[row.agreement_id].append(
            {
                "party": engaged[row.party_id].name,
                "service": row.service,
                "engaged_by": party_of_link.get(row.parent_id),
                "country": row.country_id,
                "announced_on": as_day(row.announced_on),
                "objection_until": as_day(row.objection_until),
                "approved_on": as_day(row.approved_on),
                "from": as_day(row.first_day),
                "until": as_day(row.last_day),
                "flow_down": row.flow_down,
            }
        )
    return [
        {
            "reference": row.reference,
            "party": parties[row.party_id].name,
            "party_code": parties[row.party_id].code,
            "kind": row.kind,
            "status": exchanged_status_on(facts_of(row), asked.day).value,
            "description": row.description,
            "signed_on": as_day(row.signed_on),
            "from": as_day(row.first_day),
            "until": as_day(row.last_day),
            "terminated_per": as_day(row.terminated_per),
            "replaces": reference_of.get(row.replaces_id),
            "sub_processor_authorisation": row.sub_processor_authorisation,
            "objection_days": row.objection_days,
            "breach_notice_hours": row.breach_notice_hours,
            "processing_nature": row.processing_nature,
            "security": row.security,
            "infringing_instruction": row.infringing_instruction,
            "audited_on": as_day(row.audited_on),
            "audit_due": as_day(row.audit_due),
            "data_at_end": row.data_at_end,
            "data_gone_on": as_day(row.data_gone_on),
            "article_28": clauses[row.pk],
            "sub_processors": links[row.pk],
            "documents": [
                {"title": document.title, "path": path, "sha256": document.sha256}
                for document, path in documents[row.pk]
            ],
        }
        for row in agreements
    ]


def transfer_parts(asked: Asked) -> Iterator[Part]:
    """Every transfer, with how it stands on the day and why; and every assessment."""
    transfers = list(rows_at(Transfer, asked.moment).order_by("party_id", "country_id", "first_day", "id"))
    tias = list(rows_at(ImpactAssessment, asked.moment).order_by("party_id", "country_id", "assessed_on"))
    keys = {row.party_id for row in (*transfers, *tias)}
    parties = all_at(Party, keys, asked)
    countries = all_at(Country, {row.country_id for row in (*transfers, *tias)}, asked)
    decisions = all_at(AdequacyDecision, {row.decision_id for row in transfers} - {None}, asked)
    law = chapter_five(countries=countries, parties=keys, moment=asked.moment).by_party()
    told = []
    for row in transfers:
        party, country = parties[row.party_id], countries[row.country_id]
        found = law(party.code).assess(party, country, on=asked.day)
        told.append(
            {
                "party": party.name,
                "party_code": party.code,
                "country": row.country_id,
                "mechanism": row.mechanism,
                "decision": decisions[row.decision_id].reference if row.decision_id else None,
                "from": as_day(row.first_day),
                "until": as_day(row.last_day),
                "status": found.status.value,
                "sound": found.sound,
                "reason": found.reason,
            }
        )
    about = "Elke doorgifte, met haar stand en reden op de dag."
    yield whole("doorgiften/doorgiften.json", about, as_json(told))
    assessed = [
        {
            "party": parties[row.party_id].name,
            "country": row.country_id,
            "assessed_on": as_day(row.assessed_on),
            "conclusion": row.conclusion,
            "measures": row.measures,
            "review_due": as_day(row.review_due),
        }
        for row in tias
    ]
    about = "Elke beoordeling van een doorgifte (TIA)."
    yield whole("doorgiften/beoordelingen.json", about, as_json(assessed))


def merger_parts(asked: Asked) -> Iterator[Part]:
    """Which records of one organisation were put together, as far as there are any."""
    into = merged_into(asked.moment)
    if not into:
        return
    parties = all_at(Party, {*into, *into.values()}, asked)
    told = [
        {
            "code": parties[gone].code,
            "name": parties[gone].name,
            "known_as_code": parties[kept].code,
            "known_as": parties[kept].name,
        }
        for gone, kept in sorted(into.items())
    ]
    about = "Partijen die samengevoegd zijn: onder welke code en naam de organisatie bekend is."
    yield whole("partijen/samengevoegd.json", about, as_json(told))


def all_at(model: Any, keys: set[Any], asked: Asked) -> dict[Any, Any]:
    """These records by key, as they stood."""
    if asked.moment is None:
        return dict(model._default_manager.in_bulk(keys))
    return fetch(model, keys, asked.moment, names=())


def copied(name: str, out: Output) -> None:
    """Write a file of the private storage as it is."""
    with private_storage().open(name, "rb") as file:
        while part := file.read(CHUNK):
            out.write(part)


def _names(wanted: list[str]) -> list[str]:
    """The names, each once: a second one of the same name gets a number."""
    taken: set[str] = set()
    names = []
    for name in wanted:
        number, free = 2, name
        while free in taken:
            free, number = f"{name}-{number}", number + 1
        taken.add(free)
        names.append(free)
    return names


def as_day(day: date | None) -> str | None:
    """A day as files have it."""
    return day.isoformat() if day else None


def as_json(told: Any) -> bytes:
    """The content of a file."""
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
