"""What the desk shows of agreed times, and of mails somebody wrote from an address nobody knows."""

from dataclasses import dataclass
from typing import Final

from parlour.core.moves.ways import Way, offered_in
from parlour.store.models import AgreedTime, ArrivedMail, Case, Move, MoveState, Post, PostText
from parlour.usecases.agreed_time import evidence_for, standing_time, when_said
from parlour.usecases.mail_in import shown_sender
from parlour.usecases.strange_mail import says_it_is_theirs, strangers_mails

MEETING: Final = (MoveState.OFFERED, MoveState.CONSENTED, MoveState.OPEN)
SHOWN: Final = 80
"""Letters of a post by which an agent knows it again."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One post of the person that may show that they agree."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Strange:
    """A mail nobody can vouch for, who read it, and the posts of the person that came after it.

    `named`: it says that it is from an address of theirs, and no mail server of ours vouches for that.
    """

    number: int
    sender: str
    named: bool
    readers: tuple[str, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The time that stands, said in the brand's zone, or what can be proposed; and strangers' mails.

    `kinds` are the ways a time may be proposed for, none where it may not be.
    """

    time: AgreedTime | None = None
    when: str = ""
    zone: str = ""
    choices: tuple[Choice, ...] = ()
    kinds: tuple[str, ...] = ()
    strange: tuple[Strange, ...] = ()

    @property
    def agreed(self) -> bool:
        return self.time is not None and self.time.state == AgreedTime.State.AGREED


def meeting_of(case: Case, move: Move | None) -> Meeting:
    """No query for a case that was never invited, two and one for each list of posts for others."""
    if move is None:
        return Meeting()
    strange = tuple(_strange(case, move, mail) for mail in strangers_mails(case))
    if move.state not in MEETING:
        return Meeting(strange=strange)
    time, zone = standing_time(move), case.brand.time_zone
    if time is None:
        return Meeting(kinds=_kinds(case, move), zone=zone, strange=strange)
    choices = _choices(evidence_for(case, move)) if time.state == AgreedTime.State.PROPOSED else ()
    return Meeting(time, when_said(time, language="en"), zone, choices, _kinds(case, move), strange)


def _kinds(case: Case, move: Move) -> tuple[str, ...]:
    """The ways by which the two can meet: those the brand offers, and the one they were invited by."""
    try:
        offered = {*offered_in(case.brand.settings), move.way}
    except ValueError:
        offered = {move.way}
    return tuple(str(way) for way in (Way.CALL, Way.VISIT) if way in offered)


def _strange(case: Case, move: Move, mail: ArrivedMail) -> Strange:
    after = [post for post in evidence_for(case, move) if post.created_at >= mail.arrived_at]
    looks = sorted(mail.looks.all(), key=lambda look: look.pk)
    readers = tuple(dict.fromkeys(str(look.agent) for look in looks))
    return Strange(mail.pk, shown_sender(mail), says_it_is_theirs(mail, case), readers, _choices(after))


def _choices(posts: list[Post]) -> tuple[Choice, ...]:
    if not posts:
        return ()
    texts = PostText.objects.of(posts[0].brand_id).filter(post__in=[post.pk for post in posts])
    words = {(text.post_id, text.version): text.text for text in texts}
    return tuple(Choice(post.pk, words.get((post.pk, post.version), "")[:SHOWN]) for post in posts)
