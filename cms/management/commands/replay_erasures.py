"""Bring a restored database level with the journal of erasures (ADR 0051)."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from cms.database import as_owner
from sharing import public


class Command(public.RegisterCommand):
    help = (
        "Wist in een herstelde back-up opnieuw wat sindsdien is vernietigd, volgens het journaal buiten de database "
        "(ERASURE_JOURNAL, ERASURE_JOURNAL_COPY). Alles of niets; nog een keer uitvoeren kan geen kwaad. Zolang de "
        "database achterloopt, gaat het product niet open."
    )

    def perform(self, **options: Any) -> dict[str, Any]:
        try:
            with as_owner():
                done = public.replay(at=timezone.now())
        except ImproperlyConfigured as error:
            raise public.Refused(str(error)) from error
        files = public.remove_files(by=public.system_user(), reason="Opnieuw vernietigd na een herstel")
        self.say(
            f"{done} vernietigingen herhaald en {files} bestanden verwijderd."
            if done or files
            else "De database is gelijk met het journaal; er is niets te doen."
        )
        return {"erasures": done, "files": files}
