"""Opening the installation a command works on."""

from typing import TYPE_CHECKING

from parlour.cli.database import open_database
from parlour.cli.errors import CannotDo

if TYPE_CHECKING:
    from parlour.store.models import Brand


def open_installation() -> None:
    """Load the settings and make sure the database is there and of this version.

    Raises CannotDo with what to do, and whatever `cli.errors` has words for.
    """
    open_database()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CannotDo("The database is not of this version. Run: parlour db migrate.")


def the_brand(slug: str) -> "Brand":
    """The brand a command works for: the one named, or the only one. Raises CannotDo naming the ones there are."""
    from parlour.store.models import Brand

    known = {brand.slug: brand for brand in Brand.objects.order_by("slug")}
    if slug in known:
        return known[slug]
    if not slug and len(known) == 1:
        return next(iter(known.values()))
    there_are = ", ".join(known) or "none yet (run: parlour up)"
    raise CannotDo(f"There is no brand {slug!r}. Brands: {there_are}." if slug else f"Name a --brand: {there_are}.")
