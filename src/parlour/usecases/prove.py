"""At the door of a room: the person proves who they are, with a code mailed to them or by their own account."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac

from parlour.core.moves.codes import CODE_BYTES, code_alone, code_from, codes_in
from parlour.core.moves.policy import seconds_in
from parlour.store.live import MAIL_CHANNEL, announce, wake
from parlour.store.models import Brand, Case, ChannelAccount, Doorbell, Post, Proof, RoomKey
from parlour.store.record import Happening, append
from parlour.store.secrets import seal_secret
from parlour.usecases import tokens
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock

CODE_SECONDS: Final = 600
KEY_SECONDS: Final = 86_400
MOST_TRIES: Final = 5
PROOFS_AT_ONCE: Final = 5
COOL_DOWN: Final = 900


class WrongCodeError(Exception):
    """This is not the code; `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} tries are left.")
        self.left = left


class TooManyTriesError(Exception):
    """This code counts no more; a new one may be asked for at `until`. Other browsers are not held up by it."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Ask for a new code at {until.isoformat()}.")
        self.until = until


def by_email(bell: Doorbell, address: str, *, browser: bytes, house: House) -> Proof:
    """Somebody says their address is this. `letters` looks whether it is the one on file, and writes there.

    Nothing is looked up here: how long an answer takes must not tell either. browser: digest of the cookie of the
    browser that asks. Raises TooManyTriesError.
    """
    _hold_up(bell, browser, house)
    with transaction.atomic():
        proof = _asked(bell, Proof.Kind.EMAIL, browser, typed=seal_secret(address.strip()), at=house.clock())
        wake(MAIL_CHANNEL)
    return proof


def by_account(bell: Doorbell, *, browser: bytes, house: House) -> Proof:
    """Somebody will write `words` of the proof from the account that wrote to us. Raises TooManyTriesError."""
    _hold_up(bell, browser, house)
    with transaction.atomic():
        return _asked(bell, Proof.Kind.ACCOUNT, browser, at=house.clock())


def type_code(number: int, code: str, *, browser: bytes, house: House) -> str:
    """The key's token, when this is the code of the proof and this browser asked for it.

    Raises WrongCodeError or TooManyTriesError; a proof without a code, of another browser or of long ago answers as a
    wrong code does.
    """
    now = house.clock()
    with transaction.atomic():
        found = Proof.objects.select_related("doorbell").select_for_update(of=("self",)).filter(pk=number)
        proof = found.filter(kind=Proof.Kind.EMAIL, browser=browser).first()
        if proof is None:
            raise WrongCodeError(MOST_TRIES - 1)
        right = _is_right(proof, code, at=now)
        if right and proof.tries < MOST_TRIES:
            if proof.proven_at is None:
                _prove(proof, at=now)
            return _key_token(proof)
        proof.tries = min(MOST_TRIES, proof.tries + 1)
        proof.save(update_fields=["tries"])
    if proof.tries >= MOST_TRIES:
        raise TooManyTriesError(now + timedelta(seconds=COOL_DOWN))
    raise WrongCodeError(MOST_TRIES - proof.tries)


def key_of(number: int, *, browser: bytes, house: House) -> str | None:
    """The key's token of a proof by account that was heard, for the browser that asked; None until then."""
    del house  # what was heard stands in the proof
    proof = Proof.objects.filter(pk=number, kind=Proof.Kind.ACCOUNT, browser=browser, proven_at__isnull=False).first()
    return None if proof is None else _key_token(proof)


def heard_words(brand: int, texts: Mapping[int, str], *, at: datetime) -> None:
    """Prove who stands at a door by what was just posted (post number → words); in intake's transaction.

    A pair of words counts once, while it is fresh, for the person whose door it is, and only where they posted nothing
    else: from their own account, to us or to nobody. Said in any other way, by anybody, the pair is spent: somebody who
    asks a customer what two words mean does not come in by the answer. No query is made where nobody posted words of
    such a shape.
    """
    said = [(words, post) for post, text in texts.items() for words in codes_in(text)]
    if not said:
        return
    rows = Proof.objects.of(brand).filter(kind=Proof.Kind.ACCOUNT, proven_at=None, expires_at__gt=at)
    asked = rows.filter(words__in={words for words, _ in said}).order_by("pk").select_for_update(of=("self",))
    waiting = {proof.words: proof for proof in asked.select_related("doorbell__move__case__brand")}
    posts = Post.objects.of(brand).in_bulk({post for words, post in said if words in waiting})
    for words, number in said:
        proof = waiting.pop(words, None)
        if proof is not None and _is_their_sign(proof, posts[number], texts[number]):
            proof.post = posts[number]
            _prove(proof, at=at)
            make_key(proof, at=at)
        elif proof is not None:
            _spend(proof, posts[number], at=at)


def _is_their_sign(proof: Proof, post: Post, text: str) -> bool:
    """Whether the person of the door posted these words and nothing else, from the account we know, to no third."""
    case = proof.doorbell.move.case
    if post.author_id != case.person_id or post.network != case.person.network:
        return False
    ours = ChannelAccount.objects.of(proof.brand_id).filter(network=post.network).values_list("address", flat=True)
    names = {name for address in ours for name in (address, address.partition("@")[0])}
    return code_alone(text, addressed=names) == proof.words and not _answers_another(post, case)


def _answers_another(post: Post, case: Case) -> bool:
    """Whether a post answers somebody who is neither of the two who talk; an answer to the unknown does."""
    if not post.in_reply_to_uri:
        return False
    answered = Post.objects.of(post.brand_id).filter(network=post.network, origin_uri=post.in_reply_to_uri).first()
    return answered is None or not (answered.own or answered.author_id == case.person_id)


def _spend(proof: Proof, post: Post, *, at: datetime) -> None:
    proof.expires_at = at
    proof.save(update_fields=["expires_at"])
    told = {"kind": proof.kind, "proof": proof.pk}
    happening = Happening(f"case:{proof.doorbell.move.case_id}", "proof_spent", "system", f"post:{post.pk}", told)
    append(proof.brand_id, [happening], at=at)


def _hold_up(bell: Doorbell, browser: bytes, house: House) -> None:
    """A browser that asks again and again waits; nobody else does."""
    if not may_knock(f"door:{bell.pk}:{browser.hex()}", most=PROOFS_AT_ONCE, seconds=COOL_DOWN, house=house):
        raise TooManyTriesError(house.clock() + timedelta(seconds=COOL_DOWN))


def _asked(bell: Doorbell, kind: Proof.Kind, browser: bytes, *, typed: bytes = b"", at: datetime) -> Proof:
    brand: Brand = bell.move.case.brand
    seconds = seconds_in(brand.settings, "code_seconds", CODE_SECONDS)
    words = code_from(secrets.token_bytes(CODE_BYTES)) if kind is Proof.Kind.ACCOUNT else ""
    proof = Proof.objects.create(
        brand=brand,
        doorbell=bell,
        kind=kind,
        browser=browser,
        words=words,
        typed=typed,
        made_at=at,
        expires_at=at + timedelta(seconds=seconds),
    )
    told = Happening(
        f"case:{bell.move.case_id}", "proof_asked", "guest", payload={"kind": str(kind), "proof": proof.pk}
    )
    append(brand.pk, [told], at=at)
    return proof


def _is_right(proof: Proof, code: str, *, at: datetime) -> bool:
    """Every try costs the same, whether there is a code or not."""
    equal = tokens.same(code_digest(proof, "".join(code.split())), bytes(proof.code_digest))
    return equal and proof.expires_at > at


def code_digest(proof: Proof, code: str) -> bytes:
    """Keyed: six digits are soon tried through by whoever reads the table."""
    return salted_hmac("parlour.code", f"{proof.pk}:{code}", algorithm="sha256").digest()


def _prove(proof: Proof, *, at: datetime) -> None:
    proof.proven_at = at
    proof.save(update_fields=["proven_at", "post"])
    case = proof.doorbell.move.case_id
    told = {"kind": proof.kind, "proof": proof.pk}
    cause = f"post:{proof.post_id}" if proof.post_id else ""
    append(proof.brand_id, [Happening(f"case:{case}", "proof_given", "guest", cause, told)], at=at)
    announce(proof.brand_id, [case])


def make_key(proof: Proof, *, at: datetime) -> str:
    """The key of a proof, and its token, which is kept nowhere."""
    seconds = seconds_in(proof.doorbell.move.case.brand.settings, "key_seconds", KEY_SECONDS)
    token = _key_token(proof)
    RoomKey.objects.create(
        brand_id=proof.brand_id,
        proof=proof,
        digest=tokens.digest(token),
        made_at=at,
        expires_at=at + timedelta(seconds=seconds),
    )
    return token


def _key_token(proof: Proof) -> str:
    return tokens.derived("parlour.key", f"{proof.pk}:{proof.made_at.isoformat()}")
