"""What a case's page shows of somebody who attacks: how far we are, which words are ready, what answers a claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as later

from parlour.core.moves.attack import Next
from parlour.store.models import Case
from parlour.usecases.attack_path import AttackPath, attack_path, is_unverified
from parlour.usecases.claims import Answer, matching
from parlour.usecases.correct import Spoken
from parlour.usecases.house import House

SAYS: Final = {
    Next.OFFER: later("%(name)s attacks. Offer help once; never question or argue."),
    Next.OFFER_AGAIN: later("%(name)s attacks again. Offer help once more, in other words."),
    Next.FINAL_WORD: later("Help was offered twice. Say a final word that leaves the door open, then let it rest."),
    Next.WAIT: later("Our offer stands. Nothing more is said until %(name)s answers."),
    Next.REST: later("A final word stands. Press Done, and let it rest."),
}
WORDS: Final = {
    Next.OFFER: ("offer", later("Offer help")),
    Next.OFFER_AGAIN: ("offer", later("Offer help in other words")),
    Next.FINAL_WORD: ("final_word", later("Say a final word")),
    Next.WAIT: ("final_word", later("Say a final word instead")),
}


@dataclass(frozen=True, slots=True)
class AttackPanel:
    """`says` is the sentence for the next step ("" where nobody attacks), `words` the kind of words that are ready.

    `open_end`: closing now would leave them without a way back. `answers` are from the claim sheet.
    """

    says: str = ""
    words: str = ""
    label: str = ""
    main: bool = False
    open_end: bool = False
    resting: bool = False
    unverified: bool = False
    answers: tuple[Answer, ...] = ()

    @property
    def shown(self) -> bool:
        return bool(self.says or self.resting or self.answers)


def attack_panel(case: Case, spoken: Sequence[Spoken], *, house: House) -> AttackPanel:
    """How a case stands on the path of those who attack, by what was judged of it; nothing for a private one."""
    if case.thread_id is None:
        return AttackPanel(unverified=is_unverified(case))
    path = attack_path(case, spoken, house=house)
    words, label = WORDS.get(path.next, ("", "")) if path.next else ("", "")
    return AttackPanel(
        says=_says(case, path),
        words=words,
        label=gettext(label) if label else "",
        main=path.next is not Next.WAIT,
        open_end=path.standing.attacking and not path.standing.closable and case.state != "resolved",
        resting=case.resting_at is not None,
        unverified=is_unverified(case),
        answers=tuple(matching(case, house=house)),
    )


def _says(case: Case, path: AttackPath) -> str:
    if path.next is None or case.resting_at is not None:
        return ""
    return gettext(SAYS[path.next]) % {"name": str(case.person)}
