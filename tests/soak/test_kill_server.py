"""The server of PostgreSQL is killed while pages are added: it is said in a sentence, and the same command goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests.faulty import ailing
from tests.postgres import Server
from tests.soak.test_kill import KILLS, PAGES, dateline, finish, ids_of, source_of

pytestmark = pytest.mark.soak


def kill(server: Server, database: str) -> bool:
    """Kill a process that serves a database: the server ends all others, and reads its log again."""
    asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'"
    for (pid,) in server.ask(asked):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def wait_for(server: Server) -> None:
    """Wait until a server answers again."""
    for _ in range(600):
        try:
            server.ask("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("it never came back")


@pytest.mark.timeout(3600)
def test_a_killed_server_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    chance, source, killed, midway = random.Random(12), source_of(tmp_path), 0, 0
    with ailing() as server:
        # As it is by default: what is committed is written.
        server.ask("ALTER ROLE tester SET synchronous_commit = on")
        store, other, before = server.store(), server.store(), 0
        command = dateline("add", str(source), "--jobs", "1", "--store")
        whole = finish([*command, other])
        while killed < KILLS:
            with subprocess.Popen(
                [*command, store], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            ) as process:
                time.sleep(chance.uniform(0, whole))
                killed += kill(server, store.rpartition("/")[2])
                _, said = process.communicate()
            wait_for(server)
            assert process.returncode == 0 or (said.startswith("dateline: ") and said.count("\n") == 1), said
            kept = len(ids_of(store))
            assert kept >= before
            midway += 0 < kept < PAGES
            before = kept
            if chance.random() < 0.5:
                store, before = server.store(), 0
        finish([*command, store])
        assert ids_of(store) == ids_of(other)
        assert len(ids_of(store)) == PAGES
    print(f"{killed} kills of the server, {midway} of them midway: all whole")
