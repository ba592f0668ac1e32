"""Our own labels: every line says what the guide asks for, and what is for measuring stays apart."""

import pytest

from parlour.learning import own_posts
from parlour.learning.examples import part_of, sameness

FILES = ("care", "care_second", "written", "contrasts", "threads", "held")
ALL = [(name, label) for name in FILES for label in own_posts.labelled(name)]


def test_every_label_is_one_of_the_guide() -> None:
    moods, wrong = set(own_posts.MOODS), []
    for name, label in ALL:
        right = (
            label["sentiment"] in moods
            and label["heat"] in (0, 1, 2)
            and set(label["sensitive"]) <= set(own_posts.SENSITIVE)
            and label.get("intent", "talk") in own_posts.INTENTS
            and set(label.get("topics", ())) <= set(own_posts.TOPICS)
            and label.get("urgency", 0) in (0, 1, 2, 3)
            and label.get("polite", 0) in (-1, 0, 1)
            and all(isinstance(label[flag], bool) for flag in ("complaint", "toxic", "spam"))
        )
        if not right:
            wrong.append((name, label.get("id", label.get("thread"))))
    assert wrong == []


@pytest.mark.parametrize("name", ["written", "contrasts", "threads", "held"])
def test_posts_are_named_once_and_said_once(name: str) -> None:
    labels = list(own_posts.labelled(name))
    assert len({label["id"] for label in labels}) == len(labels)
    assert len({label["text"] for label in labels}) == len(labels)


def test_no_held_post_is_one_that_is_learnt_from() -> None:
    learnt = {sameness(example.text) for example in own_posts.written()}
    assert [example.text for example in own_posts.held() if sameness(example.text) in learnt] == []


def test_held_posts_are_for_measuring_alone() -> None:
    assert {example.part for example in own_posts.held()} == {"test"}
    assert {example.language for example in own_posts.held()} == {"en", "de", "es"}


def test_threads_are_told_by_their_last_post_and_whether_it_escalates() -> None:
    threads = list(own_posts.labelled("threads"))
    assert all(label["before"] and isinstance(label["escalates"], bool) for label in threads)
    assert {label["escalates"] for label in threads} == {True, False}


def test_polite_and_rude_are_asked_of_those_that_are_either() -> None:
    label = next(own_posts.labelled("held"))
    assert own_posts.answers(label | {"polite": 1})["politeness"] is True
    assert own_posts.answers(label | {"polite": -1})["politeness"] is False
    assert "politeness" not in own_posts.answers(label | {"polite": 0})


def test_some_posts_are_kept_back_from_the_encoder() -> None:
    share = sum(part_of("calibrate" + label["id"], 0, 15) == "test" for label in own_posts.labelled("written"))
    assert 0.1 < share / len(list(own_posts.labelled("written"))) < 0.2
