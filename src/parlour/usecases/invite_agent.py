"""Invite a named human to speak for a brand; how they sign in is between them and the desk."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from parlour.store.models import Agent, Brand, Membership, Role
from parlour.store.record import Happening, append


def invite_agent(
    brand: Brand, *, username: str, name: str, initials: str, roles: Sequence[Role], at: datetime
) -> Agent:
    """Add the person if they are new, and the roles they lack. Nobody gets a password: they sign in by a link."""
    with transaction.atomic():
        agent, new = Agent.objects.get_or_create(
            username=username, defaults={"name": name, "initials": initials, "time_zone": brand.time_zone}
        )
        if new:
            agent.set_unusable_password()
            agent.save(update_fields=["password"])
        added = [role for role in roles if Membership.objects.get_or_create(brand=brand, agent=agent, role=role)[1]]
        if added:
            payload = {"agent": agent.pk, "name": agent.name, "roles": [str(role) for role in added]}
            append(brand.pk, [Happening(f"brand:{brand.pk}", "agent_invited", "system", payload=payload)], at=at)
    return agent
