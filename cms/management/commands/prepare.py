import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.management import BaseCommand
from django.db import transaction
from django.utils import timezone

from cms.users.permission_names import name_permissions
from home.public.installing import (
    ensure_site,
    load_sample_statement,
    make_legal_review,
    statement_exists,
)
from sharing.public import (
    LEGAL_REVIEW,
    ensure_accounts,
    ensure_roles,
    load_letter_templates,
    load_reference_data,
    load_sample_log,
    load_sample_register,
    register_is_empty,
    system_user,
)


class Command(BaseCommand):
    help = (
        "Laadt wat elke installatie nodig heeft: vaste gegevens, rollen, de juridische toets, accounts en, "
        "in een lege database, voorbeeldverklaring en voorbeeldregister. Herhaalbaar: wat er is, blijft. "
        "Schrijft als JSON de wachtwoorden die nu zijn gezet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-accounts", action="store_true", help="maak geen voorbeeldaccounts")
        parser.add_argument("--no-sample", action="store_true", help="laad geen voorbeeldgegevens")

    def handle(self, **options: Any) -> None:
        # All or nothing: a password that was made is always shown.
        with transaction.atomic():
            passwords = self._prepare(**options)
        if not options["no_accounts"]:
            self.stdout.write(json.dumps(passwords))

    def _prepare(self, *, no_accounts: bool, no_sample: bool, **options: Any) -> dict[str, str]:
        # Nobody worked here yet: no text and no register of any kind.
        empty = not no_sample and settings.SAMPLE_DATA and register_is_empty() and not statement_exists()
        facts = load_reference_data(by=system_user(), reason="Vaste gegevens van deze uitgave")
        letters = load_letter_templates(by=system_user(), reason="Teksten van brieven van deze uitgave")
        if options["verbosity"] > 1:
            for sentence in (*facts.differing, *letters.differing):
                self.stderr.write(sentence)
        name_permissions()
        ensure_roles(page=ensure_site().get_parent())
        make_legal_review(name=LEGAL_REVIEW)
        passwords = {} if no_accounts else ensure_accounts(password=settings.ROLE_PASSWORD)
        if empty:
            now = timezone.now()
            manager, lawyer = _account("contractbeheerder"), _account("jurist")
            load_sample_register(by=manager, lawyer=lawyer, today=timezone.localdate(now))
            load_sample_statement(by=lawyer)
            load_sample_log(by=lawyer, at=now)
        return passwords


def _account(username: str) -> AbstractUser:
    return get_user_model().objects.filter(username=username).first() or system_user()
