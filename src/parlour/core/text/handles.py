"""How networks write whom a post speaks to."""

HANDLE = r"@[\w.\-]+(?:@[\w.\-]+)?"
"""Pattern of a handle, "@name" or "@name@server", with whatever points and dashes follow it."""
