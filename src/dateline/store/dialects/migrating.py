"""Which revision a store is of, and bringing it to the newest one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError, TimeoutError

from dateline.errors import StoreError
from dateline.store.dialects.dialect import Dialect

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the store's tables; None if it has none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(connection: Connection, where: str, *, to: str = "head") -> None:
    """Run the migrations that the store has not seen yet, all of them or none.

    Args:
        connection: A connection inside a transaction beside which nobody writes.
        where: What people are told of the store's place.
        to: The revision wanted.

    Raises:
        StoreError: If the store was made by a newer version.
    """
    # Alembic takes longer to load than most stores to open, so only a store that needs it pays for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise StoreError(f"{where} was made by a newer version of Dateline; update Dateline to open it") from error


@contextmanager
def telling(dialect: Dialect, where: str, *, page: str | None = None) -> Iterator[None]:
    """Turn the database's errors into ours, each with what to do about it, and with the page it happened on."""
    try:
        yield
    except DBAPIError as error:
        told = dialect.told(where, error)
        told.page = page
        raise told from error
    except TimeoutError as error:
        raise StoreError(f"{where}: more is asked at once than can be answered; try again", page=page) from error
