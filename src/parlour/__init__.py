"""Parlour: the open-source front desk of a company on the social web."""

from typing import Final

__version__: Final = "0.1.0"
