"""How long the pages of the desk take on a full house, and what clearing a case by keyboard costs."""
