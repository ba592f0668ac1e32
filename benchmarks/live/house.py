"""The house that is measured: a brand with an account on the make-believe network, agents, and cases already there."""

from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection
from django.test import Client

from benchmarks.desk.fill import House, fill, open_house, settle_tables
from benchmarks.live.lobby import TOKEN
from benchmarks.live.script import Script
from benchmarks.live.streams import Watch
from parlour.channels.port import Account
from parlour.store.models import Agent, Case, CaseState
from parlour.usecases.connect_account import connect_account

ADDRESS = "marlowcare@lobby.example"
KINDS = ("queue", "queue", "mine", "case", "case", "queue", "queue", "mine", "case", "approvals")
STAGES = """
select substring(text.text from 'zq(\\d{6})q')::int, extract(epoch from post.received_at)::float8,
  extract(epoch from assessment.assessed_at)::float8
from store_posttext text join store_post post on post.id = text.post_id
left join store_assessment assessment on assessment.post_id = post.id
where text.text ~ 'zq\\d{6}q' and not post.own
"""


def furnish(lobby: str, *, agents: int, cases: int) -> House:
    """A brand full of cases whose account listens to the make-believe network at `lobby`."""
    house = fill(open_house("marlow", agents=agents, address=ADDRESS), cases=cases)
    settings = {"base_url": lobby, "allow_private": "yes", "domain": "lobby.example"}
    account = Account(address=ADDRESS, settings=settings, secret="sim-marlowcare")  # the make-believe network's token
    connected = connect_account(
        house.brand, "mastodon", account, title="Marlow Care", sectors=("telecom",), at=datetime.now(UTC)
    )
    settle_tables()
    return replace(house, account=connected)


def sign_in(agent: Agent) -> str:
    """The session of a signed-in agent, as its cookie's value."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(agent, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def seeded(house: House) -> list[Case]:
    """The open cases that the seed posts have made, the oldest first."""
    cases = Case.objects.of(house.brand).filter(state=CaseState.OPEN, summary__contains="zq")
    return list(cases.select_related("person").order_by("id"))


def share_out(house: House, cases: list[Case]) -> dict[int, list[int]]:
    """Give every seeded case to an agent, in turn. Agent number → case numbers."""
    shares: dict[int, list[int]] = {agent.pk: [] for agent in house.agents}
    for place, case in enumerate(cases):
        agent = house.agents[place % len(house.agents)]
        shares[agent.pk].append(case.pk)
        Case.objects.filter(pk=case.pk).update(assignee=agent)
    return shares


def watches(house: House, shares: dict[int, list[int]], script: Script, *, count: int) -> list[Watch]:
    """`count` streams of all agents in turn, of the KINDS their pages open.

    A queue must show every new case, a case's page everything said in it; the others are looked at, and cost the same.
    """
    sessions = {agent.pk: sign_in(agent) for agent in house.agents}
    made = []
    for number in range(count):
        agent = house.agents[number % len(house.agents)].pk
        turn = number // len(house.agents)
        kind = KINDS[turn % len(KINDS)]
        case = shares[agent][turn % len(shares[agent])]
        path, expects = {
            "queue": ("/live?list=queue", script.openings),
            "mine": ("/live?list=mine", frozenset[int]()),
            "case": (f"/live?list=mine&case={case}", script.of_case(case)),
            "approvals": ("/live?page=approvals", frozenset[int]()),
        }[kind]
        made.append(Watch(kind, path, f"sessionid={sessions[agent]}", expects))
    return made


def stages() -> dict[int, tuple[float, float]]:
    """Post number → when it was received and when it was assessed, in seconds of the wall clock."""
    with connection.cursor() as cursor:
        cursor.execute(STAGES)
        return {number: (heard, judged) for number, heard, judged in cursor.fetchall() if judged is not None}


def number_in(summary: str) -> int:
    """The number of the post that a case's summary begins with. Raises ValueError when it has none."""
    found = TOKEN.search(summary.encode())
    if found is None:
        raise ValueError(f"no token in {summary!r}")
    return int(found[1])
