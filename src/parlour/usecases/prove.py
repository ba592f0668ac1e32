"""At the door of a room: the person proves who they are, with a code mailed to them or by their own account."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext, override

from parlour.core.moves.codes import CODE_BYTES, code_from, codes_in
from parlour.core.moves.policy import seconds_in
from parlour.store.live import MAIL_CHANNEL, announce, wake
from parlour.store.models import Brand, Doorbell, Mail, Post, Proof, RoomKey
from parlour.store.record import Happening, append
from parlour.usecases import tokens
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.private_way import room_account

CODE_SECONDS: Final = 600
KEY_SECONDS: Final = 86_400
MOST_TRIES: Final = 5
LETTERS_A_DAY: Final = 20
"""Letters one doorbell makes in a day, however many browsers ask: a hundred guesses of a million codes."""
PROOFS_AT_ONCE: Final = 5
COOL_DOWN: Final = 900
_DIGITS: Final = 6


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
    """Somebody says their address is this. If it is the one on file a letter goes there; what is seen is the same.

    browser: digest of the cookie of the browser that asks. Raises TooManyTriesError.
    """
    _hold_up(bell, browser, house)
    now = house.clock()
    with transaction.atomic():
        proof = _asked(bell, Proof.Kind.EMAIL, browser, at=now)
        known = _address_on_file(bell)
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        sent = known != "" and known == address.strip().casefold()
        if sent and may_knock(f"letters:{bell.pk}", most=LETTERS_A_DAY, seconds=86_400, house=house):
            proof.code_digest = _code_digest(proof, code)
            proof.save(update_fields=["code_digest"])
            key = _make_key(proof, at=now)
            _write_letter(proof, key, code, recipient=known, at=now)
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

    A pair of words counts for the person whose door it is and nobody else, once, while it is fresh. No query is made
    where nobody posted words of such a shape.
    """
    said = {words: post for post, text in texts.items() for words in codes_in(text)}
    if not said:
        return
    rows = Proof.objects.of(brand).filter(kind=Proof.Kind.ACCOUNT, words__in=said, proven_at=None, expires_at__gt=at)
    posts = Post.objects.of(brand).in_bulk(set(said.values()))
    waiting = rows.select_related("doorbell__move__case__brand").select_for_update(of=("self",)).order_by("pk")
    for proof in waiting:
        post = posts[said[proof.words]]
        if post.author_id == proof.doorbell.move.case.person_id:
            proof.post = post
            _prove(proof, at=at)
            _make_key(proof, at=at)


def _hold_up(bell: Doorbell, browser: bytes, house: House) -> None:
    """A browser that asks again and again waits; nobody else does."""
    if not may_knock(f"door:{bell.pk}:{browser.hex()}", most=PROOFS_AT_ONCE, seconds=COOL_DOWN, house=house):
        raise TooManyTriesError(house.clock() + timedelta(seconds=COOL_DOWN))


def _asked(bell: Doorbell, kind: Proof.Kind, browser: bytes, *, at: datetime) -> Proof:
    brand: Brand = bell.move.case.brand
    seconds = seconds_in(brand.settings, "code_seconds", CODE_SECONDS)
    words = code_from(secrets.token_bytes(CODE_BYTES)) if kind is Proof.Kind.ACCOUNT else ""
    proof = Proof.objects.create(
        brand=brand,
        doorbell=bell,
        kind=kind,
        browser=browser,
        words=words,
        made_at=at,
        expires_at=at + timedelta(seconds=seconds),
    )
    told = Happening(
        f"case:{bell.move.case_id}", "proof_asked", "guest", payload={"kind": str(kind), "proof": proof.pk}
    )
    append(brand.pk, [told], at=at)
    return proof


def _address_on_file(bell: Doorbell) -> str:
    customer = bell.move.case.person.customer
    return "" if customer is None else customer.email.strip().casefold()


def _is_right(proof: Proof, code: str, *, at: datetime) -> bool:
    """Every try costs the same, whether there is a code or not."""
    equal = tokens.same(_code_digest(proof, "".join(code.split())), bytes(proof.code_digest))
    return equal and proof.expires_at > at


def _code_digest(proof: Proof, code: str) -> bytes:
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


def _make_key(proof: Proof, *, at: datetime) -> str:
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


def _write_letter(proof: Proof, key: str, code: str, *, recipient: str, at: datetime) -> None:
    case = proof.doorbell.move.case
    rooms = room_account(case.brand_id)
    assert rooms is not None, "where a doorbell hangs there are rooms"
    with override(case.language.partition("-")[0] or "en"):
        subject = gettext("Your code: %(code)s") % {"code": f"{code[:3]} {code[3:]}"}
        body = gettext(
            "Hello,\n\n"
            "you, or somebody who gave your address, would like to talk with %(company)s in private.\n\n"
            "Your code: %(code)s (for %(minutes)s minutes)\n\n"
            "Or open this page on any phone, and press the button there:\n%(link)s\n\n"
            "If this was not you, there is nothing to do: nobody can come in without this letter.\n"
        ) % {
            "company": case.brand.name,
            "code": f"{code[:3]} {code[3:]}",
            "minutes": int((proof.expires_at - at).total_seconds()) // 60,
            "link": f"{rooms.settings['base_url'].rstrip('/')}/room/key/{key}/",
        }
    seconds = seconds_in(case.brand.settings, "key_seconds", KEY_SECONDS)
    Mail.objects.create(
        brand_id=proof.brand_id,
        case=case,
        purpose="code",
        recipient=recipient,
        subject=subject,
        body=body,
        made_at=at,
        not_before=at,
        worthless_from=at + timedelta(seconds=seconds),
    )
    wake(MAIL_CHANNEL)
