"""How much the guard lets through, and how often it stops kind words, on replies it has never seen."""
