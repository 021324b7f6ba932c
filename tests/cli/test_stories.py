"""`dateline stories`: a line for each article, in the order given."""

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
