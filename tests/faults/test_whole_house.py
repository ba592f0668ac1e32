"""The whole house under fire: everything is killed in turn while it hears and speaks; nothing is lost or said twice."""

import os
import re
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest

from tests.e2e.story_house import Row, StoryHouse, opened, until
from tests.faults.desk import fields

pytestmark = pytest.mark.faults

POSTS, REPLIES, PER_SECOND = 60, 10, 10
PEOPLE = ("dot_penrose", "bo_hendry", "ruth_calder", "mara_lindqvist", "priya_raman", "tom_aldous")
VICTIMS = ("worker", "listener", "web", "database", "worker", "listener")
TIME_PASSES = """
    update store_outbox set lease_until = now(), not_found_at = not_found_at - interval '60 seconds'
    where state = 'sent_unknown' and first_sent_at < now() - interval '20 seconds'
"""


@pytest.fixture
def house() -> Iterator[StoryHouse]:
    with opened("--scenes", "opening_hours", undo_seconds=1) as running:
        yield running


class Ines:
    """An agent at the desk whose browser tries again, by hand and with the very same words, when nothing answers."""

    def __init__(self, house: StoryHouse, browser: httpx2.Client) -> None:
        self._house, self._browser = house, browser
        page = self._browser.get(house.links["Ines Farrow"])
        self._browser.post(str(page.url), data=fields(page.text))

    def answer(self, case: int, words: str) -> None:
        """Write, read the confirmation, post; until the house says that the words are on their way."""
        until(lambda: self._tried(case, words), why=self._house.log)

    def _tried(self, case: int, words: str) -> bool:
        address = f"/cases/{case}/replies/public"
        try:
            form = fields(self._browser.get(f"/cases/{case}").text)
            asked = self._browser.post(f"{address}/confirmation", data={**form, "text": words})
            given = {**fields(asked.text), "text": words, "purpose": "reply"}
            self._browser.post(address, data=given)
        except httpx2.HTTPError:
            return False
        return bool(self._house.patiently(f"select 1 from store_outbox where text = '{words}'"))


def letters(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in f"{number:02}")


def say_everything(house: StoryHouse) -> list[Row]:
    """POSTS complaints, PER_SECOND a second."""
    pace = threading.Event()
    told = []
    for number in range(POSTS):
        text = f"@marlowcare My parcel {letters(number)} has not come for three weeks and nobody answers."
        told.append(house.say(PEOPLE[number % len(PEOPLE)], text))
        pace.wait(1 / PER_SECOND)
    return told


def answer_some(house: StoryHouse) -> list[str]:
    """Ines answers the first REPLIES cases she can, each in words of its own."""
    answered, said = set[int](), list[str]()
    with httpx2.Client(base_url=house.desk, timeout=20, follow_redirects=True) as browser:
        ines = Ines(house, browser)
        while len(said) < REPLIES:
            case = next_case(house, answered)
            answered.add(case)
            said.append(f"Thanks, {letters(case)}. We are sorry, and we read every word here.")
            ines.answer(case, said[-1])
    return said


def next_case(house: StoryHouse, answered: set[int]) -> int:
    found: list[int] = []

    def one_waits() -> bool:
        cases = house.patiently("select id from store_case where summary like '%%My parcel%%' order by id")
        found[:] = [case for (case,) in cases if case not in answered]
        return bool(found)

    until(one_waits, why=house.log)
    return found[0]


def kill_in_turn(house: StoryHouse) -> None:
    """One after the other, each as soon as it runs (again); whoever stood on the database may have fallen with it."""
    for victim in VICTIMS:
        until(lambda name=victim: name in house.programs(), why=house.log)  # type: ignore[misc]
        killed = house.programs()[victim]
        os.kill(killed, signal.SIGKILL)
        until(lambda name=victim, pid=killed: house.programs().get(name, pid) != pid, why=house.log)  # type: ignore[misc]


def settled(house: StoryHouse) -> bool:
    """Whether nothing is under way any more; what a killed worker had claimed does not wait for its whole lease."""
    house.patiently(TIME_PASSES)
    unsent = house.patiently("select 1 from store_outbox where state in ('approved', 'sent_unknown', 'question')")
    heard = house.patiently("select 1 from store_posttext where text like '%%My parcel%%'")
    waiting = house.patiently("select 1 from store_assessbatch")
    return not unsent and not waiting and len(heard) >= POSTS


def test_killed_in_turn_the_house_loses_nothing_and_says_nothing_twice(house: StoryHouse) -> None:
    with ThreadPoolExecutor(2) as crowd:
        saying, answering = crowd.submit(say_everything, house), crowd.submit(answer_some, house)
        kill_in_turn(house)
        said, answers = saying.result(), answering.result()
    until(lambda: settled(house), why=house.log)
    struck = Counter(re.findall(r"^(\w+) stopped \(SIGKILL\) and is started again", house.said(), re.MULTILINE))
    assert struck == Counter(VICTIMS)

    posts = house.export("--posts")
    assert Counter(row["external_id"] for row in posts if "My parcel" in row["text"]) == Counter(
        one["id"] for one in said
    )
    assert all(row["case"] is not None for row in posts if "My parcel" in row["text"])
    assert max(Counter((row["external_id"], row["account"]) for row in posts).values()) == 1

    there = {one["id"]: one["text"] for one in house.on_the_network(by="marlowcare")}
    assert Counter(text.split(" ", 1)[1] for text in there.values()) == Counter(answers)
    for what in ("--approved", "--sent"):
        assert {row["external_id"]: row["text"] for row in house.export(what)} == there
        assert len(house.export(what)) == REPLIES

    verified = house.parlour("verify")
    assert verified.returncode == 0, verified.stdout
    assert house.process.poll() is None
