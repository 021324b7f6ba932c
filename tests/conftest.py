"""Skips are said aloud; where DATELINE_NO_SKIP is set (as in `make test-all`) a skip is a failure."""

import os
from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import Server, binaries, running

Places = Callable[[], str]
"""Gives a path or url where there is no store yet, each time another one."""


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
def server() -> Iterator[Server]:
    """A server of PostgreSQL for the whole run."""
    if binaries() is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    with running() as started:
        yield started


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where stores can be: a test that asks for it runs on both databases."""
    if request.param == "postgresql":
        started: Server = request.getfixturevalue("server")
        return started.store
    numbers = count()

    def new() -> str:
        folder: Path = tmp_path_factory.mktemp("stores")
        return str(folder / f"{next(numbers)}.db")

    return new
