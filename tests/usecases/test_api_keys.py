"""Keys of programs: shown once, kept as a digest, recognised only whole, closed for good."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import orjson
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parlour.store.models import Agent, ApiKey, Event
from parlour.usecases.api_keys import (
    UNITS_A_MINUTE,
    CannotMakeKeyError,
    Closed,
    ClosedKeyError,
    MadeKey,
    NoSuchKeyError,
    UnknownKeyError,
    every_api_key,
    make_api_key,
    recognise,
    revoke_api_key,
    spend,
)
from tests.desk import factory
from tests.desk.factory import AT, House

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def marlow(db: None) -> House:
    return factory.house()


@pytest.fixture
def ines(marlow: House) -> Agent:
    return factory.agent(marlow)


@pytest.fixture
def made(marlow: House, ines: Agent) -> MadeKey:
    return make_api_key(marlow.brand, agent=ines, name=" Helpdesk ", at=AT)


def told() -> list[tuple[str, str, str, str, dict[str, object]]]:
    """The record: stream, verb, actor, cause and content."""
    events = Event.objects.select_related("payload").order_by("id")
    return [(e.stream, e.verb, e.actor, e.cause, orjson.loads(bytes(e.payload.body))) for e in events]


def test_key_is_kept_as_a_digest_alone(made: MadeKey, marlow: House, ines: Agent) -> None:
    number, secret = re.fullmatch(r"parlour_([0-9a-f]{12})_([0-9a-f]{64})", made.shown).groups()  # type: ignore[union-attr]
    row = ApiKey.objects.get()
    assert (row.pk, row.brand, row.agent, row.name) == (number, marlow.brand, ines, "Helpdesk")
    assert (bytes(row.digest), row.created_at) == (sha256(secret.encode()).digest(), AT)
    assert (row.last_used_at, row.revoked_at) == (None, None)
    with connection.cursor() as cursor:
        cursor.execute("select store_apikey::text from store_apikey")
        assert secret not in cursor.fetchone()[0]


def test_making_and_revoking_are_on_record_without_the_secret(made: MadeKey, marlow: House, ines: Agent) -> None:
    revoke_api_key(made.key.pk, at=AT)
    stream, cause = f"brand:{marlow.brand.pk}", f"api_key:{made.key.pk}"
    content = {"key": made.key.pk, "name": "Helpdesk", "agent": ines.pk}
    assert told() == [
        (stream, "api_key_made", "system", cause, content),
        (stream, "api_key_revoked", "system", cause, content),
    ]


def test_keys_do_not_resemble_each_other(marlow: House, ines: Agent) -> None:
    shown = [make_api_key(marlow.brand, agent=ines, name="Helpdesk", at=AT).shown for _ in range(20)]
    assert max(Counter(part for key in shown for part in key.split("_")[1:]).values()) == 1


@pytest.mark.parametrize("name", ["", "  ", "a" * 101, "two\nlines", "a\ttab", "nul\0"])
def test_unfit_name_makes_no_key(marlow: House, ines: Agent, name: str) -> None:
    with pytest.raises(CannotMakeKeyError):
        make_api_key(marlow.brand, agent=ines, name=name, at=AT)
    assert (ApiKey.objects.count(), told()) == (0, [])


def test_key_speaks_for_somebody_who_works_there(marlow: House, ines: Agent) -> None:
    elsewhere = factory.agent(factory.house("krone", name="Krone"), "Uta Krone")
    left = factory.agent(marlow, "Tom Ruiz")
    left.is_active = False
    for agent in (elsewhere, left):
        with pytest.raises(CannotMakeKeyError, match="does not work for marlow"):
            make_api_key(marlow.brand, agent=agent, name="Helpdesk", at=AT)
    assert make_api_key(marlow.brand, agent=ines, name="a" * 100, at=AT).key.name == "a" * 100


def test_key_is_recognised_whole(made: MadeKey) -> None:
    assert recognise(made.shown, at=AT) == made.key


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(place=st.integers(0, 84), letter=st.characters())
def test_key_with_one_sign_changed_is_unknown(made: MadeKey, place: int, letter: str) -> None:
    other = made.shown[:place] + letter + made.shown[place + 1 :]
    if other != made.shown:
        with pytest.raises(UnknownKeyError):
            recognise(other, at=AT)


@pytest.mark.parametrize("change", ["{}\n", " {}", "{}{}", "", "parlour__", "parlour_0_0", "x{}"])
def test_anything_but_a_key_is_unknown(made: MadeKey, change: str) -> None:
    with pytest.raises(UnknownKeyError):
        recognise(change.format(made.shown, made.shown), at=AT)


def test_secret_of_another_key_is_unknown(made: MadeKey, marlow: House, ines: Agent) -> None:
    other = make_api_key(marlow.brand, agent=ines, name="Another", at=AT).shown
    with pytest.raises(UnknownKeyError):
        recognise(made.shown[:20] + other[20:], at=AT)


def test_use_is_noted_once_a_minute(made: MadeKey) -> None:
    seen = []
    for moment in (AT, AT + MINUTE - SECOND, AT + MINUTE, AT + MINUTE + SECOND):
        recognise(made.shown, at=moment)
        seen.append(ApiKey.objects.get().last_used_at)
    assert seen == [AT, AT, AT + MINUTE, AT + MINUTE]


def test_use_of_a_closed_or_wrong_key_is_not_noted(made: MadeKey) -> None:
    with pytest.raises(UnknownKeyError):
        recognise(made.shown[:20] + "0" * 65, at=AT)
    revoke_api_key(made.key.pk, at=AT)
    with pytest.raises(ClosedKeyError):
        recognise(made.shown, at=AT)
    assert ApiKey.objects.get().last_used_at is None


def why(made: MadeKey) -> Closed | None:
    try:
        recognise(made.shown, at=AT)
    except ClosedKeyError as error:
        return error.why
    return None


def test_key_closes_when_it_is_revoked_or_its_agent_leaves(made: MadeKey, marlow: House, ines: Agent) -> None:
    seen = [why(made)]
    Agent.objects.filter(pk=ines.pk).update(is_active=False)
    seen.append(why(made))
    Agent.objects.filter(pk=ines.pk).update(is_active=True)
    seen.append(why(made))
    ines.memberships.filter(brand=marlow.brand).delete()
    seen.append(why(made))
    revoke_api_key(made.key.pk, at=AT)
    seen.append(why(made))
    assert seen == [None, Closed.AGENT_LEFT, None, Closed.AGENT_LEFT, Closed.REVOKED]


def test_seat_at_another_brand_opens_nothing_here(made: MadeKey, ines: Agent) -> None:
    krone = factory.house("krone", name="Krone")
    ines.memberships.all().update(brand=krone.brand)
    assert why(made) is Closed.AGENT_LEFT


def test_revoking_again_changes_nothing(made: MadeKey) -> None:
    first = revoke_api_key(made.key.pk, at=AT)
    assert revoke_api_key(made.key.pk, at=AT + MINUTE).revoked_at == first.revoked_at == AT
    assert [verb for _, verb, *_ in told()] == ["api_key_made", "api_key_revoked"]


def test_revoking_what_is_not_there_is_told(made: MadeKey) -> None:
    for number in ("", "0" * 12, made.shown):
        with pytest.raises(NoSuchKeyError):
            revoke_api_key(number, at=AT)


def test_list_is_by_brand_and_age(made: MadeKey, marlow: House, ines: Agent) -> None:
    krone = factory.house("krone", name="Krone")
    uta = factory.agent(krone, "Uta Krone")
    theirs = make_api_key(krone.brand, agent=uta, name="Mailer", at=AT + MINUTE)
    older = make_api_key(marlow.brand, agent=ines, name="Older", at=AT - MINUTE)
    assert list(every_api_key()) == [theirs.key, older.key, made.key]


def test_units_are_the_keys_own_for_one_minute(made: MadeKey, marlow: House, ines: Agent) -> None:
    other = make_api_key(marlow.brand, agent=ines, name="Another", at=AT).key
    moment = AT + 59 * SECOND
    assert [spend(made.key, UNITS_A_MINUTE - 1, at=AT), spend(made.key, 2, at=moment)] == [0, 1]
    assert [spend(made.key, 1, at=moment), spend(made.key, 1, at=AT)] == [0, 60]
    assert spend(other, UNITS_A_MINUTE, at=moment) == 0
    assert spend(made.key, UNITS_A_MINUTE, at=AT + MINUTE) == 0
    assert spend(made.key, 1, at=moment) == 1  # a process whose clock is behind gets no second share


@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_time_share_one_minute(made: MadeKey) -> None:
    def ask(_: int) -> int:
        try:
            return spend(made.key, 100, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as programs:
        waits = list(programs.map(ask, range(20)))
    assert Counter(waits) == {0: UNITS_A_MINUTE // 100, 60: 20 - UNITS_A_MINUTE // 100}
