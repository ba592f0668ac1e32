"""The job queue's application object, configured once."""

import procrastinate


def on_ready(app: procrastinate.App) -> None:
    """Called by the queue when Django is ready; the periodic tasks register themselves on import of the tasks."""
