"""Files that are stores, files that are not, and what is said about each."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dateline.errors import StoreError
from dateline.store import open_store, schema
from dateline.store.dialects.migrating import MIGRATIONS, upgrade
from tests.factory import NOW, arabic, harbor, plain, talks


def test_the_newest_migration_is_the_one_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    open_store(tmp_path / "dateline.db").close()

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and name and name.startswith("articles_fts"))

    with create_engine(f"sqlite:///{tmp_path / 'dateline.db'}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, schema.metadata) == []


def test_a_store_can_be_named_by_path_or_url_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "odd name %20 ?#.db"
    sample = talks()
    with open_store(f"sqlite:///{path}") as store:
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
    assert path.exists()
    with open_store(path) as store, open_store(str(path), read_only=True) as reader:
        assert store.article(sample.article.id) == reader.article(sample.article.id)


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("these are my notes, and they are longer than a header")
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    before = text.read_bytes(), other.read_bytes()
    for path in (text, other):
        with pytest.raises(StoreError, match="not a Dateline store"):
            open_store(path)
    assert (text.read_bytes(), other.read_bytes()) == before


def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none" / "dateline.db")
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none.db", read_only=True)
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="mysql: a store is a SQLite file"):
        open_store("mysql://localhost/dateline")
    with pytest.raises(StoreError, match="names no database"):
        open_store("postgresql://localhost")
    with pytest.raises(StoreError, match=r"postgresql://me:\*\*\*@127.0.0.1:9/dateline: the database does not answer"):
        open_store("postgresql://me:secret@127.0.0.1:9/dateline")


def test_a_newer_store_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        open_store(path)


def first_schema(path: Path, filled: Path) -> None:
    """Make a store as the first version made it, with what another store holds."""
    made = create_engine(f"sqlite:///{path}")
    with made.begin() as connection:
        upgrade(connection, str(path), to="0001")
    made.dispose()
    with sqlite3.connect(path) as file:
        file.execute("ATTACH ? AS filled", (str(filled),))
        for name in [t.name for t in schema.metadata.sorted_tables]:
            columns = ", ".join(f'"{row[1]}"' for row in file.execute(f"PRAGMA main.table_info({name})"))
            if columns:
                file.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM filled.{name}")


def test_a_store_of_the_first_schema_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.db") as store:
        for sample in (talks(), arabic(), harbor(), harbor(hours=5, more=" Ships are queuing outside.")):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
    first_schema(tmp_path / "old.db", tmp_path / "new.db")
    with pytest.raises(StoreError, match="older version"):
        open_store(tmp_path / "old.db", read_only=True)
    with open_store(tmp_path / "old.db") as old, open_store(tmp_path / "new.db") as new:
        assert old.check() == new.check()
        assert old.check().ok
        assert len(old.changes(harbor(hours=5, more=" Ships are queuing outside.").article.id)) == 2
        ids = [row.id for row in new.articles().rows]
        assert [row.id for row in old.articles().rows] == ids
        for id_ in ids:
            assert (old.article(id_), old.changes(id_)) == (new.article(id_), new.changes(id_))
        assert [e.event for e in old.events().rows] == [e.event for e in new.events().rows]
        assert [hit.article.id for hit in old.search("harbor").rows] == [
            h.article.id for h in new.search("harbor").rows
        ]


def test_a_full_disk_is_said_in_one_sentence_and_keeps_nothing_of_the_page(tmp_path: Path) -> None:
    with open_store(tmp_path / "dateline.db") as store:
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        with store._engine.connect() as connection:
            # The limit holds for one connection, and the pool hands this one out again.
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        kept = 0
        with pytest.raises(StoreError, match=r"disk is full, so nothing of this was kept; make room, and try again"):
            # A new file has some room: pages that tables or indexes had which were made and dropped again.
            while kept < 100:
                sample = talks(url=f"https://news.example/{kept}")
                store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
                kept += 1
        assert (store.check().problems, store.check().counts["pages"]) == ((), kept)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's rights for a while: root may write anywhere, and then there is nothing to test."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_store_in_a_folder_that_cannot_be_written_can_be_read() -> None:
    # Larger than what is free in a new file: indexes that later revisions drop leave room there.
    sample = plain("Ships\n" + "Ships came and went all day, and nobody counted them. " * 5_000)
    # Not tmp_path: pytest closes the folder above it to all but its own user.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.db"
        with open_store(path) as store:
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        path.parent.chmod(0o555)
        try:
            with as_nobody(), open_store(path, read_only=True) as store:
                assert len(store.articles().rows) == 1
        finally:
            path.parent.chmod(0o755)


def test_opening_does_not_load_alembic_where_nothing_is_to_be_migrated(tmp_path: Path) -> None:
    import subprocess
    import sys

    open_store(tmp_path / "dateline.db").close()
    code = "import sys; from dateline.store import open_store; open_store(sys.argv[1]); print('alembic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "dateline.db")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
