"""Words that are ready for the next step of a move: what each is for, and who writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from parlour.store.models import Case
from parlour.usecases.attack_path import NoContactError, suggest_final_word, suggest_offer, suggest_unverified
from parlour.usecases.claims import suggest_answer
from parlour.usecases.close import suggest_closure
from parlour.usecases.doorbell import NoRoomsError
from parlour.usecases.follow_up import suggest_follow_up
from parlour.usecases.house import House
from parlour.usecases.invite import suggest_invitation, suggest_room_invitation
from parlour.usecases.reply_alias import NoMailError, suggest_mail_invitation

Suggest = Callable[..., str]
_CLAIM: Final = "claim-"

_READY: Final[Mapping[str, tuple[str, Suggest]]] = {
    "invitation": ("invitation", suggest_invitation),
    "room": ("invitation", suggest_room_invitation),
    "email": ("invitation", suggest_mail_invitation),
    "followup": ("followup", suggest_follow_up),
    "closure": ("closure", suggest_closure),
    "offer": ("reply", suggest_offer),
    "unverified": ("reply", suggest_unverified),
    "final_word": ("final_word", suggest_final_word),
}


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """`kind` names the words asked for ("" when none are ready), `purpose` what the reply is in the case's story."""

    kind: str = ""
    purpose: str = "reply"
    text: str = ""


def ready_words(case: Case, kind: str, *, house: House) -> ReadyWords:
    """The words of this kind for this case; none for a kind that does not exist.

    None either for a room, mail or published contact where there is none. `claim-7` asks for those of a claim.
    """
    if case.thread_id is None:
        return ReadyWords()
    if kind.startswith(_CLAIM):
        return _of_claim(case, kind, house=house)
    if kind not in _READY:
        return ReadyWords()
    purpose, suggest = _READY[kind]
    try:
        return ReadyWords(kind, purpose, suggest(case, house=house))
    except (NoRoomsError, NoMailError, NoContactError):
        return ReadyWords()


def _of_claim(case: Case, kind: str, *, house: House) -> ReadyWords:
    number = kind.removeprefix(_CLAIM)[:9]
    text = suggest_answer(case, int(number), house=house) if number.isdecimal() else ""
    return ReadyWords(kind, "reply", text) if text else ReadyWords()
