import dataclasses
import json
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from sharing.core.commands import RegisterCommand
from sharing.core.exceptions import Refused
from sharing.log.emitting import emit_log


class Command(RegisterCommand):
    help = (
        "Stuurt wat er is vastgelegd naar het logboek dataverwerkingen van de organisatie (OTLP), op het adres in "
        "OTLP_ENDPOINT. Alleen wat sinds de eerste keer is vastgelegd; wat er eerder was, gaat met export_log. "
        "`run_jobs` doet dit elke minuut. Zie docs/logformaten.md."
    )

    def perform(self, **options: Any) -> dict[str, Any]:
        try:
            done = emit_log(at=timezone.now())
        except Refused as refused:
            if options["json"]:
                self.stdout.write(json.dumps({"ok": False, "message": str(refused)}, ensure_ascii=False))
            raise CommandError(str(refused), returncode=1) from None
        if done.sent:
            self.say(f"{done.sent} verstrekkingen naar het logboek gestuurd.")
        if done.refused:
            first, last = done.among
            raise CommandError(
                f"Het logboek heeft {done.refused} van de verstrekkingen {first} tot en met {last} niet bewaard, en "
                f"zegt daarover: {done.said or 'niets'}. Zij worden niet nog eens gestuurd; vraag wie dat logboek "
                "beheert waarom, en geef ze daarna met export_log.",
                returncode=1,
            )
        return dataclasses.asdict(done)
