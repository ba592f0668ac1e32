"""What intake asks and tells the moves: which case a private message belongs to, and what people's posts change."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.channels.room.reading import NETWORK, SCHEME
from parlour.core.moves.listen import ENDED, UNDER_WAY, Addressee, Candidate, Remark, match
from parlour.core.moves.utterances import To, speaks_to
from parlour.core.nouns.surface import Surface
from parlour.store.cases import with_moves
from parlour.store.models import Case, Move, Post
from parlour.store.record import Happening, append
from parlour.usecases.consent import apply_remark
from parlour.usecases.our_words import answers_offer, our_words
from parlour.usecases.prove import heard_words
from parlour.usecases.reply_alias import cases_of_mails

LISTENING = (*UNDER_WAY, "declined", "lapsed", "cannot", "closed", "returned")


@dataclass(frozen=True, slots=True)
class HeardPost:
    """A post that was just assessed: numbers of the post, its case (None when it has none) and its author's handle.

    `network` is where it was heard; only a mail needs it told.
    """

    post: int
    case: int | None
    person: int
    surface: Surface
    text: str
    network: str = ""


def cases_for_private(brand_id: int, posts: Sequence[HeardPost]) -> dict[int, int]:
    """Post number → case number for private messages that answer an invitation made to this very person.

    A mail belongs where its address says. Others are matched by the author's exact address and the invitation's code,
    or by the author alone when exactly one move is under way; never by name. Posts that match nothing are left out.
    """
    people = {post.person for post in posts if post.surface is Surface.PRIVATE}
    if not people:
        return {}
    mails = cases_of_mails(brand_id, _mails(posts))
    rows = Move.objects.of(brand_id).filter(case__person__in=people)
    offers: dict[int, list[Candidate]] = {}
    for person, case, code, state in rows.values_list("case__person", "case", "code", "state"):
        offers.setdefault(person, []).append(Candidate(case, code, state))
    codes = _codes_of_rooms(brand_id, posts)
    matched = {
        # What is said in a room belongs to its matter, whatever other code is named in it.
        post.post: match(codes.get(post.post, post.text), offers.get(post.person, ()))
        for post in posts
        if post.surface is Surface.PRIVATE and post.person in offers
    }
    return {post: case for post, case in matched.items() if case is not None} | mails


def _mails(posts: Sequence[HeardPost]) -> list[int]:
    return [post.post for post in posts if post.network == MAIL and post.surface is Surface.PRIVATE]


def _codes_of_rooms(brand_id: int, posts: Sequence[HeardPost]) -> dict[int, str]:
    """Post number → code of the move in whose room it was said. No query where nothing was said in a room."""
    said = [post.post for post in posts if post.network == NETWORK]
    rows = Post.objects.of(brand_id).filter(pk__in=said, own=False)
    return {number: place.removeprefix(SCHEME) for number, place in rows.values_list("pk", "in_reply_to_uri")}


def hear(brand_id: int, posts: Sequence[HeardPost], *, at: datetime) -> None:
    """Let what people said change their moves; inside intake's transaction, after their cases are known.

    One query when none of these people was ever invited. Each post moves only the moves of its own author.
    """
    heard_words(brand_id, {post.post: post.text for post in posts}, at=at)
    invited = _invited(brand_id, {post.person for post in posts})
    if not invited:
        return
    moves = _locked(brand_id, invited)
    rows = Post.objects.of(brand_id).in_bulk([heard.post for heard in posts if heard.person in moves])
    answered = _answered(brand_id, rows.values())
    ours = our_words(brand_id, (move for held in moves.values() for move in held))
    happenings: list[Happening] = []
    mails = cases_of_mails(brand_id, _mails(posts))
    for one in posts:
        post = rows.get(one.post)
        heard = one if one.case is not None else replace(one, case=mails.get(one.post))
        if post is None:
            continue
        parent = answered.get(post.in_reply_to_uri)
        later = [move for move in moves[heard.person] if ours.come_before(post, move, text=heard.text, answered=parent)]
        move = _meant(heard, post, moves[heard.person], later)
        if move is not None:
            remark = _remark(heard, post, move, parent, names=ours.are_called(post, move))
            happenings += apply_remark(move, post, remark, at=at)
    append(brand_id, happenings, at=at)


def settled(brand_id: int, cases: Collection[int]) -> set[int]:
    """Those of these cases whose newest move has ended settled."""
    rows = Move.objects.of(brand_id).filter(case__in=cases).order_by("case", "-pk").distinct("case")
    return {case for case, state in rows.values_list("case", "state") if state in ENDED}


def _invited(brand_id: int, people: Collection[int]) -> set[int]:
    """The cases of these people that a word of theirs could move."""
    return set(with_moves(brand_id, people, states=LISTENING)) if people else set()


def _locked(brand_id: int, cases: Collection[int]) -> dict[int, list[Move]]:
    """The newest move of each case, by person, cases locked before moves."""
    held = {case.pk: case for case in Case.objects.of(brand_id).filter(pk__in=cases).order_by("pk").select_for_update()}
    rows = Move.objects.of(brand_id).filter(case__in=cases).order_by("case", "pk").select_for_update(of=("self",))
    newest = {move.case_id: move for move in rows}
    people: dict[int, list[Move]] = {}
    for number, move in newest.items():
        move.case = held[number]
        people.setdefault(move.case.person_id, []).append(move)
    return people


def _answered(brand_id: int, posts: Iterable[Post]) -> dict[str, Post]:
    uris = {post.in_reply_to_uri for post in posts} - {""}
    found = Post.objects.of(brand_id).filter(origin_uri__in=uris).select_related("outbox__case") if uris else ()
    return {post.origin_uri: post for post in found}


def _meant(heard: HeardPost, post: Post, moves: Sequence[Move], earlier: Sequence[Move]) -> Move | None:
    """The move this post can mean: of its own case, or of the thread it stands in; always one `earlier` than it."""
    if heard.surface is Surface.PRIVATE and post.conversation_id is None:
        return None
    meant = heard.case
    if meant is None and heard.surface is Surface.PRIVATE:
        meant = match(heard.text, [Candidate(move.case_id, move.code, move.state) for move in moves])
        meant = _of_ended_talk(post, moves) if meant is None else meant
    for move in earlier:
        same_thread = post.thread_id is not None and post.thread_id == move.case.thread_id
        if meant == move.case_id or same_thread:
            return move
    return None


def _of_ended_talk(post: Post, moves: Sequence[Move]) -> int | None:
    """The case whose talk had ended where this stands: in its room, else the newest of the conversation."""
    ended = [move for move in moves if move.state in ENDED]
    named = [move for move in ended if post.in_reply_to_uri == SCHEME + move.code]
    here = named or [move for move in ended if move.case.conversation_id == post.conversation_id]
    return max((move.case_id for move in here), default=None)


def _remark(heard: HeardPost, post: Post, move: Move, answered: Post | None, *, names: tuple[str, ...]) -> Remark:
    # A post that begins with somebody else's name is theirs, unless it answers us.
    addressee = Addressee.ANOTHER if speaks_to(heard.text, names) is To.ANOTHER else Addressee.UNKNOWN
    if answered is not None:
        addressee = Addressee.ANOTHER
        if answered.own:
            addressee = Addressee.US
        elif answered.author_id == post.author_id:
            addressee = Addressee.THEMSELVES
    return Remark(heard.surface, heard.text, addressee, answers_offer(move, answered), names)
