"""Storms from seeds: whatever happens in whatever order, nothing is lost and nothing is said twice."""

import os

import pytest

from tests.faults.scene import Scene
from tests.faults.storm import weather

SEEDS = int(os.environ.get("PARLOUR_STORMS", "25"))
"""`python -m tests.faults.storm 500` runs as many as wanted, without the test runner."""


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(SEEDS))
def test_storm(scene: Scene, seed: int) -> None:
    diary = weather(scene, seed)
    try:
        scene.live_on()
        scene.check()
    except AssertionError as loss:
        raise AssertionError("\n".join([str(loss), *diary])) from loss
