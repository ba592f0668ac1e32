"""The rules of the house that no linter knows, each a test that names who breaks it."""
