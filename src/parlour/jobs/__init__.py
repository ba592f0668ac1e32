"""Background tasks of about five lines: take ids, call one use case."""
