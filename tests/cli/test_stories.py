"""`dateline stories`: a line for each article, in the order given."""

from pathlib import Path

from dateline.store import open_store
from tests.cli.test_cli import STORY, jsonl, parsed, run


def test_articles_in_stories_out() -> None:
    other = "Frost took half the apple blossom in the valley of Tarn on Saturday night, growers there said on Sunday."
    pages = [
        {"id": "a", "text": STORY, "as": "article", "published": "2025-05-06"},
        {"id": "b", "text": other, "as": "article", "published": "2025-05-06"},
        {"id": "c", "text": "As printed\n\n" + STORY, "as": "article", "published": "2025-05-07"},
        {"id": "d", "text": "Home\nNews\nSports"},
    ]
    lines = parsed(run("stories", "--jsonl", stdin=jsonl(*pages)))
    assert [line["id"] for line in lines] == ["a", "b", "c", "d"]
    assert [line["story"] for line in lines] == ["s1", "s2", "s1", None]
    assert lines[2]["original"] == "a"
    assert lines[2]["shared"] > 0.9
    assert lines[3]["reason"]


def test_a_person_reads_story_and_reason() -> None:
    done = run("stories", "--jsonl", stdin=jsonl({"id": "a", "text": STORY}) + "{bad\n")
    assert done.returncode == 1
    assert "opens the story" in run("stories", "-", stdin=STORY).stdout


def test_a_store_is_joined_anew(tmp_path: Path) -> None:
    other = "As printed\n\n" + STORY
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(other)
    run("add", "a.txt", "b.txt", home=tmp_path)
    with open_store(tmp_path / "dateline.db") as store:
        before = store.stories().rows
        with store.remembering() as memory:
            memory.forget()
        assert not store.stories().rows
    done = run("stories", "--rebuild", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2 articles joined anew\n"
    with open_store(tmp_path / "dateline.db") as store:
        assert store.stories().rows == before


def test_rebuild_makes_no_store_and_reads_nothing(tmp_path: Path) -> None:
    missing = run("stories", "--rebuild", home=tmp_path)
    assert (missing.returncode, missing.stderr) == (
        1,
        "dateline: dateline.db does not exist; `dateline add` makes it\n",
    )
    assert not list(tmp_path.iterdir())
    given = run("stories", "page.txt", "--rebuild", home=tmp_path)
    assert (given.returncode, given.stderr[:20]) == (1, "dateline: --rebuild ")
