"""A server of PostgreSQL that things go wrong with; its disk is full where no file may grow beyond a megabyte."""

from __future__ import annotations

import os
import random
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dateline.errors import StoreError
from dateline.store import Store, open_store
from tests.factory import NOW, Sample, plain
from tests.postgres import Server, binaries, running

_FULL_AT = 2**20 + 4096
"""Bytes: a file may hold so many. A part of a last block fits, so that the server takes the disk for full."""


@contextmanager
def ailing() -> Iterator[Server]:
    """Run a server whose log is in files so small that it can still be written where the disk is full."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    with running("--wal-segsize=1") as started:
        yield started


@contextmanager
def full(server: Server) -> Iterator[None]:
    """Let the disk be full for whoever connects to a server from now on."""
    before = _limit(server, None)
    _limit(server, (_FULL_AT, before[1]))
    try:
        yield
    finally:
        _limit(server, before)


def _limit(server: Server, to: tuple[int, int] | None) -> tuple[int, int]:
    """Set how large a file of the server may be, as its owner: root may not always; return what it was."""
    data = server.folder / "data"
    postmaster, owner, us = int((data / "postmaster.pid").read_text().splitlines()[0]), data.stat(), os.getegid()
    as_root = os.geteuid() == 0
    if as_root:
        os.setresgid(owner.st_gid, owner.st_gid, us)
        os.setresuid(owner.st_uid, owner.st_uid, 0)
    try:
        args = (resource.RLIMIT_FSIZE,) if to is None else (resource.RLIMIT_FSIZE, to)
        return resource.prlimit(postmaster, *args)
    finally:
        if as_root:
            os.setresuid(0, 0, 0)
            os.setresgid(us, us, us)


def large(n: int) -> Sample:
    """Return a page of a hundred thousand characters that cannot be packed."""
    chance = random.Random(n)
    return plain(f"Page {n}.\n" + " ".join(chance.randbytes(500).hex() for _ in range(100)))


def add(store: Store, sample: Sample) -> bool:
    return store.add(sample.page, sample.cutting, sample.records, added_at=NOW).new


def fill(place: str) -> tuple[int, str]:
    """Add pages until the disk is full; return how many were kept, and what was said then."""
    with open_store(place) as store:
        for n in range(100):
            try:
                add(store, large(n))
            except StoreError as error:
                return n, str(error)
    raise AssertionError("the disk was never full")
