"""What goes wrong with the database of a store is said in one sentence with what to do, and leaves nothing half there.

Its server is one of its own: its disk is full, it is killed, and it takes no more connections.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

import psycopg
import pytest
from sqlalchemy import Connection, select, update

from dateline.errors import StoreError
from dateline.store import Store, open_store, schema
from dateline.store.dialects import postgresql as dialect
from dateline.store.engine import TRIES, adding
from tests.factory import plain, talks
from tests.faulty import add, ailing, fill, full, large
from tests.postgres import Server


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    with ailing() as server:
        yield server


def backend_of(store: Store) -> int:
    with store._engine.connect() as connection:
        pid: int = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    return pid


def test_a_full_disk_is_said_keeps_nothing_of_the_page_and_is_gone_on_with_once_there_is_room(own: Server) -> None:
    place = own.store()
    with full(own):
        kept, said = fill(place)
    assert said.startswith(f"page: {place}: the disk of the database is full, so nothing of this was kept")
    assert "make room, and try again" in said
    with open_store(place) as store:
        assert (store.check().problems, store.check().counts["pages"]) == ((), kept)
        assert add(store, large(kept))
        assert not add(store, large(kept - 1))
        assert (store.check().problems, store.check().counts["pages"]) == ((), kept + 1)


def test_a_read_only_database_can_be_read_and_says_that_it_cannot_be_written(own: Server) -> None:
    place = own.store()
    with open_store(place) as store:
        add(store, talks())
    own.ask(f"ALTER DATABASE {place.rpartition('/')[2]} SET default_transaction_read_only = on")
    with open_store(place) as store:
        assert len(store.articles().rows) == 1
        with pytest.raises(StoreError, match=r"read-only, as a standby is.*; name one that can be written to"):
            add(store, plain("Boats came in."))
        with pytest.raises(StoreError, match="read-only"):
            store.save_search("boats", "boats", by="ada")
        assert store.check().ok
    empty = own.empty()
    own.ask(f"ALTER DATABASE {empty.rpartition('/')[2]} SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match="read-only"):
        open_store(empty)


def test_who_may_not_write_is_told_what_the_owner_can_do(own: Server) -> None:
    place = own.store()
    with open_store(place) as store:
        add(store, talks())
    name = place.rpartition("/")[2]
    own.ask("CREATE ROLE looker LOGIN")
    guest = place.replace("tester@", "looker@")
    with pytest.raises(StoreError, match="this user may not do that; the owner of the database can GRANT it"):
        open_store(guest)
    own.ask("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker", database=name)
    with open_store(guest) as store:
        assert len(store.articles().rows) == 1
        with pytest.raises(StoreError, match="this user may not do that; the owner of the database can GRANT it"):
            add(store, plain("Boats came in."))
    # As docs/howto/use-postgresql.md says.
    for right in ("SELECT, INSERT, UPDATE, DELETE ON ALL TABLES", "USAGE, SELECT ON ALL SEQUENCES"):
        own.ask(f"GRANT {right} IN SCHEMA public TO looker", database=name)
    with open_store(guest) as store:
        assert add(store, plain("Boats came in."))
        assert store.save_search("boats", "boats", by="ada").name == "boats"
        assert store.check().ok
    own.ask(f"REVOKE CONNECT ON DATABASE {name} FROM public")
    with pytest.raises(StoreError, match="this user may not do that; the owner of the database can GRANT it"):
        open_store(guest)


def test_a_connection_that_is_lost_in_the_middle_of_a_page_keeps_nothing_of_it(own: Server) -> None:
    place = own.store()
    with open_store(place) as store, psycopg.connect(place) as other, ThreadPoolExecutor(1) as pool:
        add(store, talks())
        pid = backend_of(store)
        # Texts and the page are written by then; the last table is not.
        other.execute("LOCK TABLE article_fields IN EXCLUSIVE MODE")
        adding_ = pool.submit(add, store, plain("Boats came in."))
        own.ask(f"SELECT pg_terminate_backend({_waiting(own, pid)})")
        with pytest.raises(StoreError, match="connection to the database was lost; see that it runs, and try again"):
            adding_.result()
        other.rollback()
        assert (store.check().problems, store.check().counts["pages"]) == ((), 1)
        assert add(store, plain("Boats came in."))


def _waiting(server: Server, pid: int) -> int:
    """Wait until a backend waits for a lock; return its number."""
    for _ in range(3000):
        if server.ask(f"SELECT 1 FROM pg_stat_activity WHERE pid = {pid} AND wait_event_type = 'Lock'"):
            return pid
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_a_server_that_is_killed_is_waited_for_by_trying_again(own: Server) -> None:
    place = own.store()
    # As it is by default: what was answered is on the disk, or as good as there.
    own.ask(f"ALTER DATABASE {place.rpartition('/')[2]} SET synchronous_commit = on")
    with open_store(place) as store, closing(psycopg.connect(place)) as other, ThreadPoolExecutor(1) as pool:
        add(store, talks())
        pid = backend_of(store)
        other.execute("LOCK TABLE article_fields IN EXCLUSIVE MODE")
        adding_ = pool.submit(add, store, plain("Boats came in."))
        # The server ends all others when one of its processes dies, and reads its log again.
        os.kill(_waiting(own, pid), signal.SIGKILL)
        with pytest.raises(StoreError, match="connection to the database was lost"):
            adding_.result()
        assert _until_it_is_back(store)
        assert (store.check().problems, store.check().counts["pages"]) == ((), 2)


def _until_it_is_back(store: Store) -> bool:
    for _ in range(2000):
        try:
            return add(store, plain("Boats came in."))
        except StoreError as error:
            # One more may be let in while the server ends all: it loses its connection, too, and may try again.
            assert "try again" in str(error), error
        time.sleep(0.05)
    raise AssertionError("it never came back")


def test_a_server_without_room_for_more_says_so(own: Server) -> None:
    place = own.store()
    own.ask("CREATE ROLE many LOGIN CONNECTION LIMIT 1")
    crowded = "takes no more connections; close some, or raise max_connections"
    with psycopg.connect(place.replace("tester@", "many@")), pytest.raises(StoreError, match=crowded):
        open_store(place.replace("tester@", "many@"))
    with ExitStack() as taken:
        with pytest.raises(psycopg.OperationalError):
            while True:
                taken.enter_context(psycopg.connect(place))
        for who in ("tester@", "many@"):
            with pytest.raises(StoreError, match=crowded):
                open_store(place.replace("tester@", who))


def test_more_questions_at_once_than_a_program_may_ask_are_answered_in_a_sentence(own: Server) -> None:
    with open_store(own.store()) as store, ExitStack() as taken:
        store._engine.pool._timeout = 0.1  # type: ignore[attr-defined] # else it takes half a minute
        with pytest.raises(StoreError, match="more is asked at once than can be answered; try again"):
            for _ in range(100):
                taken.enter_context(store._reading())


def test_who_is_refused_or_not_answered_at_all_is_told_what_to_look_at(own: Server) -> None:
    place = own.store()
    port = str(own.port)
    for wrong, says in (
        (place.replace("tester@", "nobody@"), "the user or the password is wrong"),
        (place + "x", "there is no such database; make it with `createdb`"),
        (place.replace("127.0.0.1", "nowhere.invalid"), "check the address and that it runs"),
        (place.replace(port, "9"), "the database does not answer; check the address and that it runs"),
    ):
        with pytest.raises(StoreError, match=says):
            open_store(wrong)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        mute = place.replace(port, str(silent.getsockname()[1])) + "?connect_timeout=2"
        with pytest.raises(StoreError, match="the database does not answer; check the address and that it runs"):
            open_store(mute)


def test_who_waits_too_long_for_another_writer_is_told_so(own: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialect, "_SETTINGS", "SET lock_timeout = '100ms'")
    with open_store(own.store()) as store, store.remembering():
        with pytest.raises(StoreError, match="another program is writing to the store; try again"):
            add(store, talks())
        with pytest.raises(StoreError, match="another program is writing to the store; try again"):
            store.save_search("boats", "boats", by="ada")


def test_of_two_that_wait_for_one_another_one_is_done_again(own: Server) -> None:
    place, s, meet = own.store(), schema.saved_searches, threading.Barrier(2, timeout=100)
    with open_store(place) as store, ThreadPoolExecutor(2) as pool:
        for name in "ab":
            store.save_search(name, "boats", by="0")

        def count_up(names: str) -> int:
            met = False

            def work(connection: Connection) -> None:
                nonlocal met
                for name in names:
                    mine = s.c.name == name
                    by = int(connection.execute(select(s.c.by).where(mine).with_for_update()).scalar_one())
                    connection.execute(update(s).where(mine).values(by=str(by + 1)))
                    if not met:
                        met = True
                        meet.wait()

            return adding(store._engine, place, work)[1]

        assert sorted(pool.map(count_up, ("ab", "ba"))) == [0, 1]
        assert [saved.by for saved in store.saved_searches()] == ["2", "2"]


def test_a_page_that_waits_in_a_circle_with_a_stranger_is_added_after_all(own: Server) -> None:
    place, sample = own.store(), plain("Boats came in.")
    with open_store(place) as store, psycopg.connect(place) as other, ThreadPoolExecutor(1) as pool:
        pid = backend_of(store)
        other.execute("SET deadlock_timeout = '60s'")
        other.execute("LOCK TABLE article_fields IN EXCLUSIVE MODE")
        adding_ = pool.submit(add, store, sample)
        _waiting(own, pid)
        # Waits for the page, which waits for the table: it is the page that is given up, and its text is free.
        row = (sample.cutting.page_text.id, sample.cutting.page_text.content)
        other.execute("INSERT INTO texts (id, content) VALUES (%s, %s)", row)
        other.commit()
        assert adding_.result()
        assert store.tried_again == 1
        assert (store.check().problems, store.check().counts["pages"]) == ((), 1)


def test_who_is_always_in_the_way_is_told_of_after_some_tries(own: Server) -> None:
    place, tries = own.store(), 0

    def work(connection: Connection) -> None:
        nonlocal tries
        tries += 1
        connection.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'in the way' USING ERRCODE = '40P01'; END $$")

    with open_store(place) as store:
        with pytest.raises(StoreError, match="others wrote to the same rows again and again; try again"):
            adding(store._engine, place, work)
        assert tries == TRIES
