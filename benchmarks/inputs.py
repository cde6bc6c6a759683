"""How long it takes to write a select, as Django's own templates do it and as ours do.

    .venv/bin/python -m benchmarks.inputs [--options 50 250 2000] [--rounds 15]

Processor time, the least of all rounds, in turns; the ratio says how many of ours fit in one of Django's.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial


def least(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of processor time of the quickest round."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return 1000 * min(found)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--options", type=int, nargs="+", default=[50, 250, 2000])
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django  # settings first

    django.setup()
    from django.forms import Select
    from django.forms.renderers import DjangoTemplates, get_default_renderer

    theirs, ours = DjangoTemplates(), get_default_renderer()
    for number in given.options:
        select = Select(choices=[(f"{code:05}", f"Keuze {code}") for code in range(number)])
        took = []
        for renderer in (theirs, ours):
            write = partial(select.render, "keuze", "00007", {"id": "keuze"}, renderer)
            write()
            took.append(least(write, given.rounds))
        print(
            f"{number:6} options: Django's {took[0]:7.1f} ms, ours {took[1]:7.1f} ms, {took[0] / took[1]:4.1f} x"
        )


if __name__ == "__main__":
    main()
