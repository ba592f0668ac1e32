"""Letters out: each is handed to the mail server until it takes it, a bounded number of times."""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from parlour.store.models import Mail
from parlour.store.notices import raise_notice
from parlour.usecases.house import House
from parlour.usecases.letters import write_due

AT_ONCE: Final = 50
MOST_ATTEMPTS: Final = 8
FIRST_WAIT: Final = 15
TIMEOUT: Final = 10
logger = logging.getLogger(__name__)


def post_due(house: House) -> int:
    """Write the letters asked for at doors, and hand over those that are due, AT_ONCE at most; how many were tried."""
    write_due(house)
    _let_go(at=house.clock())
    tried = 0
    while tried < AT_ONCE and _post_next(house):
        tried += 1
    return tried


def _post_next(house: House) -> bool:
    """One letter. It is marked as tried before it leaves: a crash in between costs a wait, not a second code."""
    now = house.clock()
    with transaction.atomic():
        due = Mail.objects.filter(state=Mail.State.WAITING, not_before__lte=now).order_by("not_before", "pk")
        letter = due.select_for_update(skip_locked=True).first()
        if letter is None:
            return False
        letter.attempts += 1
        letter.not_before = now + timedelta(seconds=FIRST_WAIT * 2 ** (letter.attempts - 1))
        letter.save(update_fields=["attempts", "not_before"])
    if why := _why_not(letter, at=now):
        _end(letter, Mail.State.FAILED, why, at=now)
        return True
    try:
        _hand_over(letter)
    except (OSError, smtplib.SMTPException, ValueError) as problem:  # ValueError: an address that is none
        _failed(letter, problem, at=now)
    else:
        _end(letter, Mail.State.SENT, "", at=now)
    return True


def _why_not(letter: Mail, *, at: datetime) -> str:
    """Why it is not tried any more; "" where it is. Whoever died over it each time left it at its last attempt."""
    if letter.worthless_from <= at:
        return "It came too late to be of use."
    return "It was tried too often." if letter.attempts > MOST_ATTEMPTS else ""


def _hand_over(letter: Mail) -> None:
    connection = get_connection(timeout=TIMEOUT) if "smtp" in settings.EMAIL_BACKEND else get_connection()
    message = EmailMessage(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.recipient], connection=connection
    )
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.send()


def _failed(letter: Mail, problem: Exception, *, at: datetime) -> None:
    refused = isinstance(problem, smtplib.SMTPRecipientsRefused | ValueError)
    if refused or letter.attempts >= MOST_ATTEMPTS:
        _end(letter, Mail.State.FAILED, f"{type(problem).__name__}", at=at)
        return
    Mail.objects.filter(pk=letter.pk).update(problem=type(problem).__name__)
    logger.warning("A letter was not taken (%s); it is tried again.", type(problem).__name__)


def _let_go(*, at: datetime) -> None:
    """Whom a letter went to, and under which head, stays no longer than the letter is worth."""
    past = (
        Mail.objects.filter(worthless_from__lte=at).exclude(state=Mail.State.WAITING).exclude(recipient="", subject="")
    )
    past.update(recipient="", subject="")


def _end(letter: Mail, state: Mail.State, problem: str, *, at: datetime) -> None:
    with transaction.atomic():
        ended = Mail.objects.filter(pk=letter.pk, state=Mail.State.WAITING)
        ended.update(state=state, problem=problem, body="", ended_at=at)
        if state == Mail.State.FAILED:
            words = f"A letter ({letter.purpose}) could not be delivered: {problem} Check the mail server's settings."
            raise_notice(letter.brand_id, "mail_failed", f"mail:{letter.pk}", words, at=at, case=letter.case_id)
