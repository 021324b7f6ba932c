"""Deleting, reading again, copying and letting go, as a person does it at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.store import open_store
from tests.cli.test_cli import STORY, jsonl, run

OLD = {"id": "old", "url": "https://old.example/1", "text": STORY, "published": "2020-05-06"}
NEW = {
    "id": "new",
    "url": "https://new.example/1",
    "text": STORY.replace("40 protesters", "300 sailors").replace("Aldmoor", "Brevik"),
    "published": "2999-01-01",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    done = run("add", "--jsonl", stdin=jsonl(OLD, NEW), home=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def ids(home: Path) -> dict[str, str]:
    with open_store(home / "dateline.db", read_only=True) as store:
        return {row.url or "": row.id for row in store.articles().rows}


def test_delete_asks_and_says_what_goes(home: Path) -> None:
    article = ids(home)["https://old.example/1"]
    asked = run("delete", article, stdin="n\n", home=home)
    assert asked.returncode == 1
    assert "Delete 1 articles of 1 pages" in asked.stdout
    dry = run("delete", "--search", "protesters", "--dry-run", home=home)
    assert article in dry.stdout
    assert "nothing was deleted" in dry.stdout
    assert article in ids(home).values()
    done = run("delete", article, "--yes", "--why", "asked for", "--by", "Ada", home=home)
    assert done.stdout.splitlines()[-1].startswith("deleted: 1 articles of 1 pages")
    assert ids(home).keys() == {"https://new.example/1"}
    added = run("add", "--jsonl", stdin=jsonl(OLD), home=home)
    assert json.loads(added.stdout)["deleted"] == 1
    assert "by Ada (asked for); --again adds it" in added.stderr
    assert json.loads(run("add", "--jsonl", "--again", stdin=jsonl(OLD), home=home).stdout)["new"] == 1
    assert article in ids(home).values()


def test_delete_says_what_it_cannot_do(home: Path) -> None:
    assert "name articles, or search" in run("delete", home=home).stderr
    assert "no article nobody" in run("delete", "nobody", "--yes", home=home).stderr
    wrong = run("delete", "--search", "(a", home=home)
    assert wrong.returncode == 1 and "^" in wrong.stderr


def test_reread_tells_and_changes_nothing_twice(home: Path) -> None:
    same = run("reread", "--all", "--nice", home=home)
    assert same.stdout == "2 of 2 pages read again, 0 changed\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_LEAST_CONFIDENCE", "1")
        dry = run("reread", "--all", "--dry-run", home=home)
        assert "2 would change" in dry.stdout
        assert "- quote" in dry.stdout and "We signed nothing today" in dry.stdout
        lines = [json.loads(x) for x in run("reread", "--all", "--jsonl", home=home).stdout.splitlines()]
        assert [line["name"] for line in lines[:-1]] == ["https://old.example/1", "https://new.example/1"]
        assert lines[-1]["sum"]["changed"] == 2
        assert "0 changed" in run("reread", "--all", "--quiet", home=home).stdout
    assert run("reread", home=home).stdout == "0 of 2 pages read again, 0 changed\n"


def test_retain_lets_go_what_is_old(home: Path) -> None:
    assert "name the days" in run("retain", home=home).stderr
    dry = run("retain", "--days", "30", "--dry-run", home=home)
    assert "older than 30 days: 1 articles of 1 pages" in dry.stdout
    kept = run("retain", "--days", "30", "--unless-search", "protesters", "--yes", home=home)
    assert "0 articles" in kept.stdout
    assert "not kept for being pretty" in run("retain", "--days", "3", "--unless", "pretty", home=home).stderr
    done = run("retain", "--days", "30", "--yes", home=home)
    assert done.stdout.startswith("deleted: 1 articles")
    assert ids(home).keys() == {"https://new.example/1"}
    assert "by the rule of retention (older than 30 days)" in run("add", "--jsonl", stdin=jsonl(OLD), home=home).stderr


def test_backup_and_restore(home: Path) -> None:
    done = run("backup", "copy.db", "--compress", home=home)
    assert done.returncode == 0, done.stderr
    assert "checked: 2 pages" in done.stdout
    assert (home / "copy.db.gz").exists()
    assert "there already" in run("restore", "copy.db.gz", home=home).stderr
    assert run("restore", "copy.db.gz", "--store", "again.db", home=home).returncode == 0
    with open_store(home / "again.db", read_only=True) as store:
        assert store.counts()["articles"] == 2
