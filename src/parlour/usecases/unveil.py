"""Looking at something private: each look is on record, and the guard remembers it."""

from django.db import transaction

from parlour.store.models import Agent, Case, Customer, CustomerFact, Unveiling
from parlour.store.record import Happening, append
from parlour.usecases.house import House


def unveil_fact(case: Case, fact: CustomerFact, *, agent: Agent, house: House) -> CustomerFact:
    """Show one fact to one agent, on record. The case says why they looked."""
    _record(case, fact.customer, fact, agent=agent, house=house)
    return fact


def unveil_customer(case: Case, customer: Customer, *, agent: Agent, house: House) -> Customer:
    """Show who the customer is (name, ways to reach them, value) to one agent, on record."""
    _record(case, customer, None, agent=agent, house=house)
    return customer


def _record(case: Case, customer: Customer, fact: CustomerFact | None, *, agent: Agent, house: House) -> None:
    now = house.clock()
    with transaction.atomic():
        Unveiling.objects.create(brand_id=case.brand_id, agent=agent, customer=customer, fact=fact, case=case, at=now)
        seen = {"customer": customer.pk, "fact": fact.pk if fact else None}
        told = Happening(f"case:{case.pk}", "unveiled", f"agent:{agent.pk}", payload=seen)
        append(case.brand_id, [told], at=now)
