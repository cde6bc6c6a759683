"""A mail server of our own on this machine."""

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings


class Mailbox:
    """What the server takes; ``answers`` says per address what it answers instead of taking it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.hang_up_after = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.hang_up_after:
            server.transport.close()  # taken, and nobody is told
        return "250 OK"

    def to(self) -> list[str]:
        """Whom was mailed, in order of the addresses."""
        return sorted(str(mail["To"]) for mail in self.mails)


@pytest.fixture
def mailbox(settings: LazySettings) -> Iterator[Mailbox]:
    """A real SMTP server, that the product is told to use."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 10
    yield box
    controller.stop()
