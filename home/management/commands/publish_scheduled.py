"""Wagtail's command of the same name: one publication that is refused holds up no other, and is told."""

from typing import Any

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Page

from home.models import written_pages
from home.publication.due import publish_due


class Command(WagtailCommand):
    help = (
        "Publiceert wat op of voor nu gepland is. Draait vanzelf mee met bin/start; laat het in productie elke minuut "
        "draaien (docs/operations.md)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        now = timezone.now()
        kept = [page.pk for page in written_pages()]  # their versions hold until the next one
        for page in Page.objects.filter(live=True, expire_at__lt=now).exclude(pk__in=kept):
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        count = publish_due(at=now)
        if count and options["verbosity"] > 1:
            self.stdout.write(f"{count} gepubliceerd.")
