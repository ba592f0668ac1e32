"""Until when the next step of a private talk is due: an answer of ours, or of theirs."""

import logging
from datetime import datetime, timedelta
from typing import Final

from parlour.core.moves.policy import seconds_in
from parlour.store.models import Brand, Move, Way
from parlour.usecases.business_hours import due_in_business

logger = logging.getLogger(__name__)

ANSWER_SECONDS: Final = 2 * 3600
"""Business seconds somebody who agreed, or wrote, waits for our words (`talk_answer_seconds`)."""
TALK_SECONDS: Final = 72 * 3600
"""Seconds a talk waits for the person's next step (`talk_seconds`)."""


def ours(brand: Brand, at: datetime) -> datetime:
    """When our words are due, in the brand's business hours, where it is our turn since `at`."""
    return due_in_business(brand, at, _seconds(brand, "talk_answer_seconds", ANSWER_SECONDS))


def theirs(brand: Brand, at: datetime) -> datetime:
    """Until when the person is waited for, where it is their turn since `at`."""
    return at + timedelta(seconds=_seconds(brand, "talk_seconds", TALK_SECONDS))


def after_consent(move: Move, at: datetime) -> datetime:
    """Whoever agreed to come into a room is waited for there; to anybody else we write."""
    return (theirs if move.way == Way.ROOM else ours)(move.case.brand, at)


def after_their_words(move: Move, at: datetime) -> datetime:
    """Our answer is due since the first of their words that waits for one."""
    due, known = ours(move.case.brand, at), move.deadline
    return known if known is not None and at < known < due else due


def _seconds(brand: Brand, name: str, usual: int) -> int:
    """Nobody's words may be kept from being heard by a setting nobody can read; the log names it."""
    try:
        return seconds_in(brand.settings, name, usual)
    except ValueError as error:
        logger.error("The deadlines of talks of %s are the usual ones: %s", brand, error)
        return usual
