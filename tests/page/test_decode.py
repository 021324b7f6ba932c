"""Bytes to text: every encoding that pages come in, and every way in which they lie about it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EmptyPage, PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.charsets import _LABELS, codec, known, meta_charset
from dateline.page.decode import decode
from dateline.page.from_bytes import page_from_bytes
from dateline.page.limits import Limits

LIMITS = Limits(page_bytes=4096)
ENGLISH = "The envoy’s café in Nice — “closed” – reopened."
RUSSIAN = "Делегация прибыла в столицу вечером, и переговоры начались без опоздания. " * 3
ARABIC = "وصل الوفد إلى العاصمة مساء اليوم وبدأت المحادثات في موعدها دون تأخير. " * 3
HEBREW = "המשלחת הגיעה לבירה בערב והשיחות נפתחו בזמן וללא עיכוב. " * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(encoding: str) -> None:
    boms = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    boms |= {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}
    decoded = decode(boms[encoding] + ENGLISH.encode(encoding), page="p", declared="windows-1252")
    assert (decoded.content, decoded.encoding, decoded.replaced_characters) == (ENGLISH, encoding, 0)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognized(encoding: str) -> None:
    decoded = decode(ENGLISH.encode(encoding), page="p")
    assert decoded.content == ENGLISH
    assert decoded.notes


def test_utf8_declared_as_something_else_is_read_and_noted() -> None:
    decoded = decode(ENGLISH.encode(), page="p", declared="ISO-8859-1")
    assert decoded.content == ENGLISH
    assert "'ISO-8859-1'" in decoded.notes[0]
    assert "UTF-8" in decoded.notes[0]


def test_what_is_declared_rightly_needs_no_note() -> None:
    assert decode(ENGLISH.encode(), page="p", declared="UTF-8").notes == ()
    assert decode(b"plain", page="p", declared="iso-8859-1").notes == ()
    decoded = decode(RUSSIAN.encode("cp1251"), page="p", declared="Windows-1251")
    assert (decoded.content, decoded.notes) == (RUSSIAN, ())


def test_windows_1252_declared_as_utf8_is_read_and_noted() -> None:
    decoded = decode(ENGLISH.encode("cp1252"), page="p", declared="utf-8")
    assert (decoded.content, decoded.encoding) == (ENGLISH, "windows-1252")
    assert "utf-8" in decoded.notes[0]


@pytest.mark.parametrize(
    ("content", "encoding"), [(RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (HEBREW, "cp1255"), (RUSSIAN, "koi8-r")]
)
def test_an_undeclared_encoding_is_guessed_from_the_characters(content: str, encoding: str) -> None:
    decoded = decode(content.encode(encoding), page="p")
    assert decoded.content == content
    assert "no charset declared" in decoded.notes[0]


def test_one_broken_character_does_not_spoil_the_others() -> None:
    data = ENGLISH.encode() + b" \xe2\x80 end"
    decoded = decode(data, page="p", declared="iso-8859-1")
    assert decoded.content.startswith(ENGLISH)
    assert decoded.replaced_characters == decoded.content.count("\ufffd") == 1


def test_replacement_characters_of_the_page_itself_are_not_counted() -> None:
    assert decode("lost \ufffd before".encode(), page="p").replaced_characters == 0


def test_nul_is_replaced_one_for_one_and_counted() -> None:
    decoded = decode(b"a quiet\x00 day in the capital, with \xe2\x82\xac 5", page="p")
    assert decoded.content == "a quiet\ufffd day in the capital, with € 5"
    assert decoded.replaced_characters == 1


def test_line_ends_stay() -> None:
    assert decode(b"one\r\ntwo\rthree\n", page="p").content == "one\r\ntwo\rthree\n"


def test_a_declaration_inside_the_markup_counts() -> None:
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><p>{RUSSIAN}</p>'
    decoded = decode(html.encode("koi8-r"), page="p", markup=True)
    assert (decoded.content, decoded.notes) == (html, ())
    assert meta_charset(b"<?xml version='1.0' encoding='big5'?><html>") == "big5"


def test_iso_2022_jp_is_all_ascii_bytes_and_still_read() -> None:
    content = "東京で会談が行われた。"
    assert decode(content.encode("iso-2022-jp"), page="p", declared="ISO-2022-JP").content == content


def test_every_label_has_a_codec_and_no_code_hides_among_them() -> None:
    for label in _LABELS:
        codecs.lookup(codec(known(label) or ""))
    assert [known(x) for x in ("utf-7", "unicode_escape", "rot13", "", None)] == [None] * 5
    assert known(" Latin1 ") == "windows-1252"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\1\0\1\0", "GIF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "RIFF"),
        (b"WARC/1.0\r\nWARC-Type: response", "WARC"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 500, "binary"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        decode(data, page="photo.txt")
    assert kind in caught.value.message
    assert "jsonl" in caught.value.message
    assert caught.value.page == "photo.txt"


def test_an_empty_page_and_a_large_one_are_refused() -> None:
    for data in (b"", b" \r\n\t ", codecs.BOM_UTF8, "\u200b\n".encode()):
        with pytest.raises(EmptyPage):
            page_from_bytes(data, id="p", limits=LIMITS)
    with pytest.raises(TooLargePage, match="4,096"):
        page_from_bytes(b"x" * 4097, id="p", limits=LIMITS)


def test_media_types_are_sniffed_and_lies_are_noted() -> None:
    def read(data: bytes, media_type: str | None) -> Page:
        return page_from_bytes(data, id="p", limits=LIMITS, media_type=media_type)  # type: ignore[arg-type]

    assert read(b"<!DOCTYPE html><p>x", None).media_type == "text/html"
    assert read(b"\n <!-- x --><div class='a'>x</div>", None).media_type == "text/html"
    assert read(b"a < b and <3", None).media_type == "text/plain"
    assert read(b"# Title", "text/markdown").media_type == "text/markdown"
    lying = read(b"<html><p>x</p></html>", "text/plain")
    assert (lying.media_type, len(lying.notes)) == ("text/html", 1)
    bare = read(b"no tags\n\nat all", "text/html")
    assert (bare.media_type, len(bare.notes)) == ("text/plain", 1)


@given(st.binary(max_size=5000), st.sampled_from([None, "utf-8", "big5", "gb2312", "iso-2022-jp", "nonsense"]))
def test_bytes_give_a_page_or_a_page_error(data: bytes, charset: str | None) -> None:
    try:
        page = page_from_bytes(data, id="p", limits=LIMITS, charset=charset)
    except PageError as error:
        assert error.page == "p"
        return
    page.content.encode("utf8")
    assert "\0" not in page.content
    assert page.replaced_characters <= page.content.count("\ufffd")


@given(st.text(min_size=1))
def test_utf8_text_comes_back_to_the_character(content: str) -> None:
    try:
        page = page_from_bytes(b"x" * 40 + content.encode(), id="p", limits=LIMITS)
    except UnreadablePage:
        assert any(ord(c) < 32 or c == "\x7f" for c in content)
        return
    except TooLargePage:
        return
    assert page.content == "x" * 40 + content.replace("\0", "\ufffd")
