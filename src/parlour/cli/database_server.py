"""`python -m parlour.cli.database_server`: this process becomes the embedded database server of the installation."""

from typing import NoReturn

from parlour.store.embedded import Cluster, default_data_home


def main() -> NoReturn:
    """Never return. Raises EmbeddedServerError where there is no server program, OSError where it cannot be run."""
    Cluster(default_data_home() / "postgresql").become()


if __name__ == "__main__":
    main()
