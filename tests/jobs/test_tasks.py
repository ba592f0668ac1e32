"""Every periodic task is known to the queue, once, and cannot pile up."""

import pytest
from procrastinate.contrib.django import app

import parlour.jobs.tasks  # noqa: F401 - importing them is what makes them known

SCHEDULE = {
    "send": "* * * * *",
    "reconcile": "* * * * * */15",
    "wake": "* * * * *",
    "lapse": "*/5 * * * *",
    "sweep": "*/10 * * * *",
    "times": "* * * * *",
    "claims": "7 * * * *",
    "follow_up": "*/5 * * * *",
    "redact": "*/10 * * * *",
    "kept_until": "*/10 * * * *",
    "health": "* * * * *",
    "checkpoint": "* * * * *",
    "stalled": "* * * * *",
}


def test_every_task_is_scheduled() -> None:
    periodic = app.periodic_registry.periodic_tasks.values()
    assert {entry.task.name: entry.cron for entry in periodic if entry.task.name in SCHEDULE} == SCHEDULE


@pytest.mark.parametrize("name", SCHEDULE)
def test_a_task_waits_in_the_queue_once(name: str) -> None:
    assert app.tasks[name].queueing_lock == name
