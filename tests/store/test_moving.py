"""A store that is copied to another database is the same store: rows, exports, searches; or nothing is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import DatelineError, EvidenceError, StoreError
from dateline.model.story import Judgement
from dateline.store import open_store
from dateline.store.engine import connect, reading
from dateline.store.moving import move
from dateline.store.schema import metadata
from dateline.story.joining import join
from dateline.story.leaving import leave
from tests.factory import NOW, plain, talks
from tests.postgres import Server
from tests.views.desk_samples import FEED, fill

FERRY = plain("Ferry late\nThe ferry Marigold came two hours late on Monday, the harbor office said.", url=f"{FEED}/f")
GONE = plain("Ferry sold\nThe ferry Marigold was sold on Tuesday, the harbor office said.", url=f"{FEED}/g")
HELD = {"alerts", "deliveries", "judgements", "users", "tokens", "tombstones", "jobs", "saved_searches", "items"}
SEARCHES = ("harbor", "harb*", '"went back to work"', "lang:ar", "said:strike OR minister", "")
_BREAK = "DROP TRIGGER evidence_reads_back_update; UPDATE evidence SET exact = 'x' || substr(exact, 2) WHERE n = 0"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in nearly every table, an older version and a deleted article."""
    path = tmp_path_factory.mktemp("moving") / "filled.db"
    fill(path)
    with open_store(path) as store:
        user = store.accounts.add("Ada", "owner").name
        store.accounts.make_token(user, "script", ["read"])
        store.save_search("Harbors", "harbor", by=user)
        store.judge(Judgement(id="n1", target=talks().article.id, verdict="note", by=user, at=NOW, note="Ask again"))
        store.add(GONE.page, GONE.cutting, GONE.records, added_at=NOW, join=join)
        store.delete([GONE.article.id], leave=leave, by=user, at=NOW, why="asked for")
    return path


def rows(place: str | Path) -> dict[str, list[str]]:
    """Return every row of every table, in an order of their own."""
    engine = connect(place, read_only=True)
    with reading(engine) as connection:
        tables = metadata.sorted_tables
        found = {t.name: sorted(repr(tuple(r)) for r in connection.execute(select(t))) for t in tables}
    engine.dispose()
    return found


def exported(place: str | Path, kind: str) -> bytes:
    done = CliRunner().invoke(app, ["export", kind, "--store", str(place)])
    assert done.exit_code == 0, done.output
    assert done.stdout_bytes
    return done.stdout_bytes


def found(place: str | Path) -> list[set[str]]:
    with open_store(place, read_only=True) as store:
        return [{hit.article.id for hit in store.search(asked, now=NOW).rows} for asked in SEARCHES]


def check_same(one: str | Path, other: str | Path) -> None:
    assert rows(one) == rows(other)
    for kind in ("records", "quotes", "stories"):
        assert exported(one, kind) == exported(other, kind), kind
    assert found(one) == found(other)
    assert all(found(one))


def check_goes_on(place: str | Path) -> None:
    """Add to each table whose keys the database gives."""
    with open_store(place) as store:
        added = store.add(FERRY.page, FERRY.cutting, FERRY.records, added_at=NOW, join=join)
        assert added.new
        store.accounts.add("Bo", "owner")
        store.save_search("Ferries", "ferry", by="Bo")
        store.following.add("https://ferry.example/feed", at=NOW)
        store.end_job(store.start_job("add", {}, by="Bo", at=NOW, total=0).id, "done", at=NOW)
        assert [hit.article.id for hit in store.search("marigold", now=NOW).rows] == [FERRY.article.id]
        assert store.check().ok


def check_empty(place: str | Path) -> None:
    assert not any(rows(place).values())


def test_a_store_goes_to_postgresql_and_back(filled: Path, postgresql: Server, tmp_path: Path) -> None:
    database, back = postgresql.empty(), tmp_path / "back.db"
    there = move(filled, database)
    assert all(there.rows[table] for table in HELD)
    check_same(filled, database)
    again = move(database, back)
    assert (again.digest, again.rows, again.replaced) == (there.digest, there.rows, 0)
    check_same(filled, back)
    check_goes_on(database)
    check_goes_on(back)
    with pytest.raises(StoreError, match="holds something already"):
        move(back, database)


def test_a_store_is_copied_to_another_file(filled: Path, tmp_path: Path) -> None:
    told: dict[str, int] = {}
    moved = move(filled, tmp_path / "other.db", told=told.__setitem__)
    assert told == moved.rows
    check_same(filled, tmp_path / "other.db")
    check_goes_on(tmp_path / "other.db")
    before = rows(tmp_path / "other.db")
    with pytest.raises(StoreError, match="holds something already"):
        move(filled, tmp_path / "other.db")
    assert rows(tmp_path / "other.db") == before


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_BREAK, EvidenceError),
        ("DELETE FROM evidence", StoreError),
        ("UPDATE items SET source = 77", StoreError),
    ],
)
def test_a_failure_leaves_the_file_empty(filled: Path, tmp_path: Path, damage: str, error: type[DatelineError]) -> None:
    place = damaged(filled, tmp_path, damage)
    with pytest.raises(error):
        move(place, tmp_path / "new.db")
    check_empty(tmp_path / "new.db")
    move(filled, tmp_path / "new.db")


@pytest.mark.parametrize("damage", [_BREAK, "UPDATE fetches SET status = 'fine'", "DELETE FROM evidence"])
def test_a_failure_leaves_the_database_of_postgresql_empty(
    filled: Path, postgresql: Server, tmp_path: Path, damage: str
) -> None:
    database = postgresql.empty()
    with pytest.raises(DatelineError):
        move(damaged(filled, tmp_path, damage), database)
    check_empty(database)
    move(filled, database)


def test_what_postgresql_cannot_keep_is_replaced_and_told(filled: Path, postgresql: Server, tmp_path: Path) -> None:
    place = damaged(filled, tmp_path, "UPDATE pages SET title = 'a' || char(0) || 'b' WHERE key = 1")
    database = postgresql.empty()
    assert move(place, database).replaced == 1
    with open_store(database, read_only=True) as store:
        assert "a\ufffdb" in {store.page(digest).title for digest in store.page_digests()}


def damaged(filled: Path, folder: Path, damage: str) -> Path:
    """Return a copy of the store that somebody changed by hand."""
    move(filled, folder / "damaged.db")
    with closing(sqlite3.connect(folder / "damaged.db")) as file:
        file.executescript(damage)
    return folder / "damaged.db"


def test_the_command_says_what_it_copied_and_refuses_in_a_sentence(filled: Path, tmp_path: Path) -> None:
    command = ["store", "move", str(filled), str(tmp_path / "new.db")]
    done = CliRunner().invoke(app, command)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == len(metadata.tables) + 1
    assert "compared and in order" in done.stdout
    again = CliRunner().invoke(app, command)
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr.startswith("dateline: ")
    assert again.stderr.count("\n") == 1
    nothing = CliRunner().invoke(app, ["store", "move", str(tmp_path / "no.db"), str(tmp_path / "never.db")])
    assert "no.db does not exist" in nothing.stderr
    assert not (tmp_path / "never.db").exists()


def test_no_table_refers_to_itself() -> None:
    for table in metadata.sorted_tables:
        assert table not in {key.column.table for key in table.foreign_keys}, table.name
