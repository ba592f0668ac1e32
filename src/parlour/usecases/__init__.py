"""One file per verb: load, ask the core, write down, in one transaction."""
