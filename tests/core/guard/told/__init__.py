"""Tables of facts told in the words people choose, and of what only looks like them, as of Wednesday 4 March 2026.

Each row is the kind of a fact, its value, and a draft before somebody of whom nothing else is known.
"""
