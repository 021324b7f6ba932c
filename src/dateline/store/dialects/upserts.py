"""Writing rows that may be there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table) -> Any:
    """Return an insert that may say what happens where a row is there already (`on_conflict_do_…`)."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def put_all(connection: Connection, made: Any, key: Column[Any], rows: Sequence[dict[str, Any]]) -> None:
    """Run an upsert for many rows at once.

    Args:
        connection: An open transaction.
        made: The upsert.
        key: A column of its table; that something comes back lets many rows go in one statement, not one in each.
        rows: The rows; none of them is there twice.
    """
    connection.execute(made.returning(key), rows).close()
