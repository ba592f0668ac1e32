"""What the jobs are tested with is what the use cases are tested with."""

from tests.usecases.conftest import what_guards

__all__ = ["what_guards"]
