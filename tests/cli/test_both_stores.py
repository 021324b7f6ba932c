"""Every command that takes a store takes one in PostgreSQL, and says the same of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from dateline.cli import app
from dateline.store.moving import move
from tests.factory import talks
from tests.postgres import Server
from tests.views.desk_samples import fill

TEXT = 'Envoys met in Oslo\n\nEnvoys of Kenya met in Oslo on Tuesday. "It went well," Lena Orsk said.\n'
OPML = '<opml version="2.0"><body><outline text="Coast" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>'
ASKED: tuple[str, ...] = (
    "add page.txt",
    "add page.txt --jsonl",
    "stories --rebuild",
    "stories --bulk none",
    "search harbor --sort date",
    "search harbor --jsonl",
    "search harbor --stories",
    "search about:kenya --save Kenya",
    "search --saved",
    "export articles --format jsonl",
    "export quotes",
    "export events --format gdelt",
    "digest --search Kenya --since 2024-01-01",
    "briefing {talks}",
    "briefing --dyad KEN NOR --jsonl",
    "users add Ada --role owner",
    "users list --jsonl",
    "alerts add ferry --mail ada@reader.example --name Ferries",
    "alerts list --jsonl",
    "alerts preview ferry",
    "alerts pause Ferries",
    "alerts resume Ferries",
    "alerts test Ferries",
    "alerts log Ferries",
    "alerts run --once",
    "alerts remove Ferries",
    "sources add http://127.0.0.1:9/atom --as-it-is",
    "sources import feeds.opml",
    "sources list --jsonl",
    "sources pause http://127.0.0.1:9/feed",
    "sources resume http://127.0.0.1:9/feed",
    "sources check http://127.0.0.1:9/feed",
    "sources export",
    "sources packs",
    "sources remove http://127.0.0.1:9/feed",
    "watch --once --quiet",
    "reread --all --dry-run --jobs 1",
    "delete {talks} --dry-run",
    "delete {talks} --yes",
    "retain --days 30 --dry-run",
    "retain --days 30 --yes",
    "load none",
    "doctor",
)
"""With words in them that stand for ids; each is asked of both stores, in this order."""
ELSEWHERE = {"backup", "restore", "serve", "demo", "mcp"}
"""What names its own place (below), or does not end by itself (tests/serving, tests/views)."""
_PASSING = re.compile(
    r"<dateCreated>[^<]*|\"score\": -?[\d.e-]+|\b20\d{12}\b|20\d\d-\d\d-\d\d[T ][\d:.+Z]+|[\w-]{16,}|"
    r"[\d.]+ (MiB|GiB|s|seconds?)\b|\S*(\.db|postgresql:)\S*"
)


def commands() -> Iterator[str]:
    """Yield the name of every command that takes a store."""

    def walk(command: object, *names: str) -> Iterator[str]:
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, *names, name)
        if any("--store" in option.opts for option in getattr(command, "params", ())):
            yield " ".join(names)

    return walk(get_command(app))


@pytest.fixture
def stores(tmp_path: Path, postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return a store in each database; both hold the same."""
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(TEXT)
    Path("feeds.opml").write_text(OPML)
    fill("file.db")
    database = postgresql.empty()
    move("file.db", database)
    return "file.db", database


def test_every_command_that_takes_a_store_is_asked() -> None:
    named = {name for name in commands() if any(f"{asked} ".startswith(f"{name} ") for asked in ASKED)}
    assert set(commands()) - named == ELSEWHERE


def test_commands_say_the_same_of_a_store_in_postgresql(stores: tuple[str, str]) -> None:
    for asked in ASKED:
        words = asked.format(talks=talks().article.id).split()
        one, other = (CliRunner().invoke(app, [*words, "--store", store]) for store in stores)
        assert (one.exit_code, plain(one.output)) == (other.exit_code, plain(other.output)), asked
    for n, store in enumerate(stores):
        done = CliRunner().invoke(app, ["backup", f"copy{n}", "--store", store])
        assert (done.exit_code, ", checked: 1 pages, 1 articles" in done.output) == (0, True), done.output
        refused = CliRunner().invoke(app, ["restore", f"copy{n}", "--store", store])
        assert (refused.exit_code, "already" in refused.output) == (1, True), refused.output


def plain(said: str) -> str:
    """Return what is said without moments, secrets, sizes and places."""
    return _PASSING.sub("…", said)
