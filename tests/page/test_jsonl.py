"""Lines of JSON to pages: everything a sender may say, and everything that is refused."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadInput, EmptyPage, PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.model.span import Span
from dateline.page.jsonl import pages_of_json, pages_of_lines
from dateline.page.limits import Limits
from tests.page.building import MAIL, pdf

LIMITS = Limits(page_bytes=2000)


def read(*lines: str | bytes) -> list[Page | PageError]:
    data = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return list(pages_of_lines(io.BytesIO(data), name="in.jsonl", limits=LIMITS))


def page(**fields: Any) -> Page:
    (got,) = read(json.dumps({"id": "a1"} | fields))
    assert isinstance(got, Page), got
    return got


def error(line: str | bytes | dict[str, Any]) -> PageError:
    (got,) = read(json.dumps(line) if isinstance(line, dict) else line)
    assert isinstance(got, PageError), got
    return got


def test_every_field_arrives() -> None:
    got = page(
        text="Ministers met.",
        url="https://example.org/1",
        fetched="2025-07-28T09:30:00+02:00",
        published="2025-07-27",
        title="Met",
        pairs=[[[0, 9], [10, 13]]],
        **{"as": "article"},
    )
    assert (got.id, got.content, got.media_type, got.read_as) == ("a1", "Ministers met.", "text/plain", "article")
    assert (got.url, got.published, got.title) == ("https://example.org/1", date(2025, 7, 27), "Met")
    assert got.fetched is not None and got.fetched.utcoffset() == timedelta(hours=2)
    assert got.pairs == ((Span(0, 9), Span(10, 13)),)


def test_a_time_without_zone_is_utc_and_a_day_is_its_midnight() -> None:
    assert page(text="x", fetched="2025-07-28").fetched == datetime(2025, 7, 28, tzinfo=UTC)
    assert page(text="x", published="2025-07-28T23:59:00Z").published == date(2025, 7, 28)


def test_null_is_the_same_as_nothing() -> None:
    assert page(text="x", published=None, url=None, pairs=None, html=None, **{"as": None}) == page(text="x")


def test_html_and_base64() -> None:
    assert page(html="<p>x</p>").media_type == "text/html"
    raw = base64.b64encode("<p>Кафе в центре города было открыто</p>".encode("cp1251")).decode()
    got = page(base64=raw, media_type="text/html; charset=windows-1251")
    assert (got.media_type, got.encoding) == ("text/html", "windows-1251")
    assert "Кафе" in got.content
    assert page(text="# x", media_type="text/markdown").media_type == "text/markdown"


def test_surrogates_and_nul_are_replaced_one_for_one() -> None:
    (got,) = read(r'{"id": "a\ud800", "text": "a\ud83dz\u0000 \ud83d\ude00", "title": "\udfff"}')
    assert isinstance(got, Page)
    assert (got.id, got.content, got.title, got.replaced_characters) == ("a\ufffd", "a\ufffdz\ufffd 😀", "\ufffd", 2)


def test_text_comes_through_to_the_character() -> None:
    text = "\ufeff one\r\ntwo\u2028three \u200f "
    assert page(text=text, **{"as": "article"}).content == text


def test_an_unknown_field_is_noted_not_lost_in_silence() -> None:
    assert page(text="x", publised="2025-01-01").notes == ("unknown field 'publised' ignored",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "none"),
        ({"text": "x", "html": "<p>"}, "text and html"),
        ({"text": 3}, "number"),
        ({"text": "x", "url": ["u"]}, "a list"),
        ({"text": "x", "published": "2025-02-30"}, "2025-02-30"),
        ({"text": "x", "published": "yesterday"}, "yesterday"),
        ({"text": "x", "fetched": "at noon"}, "at noon"),
        ({"text": "x", "as": "book"}, "book"),
        ({"text": "x", "media_type": "text/html"}, "does not go with"),
        ({"base64": "eA=="}, "media_type"),
        ({"base64": "e!A", "media_type": "text/plain"}, "not base64"),
        ({"text": "x", "pairs": []}, "as"),
        ({"text": "x", "as": "article", "pairs": {}}, "an object"),
        ({"text": "x", "as": "article", "pairs": [[[0, 1]]]}, "two spans"),
        ({"text": "x", "as": "article", "pairs": [[[0, 1], [0, 2]]]}, "0 to 2"),
        ({"text": "x", "as": "article", "pairs": [[[0, 1], [1, 1]]]}, "1 to 1"),
        ({"text": "x", "as": "article", "pairs": [[[0, 1], [False, True]]]}, "whole numbers"),
        ({"text": "x", "as": "article", "pairs": [[[0, 1], [0, 0.5]]]}, "whole numbers"),
    ],
)
def test_what_is_wrong_with_a_page_is_said_with_its_id_and_line(fields: dict[str, Any], words: str) -> None:
    got = error({"id": "a1"} | fields)
    assert (type(got), got.page) == (BadInput, "a1")
    assert words in got.message
    assert "in.jsonl line 1" in got.message


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "a1", "text": ', "column"),
        ('{"id": "a1", "text": "x"', "column"),
        ("[1, 2]", "a list"),
        ('"text"', "a string"),
        ("null", "null"),
        ('{"text": "x"}', '"id"'),
        ('{"id": "", "text": "x"}', '"id"'),
        ('{"id": 7, "text": "x"}', '"id"'),
        ('{"id": "a", "id": "b", "text": "x"}', "twice"),
        ('{"id": "a", "text": "x", "n": NaN}', "NaN"),
        ('{"id": "a", "text": "x", "n": ' + "9" * 6000 + "}", "not JSON we accept"),
        ("[" * 60_000, "deeply"),
        (b'{"id": "a", "text": "\xff"}', "UTF-8"),
    ],
)
def test_a_broken_line_is_named_by_its_number(line: str | bytes, words: str) -> None:
    limits = Limits(page_bytes=100_000)
    data = line.encode() if isinstance(line, str) else line
    (got,) = pages_of_lines(io.BytesIO(data), name="in.jsonl", limits=limits)
    assert isinstance(got, BadInput)
    assert got.page == "in.jsonl line 1"
    assert words in got.message


def test_other_errors_keep_their_kind() -> None:
    assert isinstance(error({"id": "a", "text": " \n"}), EmptyPage)
    assert isinstance(error({"id": "a", "text": "é" * 1500}), TooLargePage)
    pdf = {"base64": base64.b64encode(b"%PDF-1.4").decode(), "media_type": "text/plain"}
    assert isinstance(error({"id": "a"} | pdf), UnreadablePage)
    assert isinstance(error({"id": "a"} | pdf | {"media_type": "application/pdf"}), UnreadablePage)


def test_the_lines_after_a_broken_one_go_on() -> None:
    got = read('\ufeff{"id": "a", "text": "x"}\r', "", "{oops", "   ", '{"id": "b", "text": "y"}')
    assert [x.id if isinstance(x, Page) else x.page for x in got] == ["a", "in.jsonl line 3", "b"]


def test_a_huge_line_is_bounded_and_skipped() -> None:
    got = read('{"id": "a", "text": "' + "x" * 3_000_000 + '"}', '{"id": "b", "text": "y"}')
    assert isinstance(got[0], TooLargePage)
    assert got[0].page == "in.jsonl line 1"
    assert isinstance(got[1], Page)


class Endless(io.RawIOBase):
    """A stream of ever more lines, which a reader that wants all of it never comes back from."""

    def __init__(self) -> None:
        self.lines = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.lines += 1
        return b'{"id": "a%d", "text": "x"}\n' % self.lines


def test_lines_are_read_one_at_a_time() -> None:
    stream = Endless()
    pages = pages_of_lines(stream, name="-", limits=LIMITS)  # type: ignore[arg-type]
    first = [next(pages) for _ in range(3)]
    assert [x.id for x in first if isinstance(x, Page)] == ["a1", "a2", "a3"]
    assert stream.lines == 3


def test_a_json_file_holds_one_page_or_a_list() -> None:
    one = b'{"id": "a", "text": "x"}'
    many = b'[{"id": "a", "text": "x"}, 5,\n {"id": "b", "text": "y"}]'
    assert [type(x) for x in pages_of_json(one, name="f", limits=LIMITS)] == [Page]
    got = list(pages_of_json(many, name="f", limits=LIMITS))
    assert [type(x) for x in got] == [Page, BadInput, Page]
    assert isinstance(got[1], BadInput) and got[1].page == "f item 2"
    with pytest.raises(BadInput):
        list(pages_of_json(b"{}}", name="f", limits=LIMITS))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELD = st.sampled_from(["id", "text", "html", "base64", "media_type", "url", "fetched", "published", "as", "pairs"])
VALUE = JSON | st.sampled_from(["article", "page", "text/html", "2025-01-01", [[[0, 1], [1, 2]]]])


@given(st.dictionaries(FIELD, VALUE, max_size=6) | JSON)
def test_any_json_gives_a_page_or_a_page_error(value: Any) -> None:
    (got,) = read(json.dumps(value))
    if isinstance(got, Page):
        assert got.digest.startswith("sha256:")
    else:
        assert isinstance(got, PageError) and got.page


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_bytes_give_at_most_one_result_a_line(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    got = read(data)
    assert len(got) <= data.count(b"\n") + 1


def test_mail_and_pdf_come_in_base64() -> None:
    mail = base64.b64encode(MAIL).decode()
    got = page(base64=mail, media_type="message/rfc822", title="Mine")
    assert (got.id, got.media_type, got.title, got.published) == ("a1", "text/html", "Mine", date(2025, 7, 1))
    release = base64.b64encode(pdf([[(72, 700, 11, "A bridge was opened.")]])).decode()
    assert page(base64=release, media_type="application/pdf", url="https://e.org/x").content == "A bridge was opened."
    assert isinstance(error({"id": "a", "text": "x", "media_type": "application/pdf"}), UnreadablePage)
