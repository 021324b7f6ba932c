"""Skips are said aloud; where DATELINE_NO_SKIP is set (as in `make test-all`) a skip is a failure.

Properties are tried with the same examples each time, and take the time they need: what passed passes again, on a slow
machine, too. `make soak` tries examples that nobody has tried before.
"""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from dateline.store import open_store
from tests.postgres import Server, binaries, running

_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _PATIENT, derandomize=True)
settings.register_profile("new", _PATIENT, max_examples=500, print_blob=True)
settings.load_profile("same")


@dataclass(frozen=True)
class Places:
    """Gives paths or urls of stores, each time another one.

    Args:
        new: Where an empty store is.
        copy: Where a copy is of a store that nobody has open.
    """

    new: Callable[[], str]
    copy: Callable[[str], str]

    def __call__(self) -> str:
        """Return a new one."""
        return self.new()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where nothing may be skipped."""
    report = yield
    if report.skipped and os.environ.get("DATELINE_NO_SKIP") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and nothing may be skipped here: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def servers() -> list[Server]:
    """The server of the run, once a test has asked for it."""
    return []


@pytest.fixture(scope="session")
def postgresql(servers: list[Server]) -> Iterator[Server]:
    """A server of PostgreSQL for the whole run."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    with running() as started:
        servers.append(started)
        yield started


@pytest.fixture(autouse=True)
def dropped(servers: list[Server]) -> Iterator[None]:
    """Drop the databases that were made for one test alone: each takes ten megabytes."""
    before = [len(server.databases) for server in servers]
    yield
    for server, since in zip(servers, before, strict=False):
        server.drop(since=since)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where stores can be: a test that asks for it runs on both databases."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("postgresql")
        return Places(started.store, started.copy)
    folder, numbers = tmp_path_factory.mktemp("stores"), count()
    # To make a store takes longer than most tests.
    empty = str(folder / "empty.db")
    open_store(empty).close()

    def copy(place: str) -> str:
        return str(shutil.copy(place, folder / f"{next(numbers)}.db"))

    return Places(lambda: copy(empty), copy)


@pytest.fixture
def place(places: Places) -> str:
    """Where one store can be, on either database."""
    return places()
