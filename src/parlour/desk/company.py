"""What a case's page says where a child or a teenager is concerned: who is in the talk beside whoever writes."""

from dataclasses import dataclass

from parlour.store.models import Agent, Case
from parlour.usecases.house import House
from parlour.usecases.minors import concerns_a_minor
from parlour.usecases.read_along import company


@dataclass(frozen=True, slots=True)
class Company:
    """`names` are the others who read along, `reads` says whether the visitor does."""

    names: tuple[str, ...] = ()
    reads: bool = False


def company_of(case: Case, agent: Agent, *, house: House) -> Company | None:
    """None where no minor is concerned. As many questions for every case, so that a page's cost tells nothing."""
    now = house.clock()
    there = company(case, at=now)
    if not concerns_a_minor(case, at=now):
        return None
    others = tuple(str(one) for one in there if one.pk != agent.pk)
    return Company(others, reads=len(others) < len(there))
