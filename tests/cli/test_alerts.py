"""Alerts and digests by the command line: made, tried, sent, paused, and quiet where nothing is new."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.store import open_store
from dateline.story.joining import join
from tests.factory import Sample, arabic, harbor, talks
from tests.sending.servers import Answers, Mailbox, hook_server, mail_server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "d.db"))
    monkeypatch.setenv("DATELINE_PRIVATE_WEBHOOKS", "1")
    keep(tmp_path, talks(), ago=timedelta(days=40))
    return tmp_path


def keep(home: Path, *samples: Sample, ago: timedelta = timedelta(minutes=1)) -> None:
    with open_store(home / "d.db") as store:
        for sample in samples:
            at = datetime.now(UTC) - ago
            store.add(sample.page, sample.cutting, sample.records, added_at=at, join=join)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_digest_holds_what_is_new_and_is_quiet_where_nothing_is(home: Path) -> None:
    assert run("digest").output == ""
    keep(home, harbor(), arabic())
    first = run("digest")
    assert first.exit_code == 0 and first.output.startswith("2 stories, 2 new articles")
    assert "Harbor strike ends" in first.output and "1 article, 1 independent source" in first.output
    assert "Ministers of Kenya" not in first.output
    again = run("digest")
    assert (again.exit_code, again.output) == (0, "")
    back = run("digest", "--since", "P90D").output
    assert "3 stories, 3 new articles" in back and "Ministers of Kenya" in back
    assert run("digest").output == ""


def test_a_digest_of_a_saved_search_goes_by_mail_and_webhook(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("search", "strike", "--save", "labor")
    keep(home, harbor(), arabic())
    box, answers = Mailbox(), Answers([200])
    with mail_server(box) as port, hook_server(answers) as url:
        for name, value in (("HOST", "127.0.0.1"), ("PORT", str(port)), ("TLS", "none")):
            monkeypatch.setenv(f"DATELINE_SMTP_{name}", value)
        for way in (("--to", "mail", "--recipient", "anna@reader.example"), ("--to", "webhook", "--recipient", url)):
            assert run("digest", "--search", "labor", *way).exit_code == 0
            assert run("digest", "--search", "labor", *way).exit_code == 0
    (mail,), (_,) = box.got, answers.got
    assert mail["subject"] == "Digest: labor: Harbor strike ends" and mail["from"] == "dateline@127.0.0.1"


def test_one_that_did_not_get_through_is_sent_with_the_next_call(home: Path) -> None:
    keep(home, harbor())
    answers = Answers([500, 200])
    with hook_server(answers) as url:
        failed = run("digest", "--to", "webhook", "--recipient", url)
        assert failed.exit_code == 1 and "500" in failed.output
        assert run("digest", "--to", "webhook", "--recipient", url).exit_code == 0
    assert len({got.headers["webhook-id"] for got in answers.got}) == 1


def test_an_alert_from_making_to_removing(home: Path) -> None:
    answers = Answers([204])
    with hook_server(answers) as url:
        made = run("alerts", "add", "strike", "--webhook", url, "--name", "Strikes", "--rhythm", "at-once")
        assert made.exit_code == 0 and "Strikes: at once to http://127.0.0.1" in made.output and "whsec_" in made.output
        assert run("alerts", "run", "--once").output.startswith("0 messages made")
        keep(home, harbor(), ago=timedelta(seconds=-5))
        assert run("alerts", "run", "--once").output.startswith("1 messages made, 1 sent")
    assert "answered 204" in run("alerts", "log", "Strikes").output
    assert run("alerts", "pause", "Strikes").exit_code == 0
    listed = run("alerts", "list").output
    assert "paused by command line" in listed and "each story" in listed
    assert "whsec_" not in listed + run("alerts", "list", "--jsonl").output
    assert run("alerts", "resume", "Strikes").exit_code == 0 == run("alerts", "remove", "Strikes").exit_code
    assert run("alerts", "list").output == ""


def test_a_test_message_tries_the_way(home: Path) -> None:
    with hook_server(answers := Answers([200, 500])) as url:
        run("alerts", "add", "Kenya", "--webhook", url, "--name", "Way")
        assert run("alerts", "test", "Way").output == "sent: answered 200 OK\n"
        failed = run("alerts", "test", "Way")
        assert failed.exit_code == 1 and failed.output == "not sent: answered 500 Internal Server Error\n"
    assert len(answers.got) == 2 and run("alerts", "log", "Way").output == ""


def test_running_ends_when_told_to(home: Path) -> None:
    command = [sys.executable, "-m", "dateline", "alerts", "run"]
    with hook_server(answers := Answers([200])) as url:
        run("alerts", "add", "strike", "--webhook", url, "--name", "Way", "--rhythm", "at-once")
        keep(home, harbor(), ago=timedelta(seconds=-5))
        with subprocess.Popen(command, stderr=subprocess.PIPE) as running:
            for _ in range(2400):
                if answers.got:
                    break
                time.sleep(0.05)
            running.send_signal(signal.SIGTERM)
            _, said = running.communicate(timeout=100)
    assert running.returncode == 0 and b"Traceback" not in said and len(answers.got) == 1


def test_a_preview_says_how_often(home: Path) -> None:
    keep(home, harbor(), arabic())
    with open_store(home / "d.db") as store:
        days = (datetime.now(UTC) - store.articles().rows[0].first_seen).days + 3
    told = run("alerts", "preview", "--days", str(days), "--rhythm", "daily", "--zone", "Asia/Tokyo").output
    assert told.startswith(f"would have been told once in the last {days} days, daily at 08:00 (Asia/Tokyo), each ")
    assert "3 stories, 3 articles" in told
    assert "never have been told" in run("alerts", "preview", "strike").output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("alerts", "add", "x"), "say where it goes"),
        (("alerts", "add", "x", "--mail", "a@b.example", "--webhook", "https://b.example"), "say where it goes"),
        (("alerts", "add", "(", "--mail", "a@b.example"), "never closed"),
        (("alerts", "add", "x", "--mail", "a"), "is no mail address"),
        (("alerts", "add", "x", "--mail", "a@b.example", "--at", "25:00"), "is no time of day"),
        (("alerts", "add", "x", "--mail", "a@b.example", "--zone", "../etc"), "is no time zone"),
        (("alerts", "pause", "nothing"), "there is no alert 'nothing'"),
        (("alerts", "log", "nothing"), "there is no alert 'nothing'"),
        (("digest", "--search", "nothing"), "no saved search"),
        (("digest", "--to", "mail"), "is no mail address"),
        (("digest", "--since", "soon"), "soon is no day"),
        (("digest", "--since", "P1D", "--to", "mail"), "for printing"),
        (("alerts", "run", "--once", "--store", "/nowhere/x.db"), "does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(home: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1 and says in done.output and "Traceback" not in done.output
