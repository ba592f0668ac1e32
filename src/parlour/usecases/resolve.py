"""Calling a case done, and taking that back. Nobody who attacks is left without a way back to us."""

from typing import Final

from django.db import transaction

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.core.rights import may
from parlour.store.live import announce
from parlour.store.models import Agent, Case
from parlour.store.record import Happening, append
from parlour.usecases.approve import roles_of
from parlour.usecases.attack_path import AttackPath, attack_path
from parlour.usecases.house import House
from parlour.usecases.wake import wake_case

NO_FINAL_WORD: Final = (
    "They attacked, and nobody has left them a way back yet. Send a final word first: it leaves the door open and "
    "names a contact. A supervisor may close it without one, with a written reason."
)


class NoFinalWordError(Exception):
    """A case is not closed on somebody who attacks without a final word; the message says what to do."""


def resolve(case: Case, *, agent: Agent, house: House, reason: str = "") -> Case:
    """Take the case out of the queue for good; it returns by itself when the person writes.

    Where they attack, a public reply of ours must have left the door open and named a contact, or a supervisor gives a
    `reason`; the case is then at rest, and only words in earnest bring it back. Raises IllegalStepError,
    NoFinalWordError.
    """
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        held.state = after_case_step(held.state, CaseStep.RESOLVED)
        path = attack_path(held, house=house)
        without = path.standing.attacking and not path.standing.closable
        if without:
            _check_without(held, agent, path, reason.strip())
        held.resolved_at, held.snoozed_until = now, None
        held.resting_at = now if path.standing.attacking else None
        held.save(update_fields=["state", "resolved_at", "snoozed_until", "resting_at"])
        told = {"reason": reason.strip(), "final_word": not without} if path.standing.attacking else None
        done = [Happening(f"case:{held.pk}", "resolved", f"agent:{agent.pk}", payload=told)]
        if path.standing.attacking:
            done.append(Happening(f"case:{held.pk}", "rest_begun", f"agent:{agent.pk}"))
        append(held.brand_id, done, at=now)
        announce(held.brand_id, [held.pk])
    return held


def _check_without(case: Case, agent: Agent, path: AttackPath, reason: str) -> None:
    if not reason:
        raise NoFinalWordError(" ".join((NO_FINAL_WORD, *path.missing)))
    if not may(roles_of(agent, case.brand_id), "override"):
        raise NoFinalWordError("Only a supervisor closes this without a final word. Send one first, or ask yours.")


def reopen(case: Case, *, agent: Agent, house: House) -> Case:
    """Put a resolved case back into the queue, where it stood. Raises IllegalStepError."""
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        wake_case(held)
        append(held.brand_id, [Happening(f"case:{held.pk}", "reopened", f"agent:{agent.pk}")], at=house.clock())
        announce(held.brand_id, [held.pk])
    return held
