"""The other side, run by the Python of its own environment: makes its tables and takes in e-mails one by one.

`python peer.py EMAILS DATABASE HOST RUNS`: EMAILS is a JSON list of messages; prints one JSON object, the seconds of
each run in it. It imports nothing of Parlour.
"""

import json
import logging
import sys
import time
from importlib.metadata import version
from pathlib import Path


def main() -> None:
    emails, database, host, runs = sys.argv[1:]
    _set_up(database, host)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    messages = json.loads(Path(emails).read_text(encoding="utf-8"))
    seconds = [_take_in(messages) for _ in range(int(runs))]
    from helpdesk.models import FollowUp, Ticket  # type: ignore[import-not-found]

    print(
        json.dumps(
            {
                "django_helpdesk": version("django-helpdesk"),
                "django": version("django"),
                "seconds": seconds,
                "tickets": Ticket.objects.count(),
                "follow_ups": FollowUp.objects.count(),
            }
        )
    )


def _take_in(messages: list[str]) -> float:
    """Seconds for all messages into empty tables, as its mail poller does it: one call, one message after another."""
    from helpdesk.email import extract_email_metadata  # type: ignore[import-not-found]
    from helpdesk.models import FollowUp, Queue, Ticket

    FollowUp.objects.all().delete()
    Ticket.objects.all().delete()
    queue, _ = Queue.objects.get_or_create(
        slug="care", defaults={"title": "Care", "email_address": "care@marlow.example", "allow_email_submission": True}
    )
    logger = logging.getLogger("benchmark")
    begun = time.perf_counter()
    for message in messages:
        extract_email_metadata(message, queue, logger)
    return time.perf_counter() - begun


def _set_up(database: str, host: str) -> None:
    """Its documented minimum. Outgoing mail goes nowhere, attachments are off: the most favourable setting."""
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="benchmark",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": database,
                "USER": "parlour",
                "HOST": host,
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.sites",
            "django.contrib.humanize",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "django.contrib.admin",
            "rest_framework",
            "helpdesk",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        ROOT_URLCONF="peer_urls",
        STATIC_URL="/static/",
        SITE_ID=1,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        HELPDESK_ENABLE_ATTACHMENTS=False,
        HELPDESK_TEAMS_MODE_ENABLED=False,
    )
    django.setup()


if __name__ == "__main__":
    main()
