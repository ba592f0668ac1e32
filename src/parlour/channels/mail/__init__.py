"""E-mail as a network: each case has an address of its own, and what is sent leaves by the house's mail server."""
