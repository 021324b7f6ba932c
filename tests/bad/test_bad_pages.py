"""Pages that go wrong in every way we know: each is told by name, and the run goes on to the last."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dateline import flow
from dateline.model.page import Page

Json = dict[str, Any]
Lines = dict[str, list[Json]]

NAMES = "Amrita Bose,Daniel Harel,Leila Farouk,Jonas Lind,Priya Nair,Omar Tell".split(",")
PLACES = "Muscat,Lisbon,Jaipur,Haifa,Amman,Geneva".split(",")


def story(sentences: int = 12, *, seed: int = 7) -> str:
    """Make a plain article of so many sentences in paragraphs of three."""
    pick = random.Random(seed)
    said = [
        f"Delegates from {pick.randint(3, 40)} countries met in {pick.choice(PLACES)} to speak about water rights. "
        f'"We came with a map and we leave with two," said {pick.choice(NAMES)}, who chaired session {n}.'
        for n in range(sentences)
    ]
    return "\n\n".join(" ".join(said[i : i + 3]) for i in range(0, sentences, 3))


def html(body: str, *, head: str = "<title>Water talks open</title>") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def paragraphs(text: str) -> str:
    return "".join(f"<p>{p}</p>" for p in text.split("\n\n"))


MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{x}'>{x}</a></li>" for x in ("World", "Money", "Sport", "Style"))
    + "</ul></nav>"
)
FOOT = "<footer><a href='/terms'>Terms of use</a> <a href='/privacy'>Privacy</a> © 2024. All rights reserved.</footer>"
ARTICLE = f"<article><h1>Water talks open</h1>{paragraphs(story())}</article>"
CP1252 = ARTICLE.replace("water rights", "the café’s water rights")


def teasers() -> str:
    links = ("Ten ways to fold a map", "The ferry that forgot its captain", "Rain again")
    return "<ul>" + "".join(f"<li><a href='/s/{n}'>{t}</a></li>" for n, t in enumerate(links)) + "</ul>"


PAGES: dict[str, bytes] = {
    "a-good.txt": f"Water talks open\n\n{story()}".encode(),
    "blank.html": html("  \n <p> </p>", head=""),
    "consent.html": html(
        "<div role='dialog'><h1>We value your privacy</h1><p>We and our partners store and access information on your "
        "device, such as cookies, to show advertising that fits you.</p><button>Accept all</button>"
        "<button>Reject all</button><a href='/c'>Cookie settings</a></div>",
        head="<title>Privacy choices</title>",
    ),
    "crlf.txt": f"Water talks open\n\n{story()}\n".replace("\n", "\r\n").encode(),
    "empty.txt": b"",
    "furniture.html": html(f"{MENU}<h1>World</h1>{teasers()}{FOOT}", head="<title>World - Daywire</title>"),
    "jsonl-broken.jsonl": (
        json.dumps({"id": "line-1", "text": story(), "as": "article"})
        + '\n{"id": "line-2", "text": \n'
        + '{"id": "line-3", "text": "The envoy \\ud800 met\\u0000 the press in Muscat.", "as": "article"}\n'
    ).encode(),
    "lying-charset.html": html(CP1252).decode().encode("cp1252"),
    "nested.html": html("<div>" * 10_000 + ARTICLE + "</div>" * 10_000),
    "no-body.txt": (
        "Daywire\nHome\nWorld\nSign in\nEnvoys sign a treaty on the river\n\nEnvoys sign a treaty on the river\n\n"
        "Inkwell Weekly1 hour ago\nRead the full story on Inkwell Weekly\nShare\nRelated stories\n"
        f"Water talks open\nLevant Monitor\n3 hours ago\nWater talks open\n{story(6)}\nRead More »\nAbout us\n"
    ).encode(),
    "nul.txt": b"Water talks open\n\n" + story().replace("a map", "a\0map", 1).encode(),
    "paywall.html": html(
        f"{MENU}<article><h1>Envoys sign a treaty on the river</h1><div class='paywall'>"
        "<h2>Subscribe to continue reading</h2><p>Already a subscriber? <a href='/login'>Log in</a></p>"
        f"<button>See plans</button></div></article>{FOOT}"
    ),
    "photo.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
    "random.txt": random.Random(3).randbytes(20_000),
    "shell.html": html(
        "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript><script src='/app.js'>"
        "</script>",
        head="<title>Daywire</title>",
    ),
    "utf16.txt": f"Water talks open\n\n{story()}".encode("utf-16"),
    "z-good.html": html(MENU + ARTICLE + FOOT),
}
ERRORS = {
    "empty.txt": "empty",
    "gone.txt": "unreadable",
    "jsonl-broken.jsonl line 2": "bad-input",
    "photo.txt": "unreadable",
    "random.txt": "unreadable",
    "x.docx": "unreadable",
}
WITHOUT_ARTICLE = ["blank.html", "consent.html", "furniture.html", "shell.html"]
WITH_ARTICLE = "a-good.txt crlf.txt lying-charset.html line-1 line-3 nested.html nul.txt utf16.txt z-good.html".split()


def dateline(*arguments: str, stdin: bytes = b"", timeout: float = 200) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dateline", *arguments], input=stdin, capture_output=True, timeout=timeout, check=False
    )


def by_page(output: bytes, folder: Path | None = None) -> Lines:
    found: Lines = {}
    for line in output.decode().splitlines():
        record = json.loads(line)
        found.setdefault(record["page"].removeprefix(f"{folder}/"), []).append(record)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages")
    for name, data in PAGES.items():
        (path / name).write_bytes(data)
    (path / "gone.txt").symlink_to(path / "nowhere")
    (path / "x.docx").write_bytes(b"PK\x03\x04")
    return path


@pytest.fixture(scope="module")
def got(folder: Path) -> Lines:
    done = dateline("read", "--jsonl", str(folder))
    assert done.returncode == 1, "some pages cannot be read"
    assert b"Traceback" not in done.stderr
    return by_page(done.stdout, folder)


def test_every_page_is_answered_and_the_run_goes_on_to_the_last(got: Lines) -> None:
    assert set(got) == {*ERRORS, *WITHOUT_ARTICLE, *WITH_ARTICLE, "no-body.txt", "paywall.html"}


@pytest.mark.parametrize("name", ERRORS)
def test_a_page_that_cannot_be_read_is_an_error_with_its_name(got: Lines, name: str) -> None:
    (line,) = got[name]
    assert line["error"]["code"] == ERRORS[name]
    assert len(line["error"]["message"]) > 10
    assert "text" not in line


@pytest.mark.parametrize("name", WITHOUT_ARTICLE)
def test_a_page_without_an_article_says_why(got: Lines, name: str) -> None:
    (line,) = got[name]
    assert (line["kind"], line["text"]) == ("page", "")
    assert len(line["reason"]) > 10


@pytest.mark.parametrize("name", WITH_ARTICLE)
def test_a_page_that_is_odd_but_sound_is_read(got: Lines, name: str) -> None:
    (line,) = got[name]
    assert line["kind"] == "article"
    assert name == "line-3" or "Delegates from" in line["text"]


def test_an_article_without_a_body_takes_none_from_its_neighbors(got: Lines) -> None:
    line = got["no-body.txt"][0]
    assert (line["kind"], line["headline"]["value"]) == ("article", "Envoys sign a treaty on the river")
    assert line["reasons"]["body"]
    assert "Delegates" not in line["text"]
    assert not body(line) and not line["figures"]
    assert "Delegates" in got["no-body.txt"][1]["text"]


def test_a_wall_before_an_article_is_no_article(got: Lines) -> None:
    (line,) = got["paywall.html"]
    assert line.get("reason") or line["reasons"]["body"]
    assert "subscriber" not in line["text"]
    assert not body(line)


def body(line: Json) -> list[Json]:
    return [b for b in line.get("blocks", []) if b["role"] in ("paragraph", "subheading", "list", "quote")]


def test_what_was_lost_in_decoding_is_counted(got: Lines) -> None:
    assert got["nul.txt"][0]["origin"]["replaced_characters"] == 1
    assert "a\ufffdmap" in got["nul.txt"][0]["text"]
    assert got["line-3"][0]["origin"]["replaced_characters"] == 2
    assert got["line-3"][0]["text"] == "The envoy \ufffd met\ufffd the press in Muscat."


def test_a_page_that_lies_about_its_charset_is_read_as_what_it_is(got: Lines) -> None:
    assert "the café’s water rights" in got["lying-charset.html"][0]["text"]


def test_line_ends_do_not_change_what_is_read(got: Lines) -> None:
    crlf, plain = got["crlf.txt"][0], got["a-good.txt"][0]
    for kind in ("quotes", "figures", "places"):
        assert len(crlf[kind]) == len(plain[kind]) > 0
    assert [b["role"] for b in crlf["blocks"]] == [b["role"] for b in plain["blocks"]]


def test_crlf_of_a_clean_article_comes_back_to_the_character() -> None:
    text = story().replace("\n", "\r\n") + "\r\n \t"
    done = dateline("read", "--jsonl", stdin=json.dumps({"id": "a", "text": text, "as": "article"}).encode())
    assert json.loads(done.stdout)["text"] == text


def test_without_jsonl_the_error_names_the_page_and_the_rest_is_shown(folder: Path) -> None:
    done = dateline("read", str(folder / "photo.txt"), str(folder / "nowhere.txt"), str(folder / "a-good.txt"))
    said = done.stdout.decode() + done.stderr.decode()
    assert done.returncode == 1
    assert "photo.txt" in said and "PNG" in said
    assert "nowhere.txt" in said
    assert "We came with a map" in said


def test_broken_lines_on_standard_input_are_named_by_number() -> None:
    good = json.dumps({"id": "a", "text": story(3), "as": "article"})
    done = dateline("read", "--jsonl", stdin=f"{good}\n{{\n\n[]\n{good}\n".encode())
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [x["page"] for x in lines] == ["a", "standard input line 2", "standard input line 4", "a"]


def test_nothing_at_all_is_an_empty_page() -> None:
    done = dateline("read", "-")
    assert done.returncode == 1
    assert b"empty" in done.stdout + done.stderr


def test_a_page_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x " * (33 * 1024 * 1024))
    done = dateline("read", "--jsonl", str(tmp_path))
    assert by_page(done.stdout, tmp_path)["a.txt"][0]["error"]["code"] == "too-large"


@pytest.mark.soak
def test_twenty_megabytes_are_read(tmp_path: Path) -> None:
    text = story(130_000)
    assert len(text) > 20_000_000
    (tmp_path / "a.txt").write_text(text)
    started = time.monotonic()
    done = dateline("read", "--jsonl", str(tmp_path / "a.txt"), timeout=1800)
    assert done.returncode == 0, done.stderr[-500:]
    (line,) = by_page(done.stdout, tmp_path)["a.txt"]
    assert line["kind"] == "article"
    assert time.monotonic() - started < 1800


def test_a_document_with_an_owner_and_an_issuer_breaks_no_step() -> None:
    text = "Norland's statement by the ministry said that talks go on. The union's report from the council said so."
    (record,) = flow.read_page(Page(id="p", content=text, read_as="article")).records
    assert not record.reasons
    assert record.quotes
