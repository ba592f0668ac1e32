"""How many keys and seconds a case costs an agent who works by keyboard alone, in a real browser."""
