"""The web desk: views per resource, templates, static files; no rules."""
