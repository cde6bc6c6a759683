"""Telling people what they have to do, and the secret addresses of their calendars: the only writers.

A mail is kept, with all that it tells, before it is sent, and marked as sent after (ADR 0037). Two processes at once
keep one of it; one that is killed in between leaves it without a mark, and nobody sends it again.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused
from sharing.core.holidays import is_working_day
from sharing.core.refusals import readable_refusals
from sharing.reminders.mail import reminder_for
from sharing.reminders.models import CalendarFeed, Reminder, ReminderMail
from sharing.reminders.queries import audience, hash_of, may_have_calendar, moments, told_of
from sharing.reminders.rules import Telling, to_tell

logger = logging.getLogger(__name__)


@dataclass
class Sent:
    """What one run did. ``uncertain`` and ``refused`` are user names, with why the server refused.

    ``server_away``: it could not be reached; whoever was left is told at a next run.
    """

    working_day: bool = True
    server_away: bool = False
    mails: int = 0
    reminders: int = 0
    without_address: list[str] = field(default_factory=list)
    uncertain: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def send_reminders(*, today: date, at: datetime) -> Sent:
    """Mail everybody what he has to be told that day; ``at`` is the instant that is kept with it.

    Nothing on a day that is no working day: what would have been told is told on the next one.
    """
    done = Sent(working_day=is_working_day(today))
    if not done.working_day:
        return done
    whose, found = audience(), moments(on=today)
    people = whose.people
    telling = to_tell(found, audiences=whose.per_kind, told=told_of(found), on=today)
    done.without_address = sorted(people[key].get_username() for key in telling if not people[key].email)
    mailed_today = set(ReminderMail.objects.filter(day=today).values_list("person_id", flat=True))
    waiting = [key for key in telling if people[key].email and key not in mailed_today]
    server = get_connection()
    try:
        for key in sorted(waiting):
            if done.server_away:
                break
            _tell(people[key], telling[key], server=server, today=today, at=at, done=done)
    finally:
        server.close()
    return done


def _tell(
    person: Any, tellings: Sequence[Telling], *, server: Any, today: date, at: datetime, done: Sent
) -> None:
    """Send one person his mail, unless another process is at it; keeps before sending, marks after."""
    message = reminder_for(person, tellings, today=today)
    try:
        message.message()
    except ValueError:  # an address that no mail can have
        done.refused[person.get_username()] = _("geen bruikbaar adres")
        logger.error("The address of account %s cannot be mailed", person.pk)
        return
    try:
        server.open()  # before anything is kept: a server that is away costs nobody his reminder
    except (OSError, SMTPException) as error:
        logger.error("The mail server cannot be reached: %s", type(error).__name__)
        done.server_away = True
        return
    mail = _claim(person, tellings, today=today, at=at)
    if mail is None:
        return
    try:
        server.send_messages([message])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        # The server said no: it has not taken the mail, so it may be offered again.
        mail.delete()
        done.refused[person.get_username()] = _why(refused)
        logger.error("The mail server refused the reminder of account %s: %s", person.pk, _why(refused))
        server.close()
    except (OSError, SMTPException) as error:
        done.uncertain.append(person.get_username())
        done.server_away = True  # it hung up, or does not answer: the others wait for a next run
        logger.error(
            "Whether the reminder of account %s was sent is not known: %s", person.pk, type(error).__name__
        )
        server.close()
    else:
        ReminderMail.objects.filter(pk=mail.pk).update(sent_at=at)
        done.mails += 1
        done.reminders += len(tellings)


def _claim(person: Any, tellings: Sequence[Telling], *, today: date, at: datetime) -> ReminderMail | None:
    """Keep the mail of this person and what it tells; None when it, or any of that, was kept already."""
    try:
        with transaction.atomic():
            mail = ReminderMail.objects.create(person=person, day=today, claimed_at=at)
            Reminder.objects.bulk_create(
                Reminder(
                    mail=mail,
                    person=person,
                    kind=moment.kind,
                    record=moment.record,
                    day=moment.day,
                    stage=stage.value,
                )
                for moment, stage in tellings
            )
    except IntegrityError:
        return None
    return mail


def _why(refused: SMTPException) -> str:
    """The number with which the server refused; its words may name the address."""
    if isinstance(refused, SMTPRecipientsRefused):
        return ", ".join(str(code) for code, _words in refused.recipients.values())
    return str(refused.smtp_code) if isinstance(refused, SMTPResponseException) else ""


def make_calendar_address(*, by: Actor, at: datetime, reason: str) -> str:
    """A new secret for the calendar of ``by``, shown once; an earlier one stops working. Raises Refused."""
    if not may_have_calendar(by):
        raise Refused(
            _(
                "Alleen wie overeenkomsten beheert of verzoeken van betrokkenen behandelt, heeft hier een agenda."
            )
        )
    secret = secrets.token_urlsafe(32)
    with readable_refusals(), acting(by=by, reason=reason):
        feed = CalendarFeed.objects.select_for_update().filter(person=by.pk).first()
        if feed is None:
            person: Any = by.pk
            feed = CalendarFeed(person_id=person)
        feed.secret_hash, feed.made_at = hash_of(secret), at
        feed.save()
    return secret


def withdraw_calendar_address(feed: CalendarFeed, *, by: Actor, reason: str) -> None:
    """The address stops working at once, and never works again."""
    with readable_refusals(), acting(by=by, reason=reason):
        CalendarFeed.objects.filter(pk=feed.pk).update(secret_hash=None)
