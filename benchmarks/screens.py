"""How long the lists and pages of the admin take on a large register: beside the same pages on an empty one.

    .venv/bin/python -m benchmarks.screens [--parties 5030] [--agreements 10031] [--disclosures 20000] [--json]

Each screen is visited as the role that uses it, through the whole product but the network, in one run and on one
machine, by turns on a register without parties and on the large one, each time on a connection that was used before,
as a worker keeps its own. Median of some visits, in milliseconds; compare the ratio. An export is read to its end, and
its first bytes are timed too. A screen that takes 25 queries or more, or over 300 ms, is marked.
"""

import argparse
import json
import statistics
import time
from typing import Any

from benchmarks.world import database

MANAGER, LAWYER, EDITOR, AUDITOR, ADMINISTRATOR = (
    "contractbeheerder",
    "jurist",
    "redacteur",
    "auditor",
    "beheerder",
)
VISITS = 7
QUERIES, MILLISECONDS = 25, 300
# Who looks at what; {day} is today.
SCREENS = (
    (MANAGER, "/beheer/"),
    (MANAGER, "/beheer/partijen/"),
    (MANAGER, "/beheer/partijen/?capacity=client"),
    (MANAGER, "/beheer/partijen/?q=gemeente&ordering=-name"),
    (MANAGER, "/beheer/partijen/?peildatum={day}"),
    (MANAGER, "/beheer/partijen/verwijderd/"),
    (MANAGER, "/beheer/overeenkomsten/"),
    (MANAGER, "/beheer/overeenkomsten/?status=in_force"),
    (MANAGER, "/beheer/overeenkomsten/?status=ends_soon&ordering=last"),
    (MANAGER, "/beheer/overeenkomsten/?ordering=status&p=40"),
    (MANAGER, "/beheer/overeenkomsten/?party=gemeente"),
    (MANAGER, "/beheer/overeenkomsten/?peildatum={day}"),
    (MANAGER, "/beheer/overeenkomsten/?peildatum={day}&status=in_force"),
    (MANAGER, "/beheer/overeenkomsten/nieuw/"),
    (MANAGER, "/beheer/ketens/"),
    (MANAGER, "/beheer/doorgiften/"),
    (MANAGER, "/beheer/doorgiften/?peildatum={day}"),
    (MANAGER, "/beheer/maatregelen/"),
    (MANAGER, "/beheer/maatregelen/?peildatum={day}"),
    (MANAGER, "/beheer/geheimhouding/"),
    (ADMINISTRATOR, "/beheer/rolbeoordelingen/"),
    (ADMINISTRATOR, "/beheer/rolbeoordelingen/beoordelen/"),
    (MANAGER, "/beheer/verschillen/"),
    (MANAGER, "/beheer/verschillen/?soort=agreement-missing"),
    (MANAGER, "/beheer/wijzigingen/"),
    (MANAGER, "/beheer/wijzigingen/vergelijken/?first=01-01-2020"),
    (MANAGER, "/beheer/overeenkomsten/?peildatum={day}&vraag=gold"),
    (MANAGER, "/beheer/doeleinden/"),
    (MANAGER, "/beheer/gegevenscategorieen/"),
    (MANAGER, "/beheer/betrokkenen/"),
    (MANAGER, "/beheer/landen/"),
    (MANAGER, "/beheer/landen/?peildatum={day}"),
    (MANAGER, "/beheer/eer/"),
    (MANAGER, "/beheer/adequaatheidsbesluiten/"),
    (MANAGER, "/beheer/bewaartermijnen/"),
    (LAWYER, "/beheer/verzoeken-van-betrokkenen/"),
    (LAWYER, "/beheer/verzoeken-van-betrokkenen/?state=overdue"),
    (LAWYER, "/beheer/verstrekkingen/"),
    (LAWYER, "/beheer/verstrekkingen/?recipient=gemeente"),
    (LAWYER, "/beheer/verstrekkingen/?outcome=deviation"),
    (LAWYER, "/beheer/verstrekkingen/?peildatum={day}"),
    (LAWYER, "/beheer/verstrekkingen/nieuw/"),
    (LAWYER, "/beheer/afwijkingen/"),
    (LAWYER, "/beheer/afwijkend/"),
    (LAWYER, "/beheer/toestemmingen/"),
    (LAWYER, "/beheer/toestemmingen/?peildatum={day}"),
    (LAWYER, "/beheer/toestemmingen/nieuw/"),
    (LAWYER, "/beheer/bezwaren/"),
    (LAWYER, "/beheer/verzoeken-van-autoriteiten/"),
    (LAWYER, "/beheer/toezeggingen/"),
    (LAWYER, "/beheer/wat-als/?wat=overeenkomst"),
    (LAWYER, "/beheer/wat-als/?wat=partij"),
    (EDITOR, "/beheer/verschillen/"),
    (EDITOR, "/beheer/verklaringversies/"),
    (EDITOR, "/beheer/verklaringvertalingen/"),
    (AUDITOR, "/beheer/overeenkomsten/"),
    (AUDITOR, "/beheer/wijzigingen/"),
    (ADMINISTRATOR, "/beheer/bronsystemen/"),
    (ADMINISTRATOR, "/beheer/users/"),
)
# What anybody reads; in front of it stands the memory (`cms.front.cache`), which is not used here.
ANYBODY = "iedereen"
PUBLIC = (
    (ANYBODY, "/ontvangers/"),
    (ANYBODY, "/ontvangers/en/"),
    (ANYBODY, "/ontvangers.json"),
    (ANYBODY, "/ontvangers/feed/"),
)
# Of one record, which an empty register does not have: {agreement}, {processing}, {party} and {disclosure} are keys.
RECORDS = (
    (MANAGER, "/beheer/overeenkomsten/{agreement}/"),
    (MANAGER, "/beheer/overeenkomsten/{agreement}/wijzigen/"),
    (MANAGER, "/beheer/overeenkomsten/{agreement}/historie/"),
    (MANAGER, "/beheer/overeenkomsten/{processing}/keten/"),
    (MANAGER, "/beheer/partijen/{party}/"),
    (MANAGER, "/beheer/partijen/{party}/wijzigen/"),
    (MANAGER, "/beheer/partijen/{party}/historie/"),
    (LAWYER, "/beheer/verstrekkingen/{disclosure}/"),
    (LAWYER, "/beheer/verstrekkingen/{disclosure}/historie/"),
)
EXPORTS = (
    (MANAGER, "/beheer/overeenkomsten/?export=csv"),
    (MANAGER, "/beheer/overeenkomsten/?export=xlsx"),
    (MANAGER, "/beheer/partijen/?export=csv"),
    (LAWYER, "/beheer/verstrekkingen/exporteren/"),
    (LAWYER, "/beheer/cijfers/"),
)


def visit(client: Any, path: str) -> tuple[float, float, int]:
    """Milliseconds until the answer began and until it was whole, and how many queries it took."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    reset_queries()  # the log of queries has an end, beyond which nothing is counted
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
        begun = 0.0
        for part in answer.streaming_content if answer.streaming else (answer.content,):
            if part and not begun:
                begun = time.perf_counter() - start
        whole = time.perf_counter() - start
    return begun * 1000, whole * 1000, len(queries)


def measure(urls: dict[str, Any], visits: int) -> dict[str, dict[str, float]]:
    """Per screen the medians on the large register and the ratio to the empty one, visited by turns: what else the
    machine has to do counts for both. A first visit of each is not counted.
    """
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.utils import timezone

    from sharing.agreements.choices import AgreementKind
    from sharing.models import Agreement, Disclosure, Party
    from tests import throwaway

    found = {}
    throwaway.point_django_at(urls["large"])
    keys: dict[str, Any] = {"day": timezone.localdate().isoformat()}
    keys |= {
        model._meta.model_name: model.objects.order_by("-pk").values_list("pk", flat=True).first()
        for model in (Agreement, Party, Disclosure)
    }
    processing = Agreement.objects.filter(kind=AgreementKind.PROCESSING)  # the only kind with a chain
    keys["processing"] = processing.order_by("-pk").values_list("pk", flat=True).first()
    for role, path in (*SCREENS, *PUBLIC, *RECORDS, *EXPORTS):
        address = path.format(**keys)
        clients, first = {}, {}
        places = ["large"] if (role, path) in RECORDS else list(urls)
        times: dict[str, list[tuple[float, float, int]]] = {name: [] for name in places}
        for number in range(visits + 1):
            for name in places:
                throwaway.point_django_at(urls[name])
                if not number:
                    clients[name] = Client()
                    if role != ANYBODY:
                        clients[name].force_login(get_user_model().objects.get(username=role))
                    first[name] = visit(clients[name], address)[1]
                else:
                    if (role, path) not in EXPORTS:
                        visit(clients[name], address)  # on a connection that was just opened
                    times[name].append(visit(clients[name], address))
        whole = {name: statistics.median(one[1] for one in some) for name, some in times.items()}
        found[f"{role} {path}"] = {
            "first": first["large"],
            "begun": statistics.median(one[0] for one in times["large"]),
            "ms": whole["large"],
            "queries": max(one[2] for one in times["large"]),
            "ratio": whole["large"] / whole["empty"] if "empty" in whole else 1.0,
        }
    return found


def start() -> None:
    """A new installation without parties: accounts, a statement that is in force, and everybody on the public list."""
    from django.contrib.auth import get_user_model

    from home.sample.statement import load_sample_statement
    from sharing.core.actor import acting
    from sharing.models import OrganisationSettings
    from sharing.parties.choices import Capacity
    from sharing.roles import ensure_accounts

    ensure_accounts(password="meting-wachtwoord")
    lawyer = get_user_model().objects.get(username=LAWYER)
    load_sample_statement(by=lawyer)
    organisation = OrganisationSettings.current()
    organisation.public_capacities = list(Capacity.values)
    with acting(by=lawyer, reason="Meting"):
        organisation.save()


def grow(*, parties: int, agreements: int, disclosures: int) -> None:
    """The register and the log at their size."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.utils import timezone

    from benchmarks import log_data
    from benchmarks.register import fill_register
    from benchmarks.world import World
    from cms.database import as_owner

    manager = get_user_model().objects.get(username=MANAGER)
    fill_register(by=manager, parties=parties, agreements=agreements, today=timezone.localdate())
    if disclosures:
        log_data.fill("uniform", disclosures, log_data.register(World()))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--parties", type=int, default=5_030)
    parser.add_argument("--agreements", type=int, default=10_031)
    parser.add_argument("--disclosures", type=int, default=20_000)
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    from django.db import connection

    from tests import throwaway

    with database() as server:
        start()
        # The database that was made is the large one; a copy of it stays as it is.
        connection.close()
        throwaway.copy_template(server.urls("postgres").superuser, "empty", throwaway.TEMPLATE)
        throwaway.point_django_at(server.urls(throwaway.TEMPLATE))
        grow(parties=options.parties, agreements=options.agreements, disclosures=options.disclosures)
        urls = {"empty": server.urls("empty"), "large": server.urls(throwaway.TEMPLATE)}
        large = measure(urls, options.visits)
    if options.json:
        print(json.dumps(large))
        return
    print(f"{'':<78}{'queries':>8}{'first':>8}{'begun':>8}{'median':>8}{'x empty':>9}")
    for name, one in large.items():
        export = "export=" in name
        slow = one["queries"] >= QUERIES or one["ms"] > MILLISECONDS
        mark = " !" if slow and not export else ""
        print(
            f"{name:<78}{one['queries']:>8.0f}{one['first']:>8.0f}{one['begun']:>8.0f}{one['ms']:>8.0f}"
            f"{one['ratio']:>9.1f}{mark}"
        )


if __name__ == "__main__":
    main()
