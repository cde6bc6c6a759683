"""What every factory needs: who writes, on what day, and what a factory of a register derives from.

Registers are only written inside `acting`. A factory does that itself, as the user of `tester()`; inside a
test's own
`with acting(by=user, reason="…"):` it leaves actor and reason as they are.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from factory.django import DjangoModelFactory

from sharing.answers.models import private_storage
from sharing.core.actor import acting, system_user
from sharing.core.sealing import SealedWriter

PASSWORD = "een-lang-wachtwoord-voor-tests"
EARLY = date(2020, 1, 1)
NOON = datetime(2026, 3, 31, 10, 0, tzinfo=UTC)


def tester():
    """The user on whose name factories write."""
    found = get_user_model().objects.filter(username="testgegevens").first()
    if found is None:
        with as_operator():
            found = get_user_model().objects.create(username="testgegevens")
    return found


def sealed_file(folder: str = "inzage") -> str:
    """The name of a kept file of four bytes, sealed."""
    stream = io.BytesIO()
    writer = SealedWriter(stream)
    writer.write(b"%PDF")
    writer.close()
    return private_storage().save(f"{folder}/2026/voorbeeld", ContentFile(stream.getvalue()))


@contextmanager
def as_operator(reason: str = "Testgegevens") -> Iterator[None]:
    """Inside `acting` as the operator of the installation, who makes accounts and gives roles at once."""
    with acting(by=system_user(), reason=reason):
        yield


@contextmanager
def recorded() -> Iterator[None]:
    """Inside `acting`: the test's own when there is one, else that of `tester()`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('register.actor', true)")
        inside = bool(cursor.fetchone()[0])
    if inside:
        yield
    else:
        with acting(by=tester(), reason="Testgegevens"):
            yield


class OperatorFactory(DjangoModelFactory):
    """Writes as the operator: what takes two people, or nobody does for himself."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with as_operator():
            return super()._create(model_class, *args, **kwargs)


class RegisterFactory(DjangoModelFactory):
    """Writes inside `recorded`."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with recorded():
            return super()._create(model_class, *args, **kwargs)
