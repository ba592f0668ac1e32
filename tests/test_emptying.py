"""Between tests the tables are emptied, whoever else is still in them."""

import threading

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from parlour.store.live import listening_dsn
from parlour.store.models import Brand
from tests.e2e.story_house import until

HERE = "from pg_locks join pg_database d on d.oid = database where datname = current_database()"
WAITING = f"select pid {HERE} and mode = 'AccessExclusiveLock' and not granted"
HOLDING = f"select relation::regclass::text {HERE} and mode = 'AccessExclusiveLock' and granted"


@pytest.mark.django_db(transaction=True)
def test_a_latecomer_gives_way_to_the_flush() -> None:
    Brand.objects.create(slug="marlow", name="Marlow Care", contacts=[], settings={})
    last = connection.introspection.django_table_names(only_existing=True, include_views=False)[-1]
    failures: list[CommandError] = []
    with psycopg.connect(listening_dsn()) as latecomer:
        latecomer.execute(f'select from "{last}"')
        flushing = threading.Thread(target=_flush, args=(failures,))
        flushing.start()
        with psycopg.connect(listening_dsn(), autocommit=True) as onlooker:
            until(lambda: onlooker.execute(WAITING).fetchone() is not None, seconds=10)
            (emptied,) = onlooker.execute(HOLDING).fetchone() or (None,)
        with pytest.raises(psycopg.errors.DeadlockDetected):
            latecomer.execute(f"select from {emptied}")
    flushing.join(30)
    assert (failures, Brand.objects.count()) == ([], 0)


def _flush(failures: list[CommandError]) -> None:
    try:
        call_command("flush", interactive=False, verbosity=0)
    except CommandError as failure:
        failures.append(failure)
    finally:
        connection.close()
