"""The letters that let somebody in: written apart from the page at the door, which must not tell who is known."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext, override

from parlour.core.moves.policy import seconds_in
from parlour.store.live import MAIL_CHANNEL, wake
from parlour.store.models import Doorbell, Mail, Proof
from parlour.store.secrets import UnreadableSecretError, open_secret
from parlour.usecases.house import House
from parlour.usecases.knocks import may_knock
from parlour.usecases.private_way import room_account
from parlour.usecases.prove import KEY_SECONDS, code_digest, make_key
from parlour.usecases.proven import address_digest, address_on_file

LETTERS_A_DAY: Final = 20
"""Letters one doorbell makes in a day, however many browsers ask: a hundred guesses of a million codes."""
LETTERS_AN_HOUR: Final = 5
"""No more, so that nobody fills another's mailbox; the link in each letter counts for a day, without its code."""
AT_ONCE: Final = 50
_HOUR: Final = 3600
_DAY: Final = 86_400
_DIGITS: Final = 6
_LONGEST_NAME: Final = 120


def write_due(house: House) -> int:
    """Write to those who typed the address we have on file, AT_ONCE at most; how many were looked at.

    What was typed is let go in any case.
    """
    with transaction.atomic():
        waiting = Proof.objects.exclude(typed=b"").select_related("doorbell__move__case__person__customer")
        proofs = list(waiting.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
        for proof in proofs:
            _answer(proof, house)
    return len(proofs)


def _answer(proof: Proof, house: House) -> None:
    now, typed = house.clock(), _typed(proof)
    proof.typed = b""
    known = address_on_file(proof.doorbell.move.case)
    if known and known == typed and proof.expires_at > now and _may_write(proof.doorbell, house):
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        proof.code_digest, proof.address_digest = code_digest(proof, code), address_digest(known)
        _write_letter(proof, make_key(proof, at=now), code, recipient=known, at=now)
    proof.save(update_fields=["typed", "code_digest", "address_digest"])


def _typed(proof: Proof) -> str:
    try:
        return open_secret(bytes(proof.typed)).casefold()
    except UnreadableSecretError:
        return ""  # the key was changed meanwhile: whoever waits asks again


def _may_write(bell: Doorbell, house: House) -> bool:
    return may_knock(f"letters an hour:{bell.pk}", most=LETTERS_AN_HOUR, seconds=_HOUR, house=house) and may_knock(
        f"letters:{bell.pk}", most=LETTERS_A_DAY, seconds=_DAY, house=house
    )


def _write_letter(proof: Proof, key: str, code: str, *, recipient: str, at: datetime) -> None:
    case = proof.doorbell.move.case
    rooms = room_account(case.brand_id)
    assert rooms is not None, "where a doorbell hangs there are rooms"
    with override(case.language.partition("-")[0] or "en"):
        # Subjects show on locked screens and in lists: the code stands in the letter alone.
        subject = gettext("Your code from %(company)s") % {"company": " ".join(case.brand.name.split())[:_LONGEST_NAME]}
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
