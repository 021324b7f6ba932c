"""The command line, run as a person or a program runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from dateline.cli import asking
from dateline.store import open_store
from dateline.views.exports.formats import FORMATS, KINDS

STORY = """Aldmoor, May 5 (NPX) - Trade Minister Lena Orsk met her Tarvian counterpart in Aldmoor on Monday.

"We signed nothing today," Orsk told reporters. At least 40 protesters were arrested outside, police said.
"""


def run(*arguments: str, stdin: str | bytes = "", home: Path | None = None) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    env = os.environ | {"COLUMNS": "120"}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], check=False, input=data, capture_output=True, cwd=home, env=env
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def jsonl(*lines: Any) -> str:
    return "".join(json.dumps(x) + "\n" for x in lines)


def parsed(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_lines_in_records_out_in_the_same_order() -> None:
    pages = [{"id": f"p{i}", "text": STORY.replace("40", str(40 + i)), "published": "2025-05-06"} for i in range(9)]
    done = run("read", "--jsonl", "--jobs", "2", stdin=jsonl(*pages))
    assert done.returncode == 0, done.stderr
    assert [line["page"] for line in parsed(done)] == [p["id"] for p in pages]


def test_a_record_holds_what_the_page_says() -> None:
    done = run("read", "--jsonl", stdin=jsonl({"id": "p", "text": STORY, "published": "2025-05-06"}))
    (line,) = parsed(done)
    text = line["text"]
    assert line["dateline"]["value"].startswith("Aldmoor")
    assert line["agency"]["value"] == "NPX"
    (quote,) = [q for q in line["quotes"] if q["manner"] == "direct"]
    assert "We signed nothing today" in text[quote["content"][0]["start"] : quote["content"][0]["end"]]
    assert {e["id"]: e["label"] for e in line["entities"]}[quote["speaker"]] == "Lena Orsk"
    assert [(f["low"], f["high"]) for f in line["figures"]] == [(40, None)]
    assert "CONSULT" in {e["type"] for e in line["events"]}


def test_one_bad_line_does_not_end_the_run() -> None:
    done = run(
        "read", "--jsonl", stdin=jsonl({"id": "a", "text": STORY}) + "{broken\n" + jsonl({"id": "b", "text": STORY})
    )
    assert done.returncode == 1
    lines = parsed(done)
    assert [line["page"] for line in lines if "error" not in line] == ["a", "b"]
    assert lines[1]["error"]["code"] == "bad-input"
    assert "line 2" in lines[1]["page"]


def test_read_shows_tables_to_a_person(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    done = run("read", "story.txt", home=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in ("Lena Orsk", "We signed nothing today", "40 or more", "left out"):
        assert words in done.stdout


def test_add_twice_search_and_export(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    first = run("add", "story.txt", home=tmp_path)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("1 pages added")
    assert "0 pages added" in run("add", "story.txt", home=tmp_path).stdout
    found = run("search", "reporters", "--jsonl", home=tmp_path)
    assert len(parsed(found)) == 1
    read = parsed(run("read", "story.txt", "--jsonl", home=tmp_path))
    exported = parsed(run("export", home=tmp_path))
    assert [r["text"] for r in exported] == [r["text"] for r in read]
    for kind in ("mentions", "entities", "times", "places", "quotes", "figures", "events"):
        assert exported[0][kind] == read[0][kind]


def test_searches_are_saved_and_errors_point_at_the_column(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    assert "does not exist" in run("search", "x", "--save", "x", home=tmp_path).stderr
    assert not (tmp_path / "dateline.db").exists()
    run("add", "story.txt", home=tmp_path)
    saved = run("search", "reporters OR rain", "--save", "my beat", home=tmp_path)
    assert saved.stdout.endswith("\n1 article\n"), saved.stderr
    assert run("search", "--saved", home=tmp_path).stdout == "my beat                   reporters OR rain\n"
    (hit,) = parsed(run("search", 'search:"my beat" -rain', "--stories", "--jsonl", home=tmp_path))
    assert hit["found"] == 1
    assert "1 of 1 article" in run("search", "reporters", "--stories", "--sort", "date", home=tmp_path).stdout
    wrong = run("search", "rain (snow OR", home=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stderr.endswith("\n\n  rain (snow OR\n             ^\n")
    assert "nothing to search for" in run("search", home=tmp_path).stderr


def test_export_to_a_file_appears_whole(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    run("add", "story.txt", home=tmp_path)
    done = run("export", "quotes", "-o", "quotes.jsonl", home=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "quotes.jsonl").read_text().splitlines()]
    assert rows
    assert not list(tmp_path.glob("*.part"))
    beside = json.loads((tmp_path / "quotes.jsonl.meta.json").read_text())
    assert (beside["rows"], beside["kind"], beside["format"]) == (len(rows), "quotes", "jsonl")


def test_export_in_another_format_of_what_a_search_finds(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "other.txt").write_text(STORY.replace("Lena Orsk", "Mira Oln").replace("today", "yesterday"))
    run("add", "story.txt", "other.txt", home=tmp_path)
    every = run("export", "quotes", "--format", "csv", home=tmp_path).stdout.splitlines()
    found = run("export", "quotes", "--format", "csv", "--query", '"Lena Orsk"', home=tmp_path).stdout.splitlines()
    assert found[0] == every[0]
    assert 1 < len(found) < len(every)
    assert set(found) < set(every)
    refused = run("export", "quotes", "--format", "gdelt", "-o", "quotes.tsv", home=tmp_path)
    assert refused.returncode == 1
    assert "cannot be written as GDELT" in refused.stderr
    assert not list(tmp_path.glob("quotes*"))


def test_judgements_are_exported_whole_or_not_at_all(tmp_path: Path) -> None:
    open_store(tmp_path / "dateline.db").close()
    table = run("export", "judgements", "--format", "csv", home=tmp_path)
    assert table.stdout.startswith("id,target,kind,article,")
    for more in (["--format", "gdelt"], ["--query", "rain"]):
        refused = run("export", "judgements", *more, "-o", "judged", home=tmp_path)
        assert (refused.returncode, list(tmp_path.glob("judged*"))) == (1, [])


def test_what_export_offers_is_what_there_is() -> None:
    assert get_args(asking.Kind) == (*KINDS, "judgements")
    assert get_args(asking.FormatName) == tuple(fmt.name for fmt in FORMATS)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search", "x"), "does not exist"),
        (("search", "x", "--store", "story.txt"), "not a Dateline store"),
        (("read", "missing.txt"), "No such file"),
        (("read", "story.xlsx"), "cannot be read"),
        (("serve", "--host", "0.0.0.0", "--store", "new.db"), "dateline users add"),
    ],
)
def test_errors_say_what_to_do_and_exit_1(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "story.xlsx").write_text("x")
    done = run(*arguments, home=tmp_path)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    env = os.environ | {"DATELINE_PORT": "many"}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "doctor"], check=False, capture_output=True, text=True, env=env, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "DATELINE_PORT" in done.stderr


def test_doctor_is_content_with_this_installation(tmp_path: Path) -> None:
    done = run("doctor", home=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "FTS5" in done.stdout


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    pages = jsonl(*({"id": str(i), "text": STORY} for i in range(200)))
    command = f"{sys.executable} -m dateline read --jsonl --jobs 1 | head -n 1"
    done = subprocess.run(command, check=False, input=pages, capture_output=True, text=True, shell=True)
    assert "Traceback" not in done.stderr
    assert json.loads(done.stdout)["page"] == "0"


def test_the_demo_reads_every_sample(tmp_path: Path) -> None:
    done = run("demo", "--no-serve", "--store", str(tmp_path / "demo.db"))
    assert done.returncode == 0, done.stderr
    assert "not read" not in done.stderr
    assert (tmp_path / "demo.db").is_file()


def test_doctor_shows_each_row_of_a_page_and_why(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("Home\n\nSign up to our newsletter\n\n" + STORY)
    done = run("doctor", "page", "story.txt", home=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    (signed,) = [line for line in lines if "We signed nothing" in line]
    assert signed.startswith("article 0")
    assert "paragraph" in signed
    (sign_up,) = [line for line in lines if "Sign up" in line]
    assert sign_up.startswith("dropped")
    assert "newsletter" in sign_up


def test_doctor_says_what_a_page_does_not_hold_and_why(tmp_path: Path) -> None:
    wall = (
        "We value your privacy\n\nWe and our 30 partners use cookies. You can accept or refuse.\n\nAccept all cookies"
    )
    (tmp_path / "wall.txt").write_text(wall)
    (tmp_path / "norsk.txt").write_text(
        "Broen åpner igjen\n\n" + "Det er en bro som har vært stengt og det er ikke nytt. " * 4
    )
    walled, norwegian = (run("doctor", "page", name, home=tmp_path).stdout for name in ("wall.txt", "norsk.txt"))
    assert "no article: the page is a consent wall" in walled
    assert "article 0  no facts: " in norwegian
    assert "article 0  no published: " in norwegian


def test_doctor_of_a_missing_page_fails(tmp_path: Path) -> None:
    done = run("doctor", "page", "missing.txt", home=tmp_path)
    assert done.returncode == 1
    assert "missing.txt" in done.stderr
