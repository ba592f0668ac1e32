"""Reading text the way people do: look-alikes, words, numbers and dates, always with places in the original."""

from parlour.core.text.clean import clean
from parlour.core.text.fold import Folded, fold

__all__ = ["Folded", "clean", "fold"]
