"""What is mailed about an account: a link to choose a password, and that an address was changed."""

import logging
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.exceptions import Refused

logger = logging.getLogger(__name__)


def password_link(user: Any) -> str:
    """Where this person chooses a password; once, and not for long. Raises Refused for an account of no person."""
    if not user.has_usable_password():
        raise Refused(_("Met dit account werkt een systeem; niemand meldt zich ermee aan."))
    key = {
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base + reverse("wagtailadmin_password_reset_confirm", kwargs=key)


def send_password_link(user: Any, *, by: Actor) -> None:
    """Mail somebody a link to choose a password: nobody chooses that of another. Raises Refused when it fails."""
    if not user.is_active:
        raise Refused(_("Dit account is niet actief; maak het eerst actief."))
    if not user.email:
        raise Refused(_("Dit account heeft geen e-mailadres; vul het eerst in."))
    words = {"user": user, "link": password_link(user), "days": settings.PASSWORD_RESET_TIMEOUT // 86_400}
    try:
        send_mail(
            _("Kies uw wachtwoord voor Verantwoord"),
            render_to_string("sharing/access/mail/password_link.txt", words),
            None,
            [user.email],
        )
    except OSError as error:
        logger.exception("The link for a password was not sent to account %s", user.pk)
        raise Refused(
            _(
                "De e-mail aan %(address)s is niet verstuurd. Probeer het later opnieuw; lukt het niet, dan maakt de "
                "beheerder van de server een link: bin/manage password_link %(name)s."
            )
            % {"address": user.email, "name": user.get_username()}
        ) from error
    logger.info("Account %s sent a link for a password to account %s", by.pk, user.pk)


def tell_old_address(account: Any, address: str) -> None:
    """Once the change is stored: whoever takes over an account would otherwise do so unseen."""
    if address:
        transaction.on_commit(partial(_tell, account, address))


def _tell(account: Any, address: str) -> None:
    words = {"user": account, "address": account.email}
    try:
        send_mail(
            _("Uw e-mailadres in Verantwoord is gewijzigd"),
            render_to_string("sharing/access/mail/address_changed.txt", words),
            None,
            [address],
        )
    except OSError:
        logger.exception("The old address of account %s got no message", account.pk)
