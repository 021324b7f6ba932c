"""A copy that is made while pages are added holds whole pages; what is restored is the store as it was."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.errors import StoreError
from dateline.store import open_store
from dateline.store.backup import backup, restore
from tests.conftest import Places
from tests.factory import NOW, arabic, harbor, talks
from tests.postgres import Server, binaries
from tests.store.rows_of_store import found_by, rows
from tests.store.test_crash import _WRITER

AT = datetime(2024, 9, 2, 9, tzinfo=UTC)


def fill(place: str | Path) -> None:
    with open_store(place) as store:
        for sample in (talks(), arabic(), harbor()):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW)


@pytest.fixture
def nowhere(places: Places, tmp_path: Path) -> str:
    """Return where no store is yet."""
    place = places()
    if "://" in place:
        return place
    return str(tmp_path / "again.db")


@pytest.mark.parametrize("name", ["copy.db", "copy.db.gz"])
def test_there_and_back(places: Places, nowhere: str, tmp_path: Path, name: str) -> None:
    place, again = places(), nowhere
    fill(place)
    seen: list[tuple[int, int]] = []
    copied = backup(place, tmp_path / name, at=AT, progress=lambda done, total: seen.append((done, total)))
    assert copied.holds.startswith("3 pages, 3 articles")
    assert copied.bytes == (tmp_path / name).stat().st_size
    assert seen[-1][0] == seen[-1][1] > 0
    assert restore(tmp_path / name, again).holds == copied.holds
    assert rows(again) == rows(place)
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix in (".part", ".packed")) == []
    with open_store(again) as store:
        assert store.article(talks().article.id).article == talks().article


def test_a_backup_restores_to_the_other_database(postgresql: Server, tmp_path: Path) -> None:
    database, path = postgresql.store(), tmp_path / "dateline.db"
    fill(database)
    backup(database, tmp_path / "copy.db", at=AT)
    assert restore(tmp_path / "copy.db", path).where == str(path)
    assert rows(path) == rows(database)
    with pytest.raises(StoreError, match="holds something already"):
        restore(tmp_path / "copy.db", database)
    backup(path, tmp_path / "again.db.gz", at=AT)
    empty = postgresql.empty()
    assert restore(tmp_path / "again.db.gz", empty).where == empty
    assert rows(empty) == rows(database)
    with pytest.raises(StoreError):
        restore(Path(__file__), postgresql.empty())
    with pytest.raises(StoreError, match="there is no store"):
        backup(postgresql.empty(), tmp_path / "none.db", at=AT)
    assert not (tmp_path / "none.db").exists()


def test_what_postgresqls_own_tools_copy_is_the_store(postgresql: Server, tmp_path: Path) -> None:
    database, again, programs = postgresql.store(), postgresql.empty(), binaries()
    assert programs is not None
    fill(database)
    dump = str(tmp_path / "dump")
    subprocess.run([str(programs / "pg_dump"), "--format=custom", f"--file={dump}", database], check=True)
    subprocess.run([str(programs / "pg_restore"), f"--dbname={again}", dump], check=True)
    with open_store(again) as store:
        assert store.check().ok
        assert store.search("ministers", now=NOW).rows
    assert rows(again) == rows(database)
    assert found_by(again) == found_by(database)
    with open_store(again) as store:
        sample = harbor(hours=5, more=" Ships are queuing outside.")
        assert store.add(sample.page, sample.cutting, sample.records, added_at=NOW).new


def test_a_folder_gets_a_file_named_by_the_moment(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db")
    (tmp_path / "copies").mkdir()
    assert (
        Path(backup(tmp_path / "dateline.db", tmp_path / "copies", at=AT).where).name == "dateline-20240902T090000Z.db"
    )


def test_pages_may_be_added_meanwhile(tmp_path: Path) -> None:
    path, root = tmp_path / "dateline.db", str(Path(__file__).parent.parent.parent)
    with subprocess.Popen([sys.executable, "-c", _WRITER, str(path), root], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        held = []
        for n in range(3):
            held.append(backup(path, tmp_path / f"{n}.db", at=AT).holds)
            # It counts from 0: there is one more than the copy holds.
            while int(writer.stdout.readline()) < int(held[-1].split()[0]):
                pass
        writer.kill()
    facts = sum(1 for _ in talks().records[0].statements())
    for n in range(3):
        with open_store(tmp_path / f"{n}.db", read_only=True) as store:
            health = store.check()
            assert health.ok
            assert health.counts["statements"] == health.counts["pages"] * facts
    assert len(set(held)) == 3, "pages came between the copies"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db")
    backup(tmp_path / "dateline.db", tmp_path / "copy.db", at=AT)
    with pytest.raises(StoreError, match="there already"):
        backup(tmp_path / "dateline.db", tmp_path / "copy.db", at=AT)
    with pytest.raises(StoreError, match="nothing is overwritten"):
        restore(tmp_path / "copy.db", tmp_path / "dateline.db")
    with pytest.raises(StoreError, match="nothing to back up"):
        backup(tmp_path / "none.db", tmp_path / "other.db", at=AT)
    with pytest.raises(StoreError, match=r"cannot be (written|opened)"):
        backup(tmp_path / "dateline.db", tmp_path / "no" / "such.db", at=AT)


def test_what_is_no_copy_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "dateline.db")
    whole = Path(backup(tmp_path / "dateline.db", tmp_path / "copy.db.gz", at=AT).where).read_bytes()
    bad = {
        "text.db": b"these are my notes, and they are longer than a header",
        "cut.db.gz": whole[: len(whole) // 2],
        "torn.db": gzip.decompress(whole)[:20_000],
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(StoreError):
            restore(tmp_path / name, tmp_path / "new.db")
        assert not (tmp_path / "new.db").exists()
    with pytest.raises(StoreError, match="cannot be restored"):
        restore(tmp_path / "none.db", tmp_path / "new.db")


def test_a_damaged_store_is_not_called_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "dateline.db"
    fill(path)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM evidence WHERE statement IN (SELECT key FROM statements LIMIT 1)")
    with pytest.raises(StoreError, match="statements have no evidence"):
        backup(path, tmp_path / "copy.db", at=AT)
    assert not (tmp_path / "copy.db").exists()
