from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as DjangoCreateSuperuser

from sharing.public import operating


class Command(DjangoCreateSuperuser):
    """Django's own, recorded as the operator's work: such an account passes all roles."""

    def handle(self, *args: Any, **options: Any) -> None:
        with operating("Opdrachtregel: createsuperuser"):
            super().handle(*args, **options)
