"""A store of every revision there was, with rows in it, becomes one of the newest revision, in both databases."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, insert, inspect, select, text

from dateline.errors import StoreError
from dateline.store import open_store
from dateline.store.dialects.migrating import MIGRATIONS, upgrade
from dateline.store.dialects.postgresql import _OURS, _engine, _url
from dateline.store.engine import connect, dialect_of, reading
from dateline.store.schema import HEAD, metadata
from tests.conftest import Places
from tests.postgres import Server
from tests.store.test_moving import check_goes_on, filled, found, rows  # noqa: F401 - a fixture

DERIVED = {"changes", "article_fields"}
"""Tables that the revision which brings them fills from what was there."""
UNKNOWN = (("pages", "listed"), ("judgements", "page"))
"""Columns that came to tables which were there before: what they would have held, nobody knows."""


def revisions() -> list[str]:
    """Return all revisions before the newest, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][:0:-1]


@pytest.fixture
def nowhere(request: pytest.FixtureRequest, places: Places, tmp_path: Path) -> str:
    """Return where nothing is yet: a file, or a database without tables."""
    if "://" not in places():
        return str(tmp_path / "old.db")
    server: Server = request.getfixturevalue("postgresql")
    return server.empty()


def old_store(place: str, revision: str, held: Path) -> None:
    """Make a store as a program of long ago made it, and put in what another one holds, as far as it had a place."""
    engine = _engine(_url(place), read_only=False) if "://" in place else create_engine(f"sqlite:///{place}")
    with engine.begin() as connection, open_rows(held) as source:
        upgrade(connection, place, to=revision)
        if "://" in place:
            connection.execute(text(f"COMMENT ON TABLE alembic_version IS '{_OURS}'"))
        there = inspect(connection)
        tables = [table for table in metadata.sorted_tables if there.has_table(table.name)]
        for table in tables:
            columns = [table.c[column["name"]] for column in there.get_columns(table.name)]
            if kept := [dict(row) for row in source.execute(select(*columns)).mappings()]:
                connection.execute(insert(table), kept)
        dialect_of(connection).number_on(connection, tables)
    engine.dispose()


@contextmanager
def open_rows(place: str | Path) -> Iterator[Connection]:
    engine = connect(place, read_only=True)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


def columns_of(place: str) -> dict[str, set[str]]:
    engine = create_engine(_url(place) if "://" in place else f"sqlite:///{place}")
    with engine.connect() as connection:
        there = inspect(connection)
        return {table: {column["name"] for column in there.get_columns(table)} for table in there.get_table_names()}


def wanted(held: Path, place: Path, had: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return the rows of a store of the newest revision that never held what the old one had no place for."""
    shutil.copy(held, place)
    with closing(sqlite3.connect(place)) as file:
        for table in reversed(metadata.sorted_tables):
            if table.name not in had.keys() | DERIVED:
                file.execute(f'DELETE FROM "{table.name}"')
        for name, column in UNKNOWN:
            if column not in had.get(name, ()):
                file.execute(f"UPDATE {name} SET {column} = NULL")
        file.commit()
    return plain(rows(place))


def plain(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return rows without the order of an article's names in its fields, which is the database's own."""
    return rows | {"article_fields": ["".join(sorted(row)) for row in rows["article_fields"]]}


@pytest.mark.parametrize("revision", revisions())
def test_a_store_of_any_revision_becomes_one_of_the_newest(
    filled: Path,  # noqa: F811
    nowhere: str,
    tmp_path: Path,
    revision: str,
) -> None:
    old_store(nowhere, revision, filled)
    had = columns_of(nowhere)
    with pytest.raises(StoreError, match="older version"):
        open_store(nowhere, read_only=True)
    with open_store(nowhere) as store:
        assert store.check().problems == ()
    assert plain(rows(nowhere)) == wanted(filled, tmp_path / "wanted.db", had)
    assert found(nowhere) == found(filled)
    check_goes_on(nowhere)


def test_there_is_a_test_for_each_revision() -> None:
    assert revisions() == [f"{n:04}" for n in range(1, int(HEAD))]
