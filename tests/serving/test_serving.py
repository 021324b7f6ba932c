"""The desk on its way: what a person puts into the box becomes a page, and it opens on loopback alone."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest
from lxml.html import fromstring

from dateline.errors import BadInput, DatelineError, PageError
from dateline.serving import desk, read_given, run_desk
from dateline.settings import Settings
from dateline.views.seam import Given

SETTINGS = Settings()
STORY = "Aldmoor, May 5 (NPX) - Trade Minister Lena Orsk met her Tarvian counterpart in Aldmoor on Monday.\n"


def test_a_pasted_text_is_read() -> None:
    read = read_given(Given(text=STORY), settings=SETTINGS)
    assert read.page.id.startswith("pasted-")
    assert "Lena Orsk" in {e.label for e in read.records[0].entities}


def test_a_dropped_file_is_read_as_what_it_is() -> None:
    page = f"<html><body><article><h1>Ministers meet</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"
    assert read_given(Given(data=page.encode(), name="a.html"), settings=SETTINGS).page.media_type == "text/html"


def test_an_archive_is_too_much_for_the_box() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", STORY)
    with pytest.raises(BadInput, match="several pages"):
        read_given(Given(data=packed.getvalue(), name="a.zip"), settings=SETTINGS)


def test_a_private_address_is_not_fetched() -> None:
    with pytest.raises(PageError):
        read_given(Given(url="http://127.0.0.1:9/"), settings=SETTINGS)


def test_the_desk_answers_and_reads_what_is_posted(tmp_path: Path) -> None:
    with (
        desk(tmp_path / "d.db", settings=SETTINGS) as base,
        httpx.Client(base_url=base, trust_env=False, timeout=120) as client,
    ):
        assert client.get("/healthz").json()["ok"]
        token = fromstring(client.get("/").text).cssselect("input[name=csrf]")[0].get("value")
        filled = {"text": STORY, "keep": "1", "csrf": token}
        posted = client.post("/read", data=filled, headers={"Origin": base}, follow_redirects=True)
        assert "Lena Orsk" in posted.text
        rows = client.get("/articles.json").json()["rows"]
    assert len(rows) == 1


def test_without_an_account_the_desk_opens_to_this_machine_only(tmp_path: Path) -> None:
    known = Settings(url="https://desk.example.org")
    for host, settings in [("192.0.2.1", SETTINGS), ("0.0.0.0", SETTINGS), ("127.0.0.1", known)]:
        with pytest.raises(BadInput, match="users add"):
            run_desk(tmp_path / "d.db", host=host, port=0, browser=False, settings=settings)


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with desk(tmp_path / "d.db", settings=SETTINGS) as base, pytest.raises(DatelineError, match="cannot be taken"):
        run_desk(
            tmp_path / "e.db", host="127.0.0.1", port=int(base.rsplit(":", 1)[1]), browser=False, settings=SETTINGS
        )
