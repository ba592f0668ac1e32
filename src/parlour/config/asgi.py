"""The web process, for an ASGI server."""

import gc
import os

from django.core.asgi import get_asgi_application

from parlour.api.bounded import bounded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parlour.config.settings")
django = get_asgi_application()

from parlour.room.bounded import bounded_room  # noqa: E402 - it names rows, which Django knows only from here on

application = bounded_room(bounded(django))

# What was loaded by now stays for good: it is not gone through again each time the process collects garbage, which
# would make one page in a hundred wait for a tenth of a second.
gc.collect()
gc.freeze()
