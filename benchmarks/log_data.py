"""A log of any size, made by the database itself: spread evenly, as lopsided as a real one, or without any pattern.

``uniform``: four hundred flows of data, each as busy as any other all the time. ``skewed``: the same flows, a few of
which have most of the entries and many of which began or ended somewhere in four years; what is rare is rare, and lies
together. ``scattered``: every column by itself, so that nearly every entry is a flow of its own: no source does so,
and the list of flows is of no help.

Each entry has its history, one in two hundred is a deviation, and one in four hundred was changed a month later.
"""

import random
from typing import Any

from benchmarks.world import PERSONS, World

KINDS = ("uniform", "skewed", "scattered")
FLOWS, MONTHS, VERSIONS, SOURCES = 400, 48, 12, 6
BEGINNING = "2022-11-01 00:00+00"
COUNTRIES = ("NL", "NL", "NL", "NL", "DE", "US", "GB")
ASIDE = ("sharing_descriptionwords", "sharing_wordstaken", "sharing_logflow", "sharing_flowslisted")
BASES = ("public_task", "contract", "legal_obligation", "legitimate_interests", "consent", "vital_interests")
_SOME = (
    "art-28-incomplete",
    "recipient-outside-eea",
    "signed-later",
    "adequacy-excludes",
    "agreement-ends-soon",
)

_BLOCKED = (
    '[{"code": "no-agreement", "severity": "block", "message": "Er is geen overeenkomst.", "source": "6"}]'
)
_ENTRIES = """
INSERT INTO sharing_disclosure (disclosed_at, recorded_at, recorded_by_id, recipient_id, capacity, purpose_id,
    legal_basis, legal_provision, data_categories, dossier, subject_category_id, destination_country_id, channel,
    description, source_id, external_id, fingerprint, commitments_id, on_behalf_of_id, outcome, findings,
    deviation_reason, review, review_note, withdrawn_consent_id)
SELECT moment, moment + interval '20 minutes', %(user)s, f.recipient, f.capacity, f.purpose, f.basis, '', f.data,
    (%(dossiers)s::bytea[])[1 + n %% %(persons)s], %(subject)s, f.country, 'portal',
    CASE WHEN n %% 40009 = 7 THEN 'Spoedoverleg over de uitkering' WHEN n %% 503 = 7 THEN 'Vertraagd door storing'
        WHEN n %% 31 = 7 THEN 'Aanvulling op het dossier'
        WHEN n %% 3 = 0 THEN 'Rapportage over de voortgang' ELSE '' END,
    f.source, 'r-' || n, decode(md5(n::text), 'hex'),
    (%(commitments)s::bigint[])[1 + month * %(versions)s / %(months)s],
    f.behalf, CASE WHEN n %% 200 = 3 THEN 'deviation' ELSE 'permitted' END,
    CASE WHEN n %% 200 = 3 THEN %(blocked)s::jsonb ELSE f.findings END,
    CASE WHEN n %% 200 = 3 THEN 'Spoed' ELSE '' END,
    CASE WHEN n %% 200 <> 3 THEN '' WHEN n > %(last)s * 0.98 THEN 'pending' WHEN n %% 1400 = 3 THEN 'breach'
        ELSE 'accepted' END, '',
    CASE WHEN n %% 7001 = 3 THEN %(consent)s::bigint END
FROM (
    SELECT n, timestamptz %(beginning)s + n * (interval '48 months' / %(last)s) AS moment,
        least((n::bigint * %(months)s / (%(last)s + 1))::int, %(months)s - 1) AS month, random() AS one
    FROM generate_series(1, %(last)s) n
) entries
JOIN bench_active a USING (month)
JOIN bench_flow f ON f.number = a.flows[1 + floor(cardinality(a.flows) * power(one, %(lopsided)s))::int]
"""
_SCATTER = """
INSERT INTO sharing_disclosure (disclosed_at, recorded_at, recorded_by_id, recipient_id, capacity, purpose_id,
    legal_basis, legal_provision, data_categories, dossier, subject_category_id, destination_country_id, channel,
    description, source_id, external_id, fingerprint, commitments_id, on_behalf_of_id, outcome, findings,
    deviation_reason, review, review_note)
SELECT moment, moment, %(user)s, (%(parties)s::bigint[])[1 + floor(random() * %(n_parties)s)::int],
    (%(capacities)s::text[])[1 + floor(5 * power(random(), 3))::int],
    (%(purposes)s::bigint[])[1 + floor(%(n_purposes)s * power(random(), 3))::int],
    (%(bases)s::text[])[1 + floor(6 * power(random(), 3))::int], '',
    ARRAY[(%(data)s::smallint[])[1 + floor(%(n_data)s * power(random(), 2))::int],
        (%(data)s::smallint[])[1 + floor(%(n_data)s * power(random(), 2))::int]],
    (%(dossiers)s::bytea[])[1 + n %% %(persons)s], %(subject)s,
    (%(countries)s::text[])[1 + floor(7 * power(random(), 2))::int], 'portal',
    CASE WHEN n %% 40009 = 7 THEN 'Spoedoverleg over de uitkering' WHEN n %% 503 = 7 THEN 'Vertraagd door storing'
        WHEN n %% 31 = 7 THEN 'Aanvulling op het dossier'
        WHEN n %% 3 = 0 THEN 'Rapportage over de voortgang' ELSE '' END,
    (%(sources)s::bigint[])[1 + floor(%(n_sources)s * random())::int], 'r-' || n, decode(md5(n::text), 'hex'),
    (%(commitments)s::bigint[])[1 + floor(%(versions)s * random())::int],
    CASE WHEN n %% 50 = 0 THEN (%(parties)s::bigint[])[1] END,
    CASE WHEN n %% 200 = 3 THEN 'deviation' ELSE 'permitted' END,
    CASE WHEN n %% 200 = 3 THEN %(blocked)s::jsonb ELSE '[]'
        END::jsonb,
    CASE WHEN n %% 200 = 3 THEN 'Spoed' ELSE '' END, CASE WHEN n %% 200 = 3 THEN 'pending' ELSE '' END, ''
FROM (SELECT n, timestamptz %(beginning)s + n * (interval '48 months' / %(last)s) AS moment
    FROM generate_series(1, %(last)s) n) entries
"""
_HISTORY = """
INSERT INTO sharing_historicaldisclosure ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, recorded_at, '', '+', %(user)s FROM sharing_disclosure;
INSERT INTO sharing_historicaldisclosure ({columns}, history_date, history_change_reason, history_type, history_user_id)
SELECT {columns}, recorded_at + interval '1 month', 'Meting', '~', %(user)s FROM sharing_disclosure WHERE id %% 400 = 0
"""


def register(world: World) -> dict[str, Any]:
    """A register with more of everything than a flow needs, and the keys of it. A statement that is there stays."""
    from datetime import date

    from sharing.core.dossiers import seal
    from sharing.models import CommitmentSet
    from sharing.parties.choices import Capacity
    from tests import factories as make

    for parent in world.purposes[:4]:
        world.purposes += [
            make.PurposeFactory(code=f"{parent.code}-{turn}", parent=parent) for turn in range(3)
        ]
    for country in ("DE", "US", "GB"):
        make.CountryFactory(code=country)
    make.EeaMembershipFactory(country_id="DE", first_day=None, last_day=None)
    make.EeaMembershipFactory(country_id="GB", first_day=None, last_day=date(2024, 1, 31))
    for version in range(2, VERSIONS + 1) if CommitmentSet.objects.count() == 1 else ():
        make.CommitmentSetFactory(
            version=version,
            effective_from=date(2022, version, 1),
            purposes=[one.code for one in world.purposes],
        )
    commitments = CommitmentSet.objects.order_by("version").values_list("pk", flat=True)
    return {
        "user": world.user.pk,
        "parties": [party.pk for party, _capacity in world.parties],
        "capacities": list(Capacity.values),
        "purposes": [purpose.pk for purpose in world.purposes],
        "data": [category.pk for category in world.categories],
        "bases": list(BASES),
        "countries": list(COUNTRIES),
        "sources": [make.SourceFactory(name=f"Bron {number}").pk for number in range(SOURCES)],
        "dossiers": [seal(f"d{number:06}") for number in range(PERSONS)],
        "subject": world.subjects[0].pk,
        "consent": make.ConsentFactory().pk,
        "commitments": list(commitments),
    }


def fill(kind: str, rows: int, keys: dict[str, Any]) -> None:
    """The log anew, with so many entries."""
    from django.db import connection

    from cms.database import as_owner
    from sharing.log.known import list_flows
    from sharing.log.worded import take_words
    from sharing.models import Disclosure

    rng = random.Random(20_260_101)
    columns = ", ".join(field.column for field in Disclosure._meta.local_concrete_fields)
    tables = ("sharing_disclosure", "sharing_historicaldisclosure")
    values = keys | {
        "last": rows,
        "beginning": BEGINNING,
        "months": MONTHS,
        "versions": len(keys["commitments"]),
        "persons": PERSONS,
        "blocked": _BLOCKED,
        "lopsided": 1 if kind == "uniform" else 4,
        **{f"n_{name}": len(keys[name]) for name in ("parties", "purposes", "data", "sources")},
    }
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint WHERE confrelid = 'sharing_disclosure'::regclass"
        )
        emptied = [*tables, *ASIDE, *(table for (table,) in cursor.fetchall())]
        for table in emptied:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(emptied)}")
        cursor.execute("SELECT setseed(0.5)")
        _flows(cursor, kind, rng, keys)
        cursor.execute(_SCATTER if kind == "scattered" else _ENTRIES, values)
        cursor.execute(_HISTORY.format(columns=columns), values)
        for table in emptied:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    # As it is done each minute.
    take_words(longest=float("inf"))
    list_flows()
    with as_owner(), connection.cursor() as cursor:
        for table in emptied:
            cursor.execute(f"VACUUM ANALYZE {table}")


def _flows(cursor: Any, kind: str, rng: random.Random, keys: dict[str, Any]) -> None:
    cursor.execute("DROP TABLE IF EXISTS bench_flow, bench_active")
    cursor.execute(
        "CREATE TABLE bench_flow (number int, recipient bigint, capacity text, purpose bigint, basis text, "
        "data smallint[], country text, source bigint, behalf bigint, findings jsonb)"
    )
    cursor.execute("CREATE TABLE bench_active (month int, flows int[])")
    active: list[list[int]] = [[] for _ in range(MONTHS)]
    for number in range(FLOWS):
        # What a party is settles nearly all else: basis follows capacity, and so on.
        party = rng.randrange(len(keys["parties"]))
        capacity = keys["capacities"][party % 5]
        basis = BASES[party % 5] if rng.random() < 0.9 else BASES[-1]
        warned = (
            f'[{{"code": "{rng.choice(_SOME)}", "severity": "warn", "message": "Let op."}}]'
            if rng.random() < 0.2
            else "[]"
        )
        cursor.execute(
            "INSERT INTO bench_flow VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                *(number, keys["parties"][party], capacity, rng.choice(keys["purposes"]), basis),
                sorted(rng.sample(keys["data"], rng.randint(1, 5))),
                *(rng.choice(COUNTRIES), keys["sources"][party % SOURCES]),
                *(keys["parties"][0] if number % 29 == 0 else None, warned),
            ],
        )
        first, last = (
            (0, MONTHS) if kind != "skewed" or number % 3 == 0 else sorted(rng.sample(range(MONTHS + 1), 2))
        )
        for month in range(first, last):
            active[month].append(number)
    for month, flows in enumerate(active):
        cursor.execute(
            "INSERT INTO bench_active VALUES (%s, %s)",
            [month, rng.sample(flows, len(flows)) if kind != "skewed" else flows],
        )
