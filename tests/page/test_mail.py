"""Mails and mailboxes to pages."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from dateline.errors import BadInput, EmptyPage, PageError, TooLargePage, UnreadablePage
from dateline.model.page import Page
from dateline.page.limits import Limits
from dateline.page.mail import page_of_mail
from dateline.page.mailbox import pages_of_mailbox
from tests.page.building import MAIL

LIMITS = Limits(page_bytes=20_000)


def read(data: bytes) -> Page:
    return page_of_mail(data, id="m", limits=LIMITS)


def plain(body: str, **headers: str) -> bytes:
    told = {"From": "a@example.org", "Date": "Tue, 1 Jul 2025 10:00:00 +0000"} | headers
    return ("".join(f"{name.replace('_', '-')}: {value}\n" for name, value in told.items()) + "\n" + body).encode()


def box(*messages: bytes) -> list[Page | PageError]:
    between = b"From a@example.org Tue Jul  1 10:00:00 2025\n"
    data = b"".join(between + message + b"\n\n" for message in messages)
    return list(pages_of_mailbox(io.BytesIO(data), name="box", limits=LIMITS))


def test_the_html_is_read_and_the_headers_say_what_and_when() -> None:
    page = read(MAIL)
    assert page.content == "<p>Паром : the ferry talks resumed on Tuesday.</p>"
    assert (page.media_type, page.encoding, page.title) == ("text/html", "windows-1251", "Ferry talks résuméd")
    assert page.published == date(2025, 7, 1)
    assert page.fetched == datetime(2025, 7, 1, 8, 0, 7, tzinfo=UTC)
    assert page.notes == (
        "mail from The Harbor Café <news@example.org>",
        "attachment left out: talks.pdf (application/pdf)",
    )


def test_the_day_is_the_senders_own() -> None:
    late = plain("The talks went on.", Date="Tue, 1 Jul 2025 23:30:00 -0700")
    assert read(late).published == date(2025, 7, 1)
    assert read(late).fetched == datetime(2025, 7, 2, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Subject": "Fwd: Talks resumed"}, "passes another on"),
        ({"Subject": "AW: Talks resumed"}, "passes another on"),
        ({"Date": "next week"}, "no date"),
        ({"Date": "Thu, 1 Jan 1970 00:00:00 +0000"}, "no date"),
        ({"Date": "Fri, 1 Jul 2050 10:00:00 +0000", "Received": "by x; Tue, 1 Jul 2025 10:00:00 +0000"}, "arrived"),
        ({"From": "<Saved by Blink>", "Snapshot-Content-Location": "https://example.org/a"}, "saving"),
    ],
)
def test_a_date_that_is_not_that_of_publication_is_left_out_and_said(headers: dict[str, str], why: str) -> None:
    page = read(plain("The talks went on.", **headers))
    assert page.published is None
    assert any(why in note for note in page.notes)


def test_a_page_saved_as_a_mail_keeps_its_address() -> None:
    saved = plain("Words.", From="<Saved by Blink>", Snapshot_Content_Location="https://example.org/a")
    assert read(saved).url == "https://example.org/a"


def test_the_title_of_what_is_passed_on_is_its_own() -> None:
    assert read(plain("x", Subject="Fwd: FW: Talks resumed")).title == "Talks resumed"


def test_lines_that_were_broken_to_keep_them_short_are_joined() -> None:
    flowed = plain(
        "The talks \nwent on \nfor hours.\n\n  Indented.\n-- \nThe desk", Content_Type="text/plain; format=flowed"
    )
    assert read(flowed).content == "The talks went on for hours.\n\n Indented.\n-- \nThe desk"
    assert read(plain("The talks \nwent on.")).content == "The talks \nwent on."


def test_headers_in_raw_utf8_or_nonsense_are_read_as_far_as_they_go() -> None:
    assert read(plain("x", Subject="Café reopened")).title == "Café reopened"
    assert read(plain("x", Subject="=?no-such?q?Caf=E9?= open")).title
    assert read(plain("x", Subject="=?utf-8?b?!!!?= open")).title == "open"
    assert read(plain("x", Subject="=?café?q?x?=")).title == "=?café?q?x?="


def test_a_charset_with_a_broken_name_is_told_from_the_bytes() -> None:
    broken = plain("Le café est rouvert.", Content_Type='text/plain; charset="utf\0-8"')
    assert read(broken).content == "Le café est rouvert."


def test_what_has_no_text_says_what_it_holds() -> None:
    with pytest.raises(UnreadablePage, match="application/pdf"):
        read(plain("JVBERi0=", Content_Type="application/pdf", Content_Transfer_Encoding="base64"))
    with pytest.raises(UnreadablePage, match="without text"):
        read(plain("   \n"))
    with pytest.raises(EmptyPage):
        read(plain("&#65279;".replace("&#65279;", "\ufeff")))
    with pytest.raises(BadInput, match="no mail"):
        read(b"\nWords without headers.")


def test_parts_within_parts_end_somewhere() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(200))
    with pytest.raises(BadInput, match="parts within parts"):
        read(plain("").rstrip(b"\n") + b"\n" + deep.encode())
    with pytest.raises(PageError):
        read(b"From: a\n" + b"Content-Type: message/rfc822\n\n" * 600 + b"x")


@pytest.mark.parametrize(
    "headers", ['Content-Type: text/plain; a="' + '\\";' * 4000, "Content-Type: x/y;" + " a=b;\n" * 4000]
)
def test_headers_that_take_long_to_parse_are_not_parsed(headers: str) -> None:
    for before in (b"From: a@example.org\n", b"From: a@example.org\r"):
        with pytest.raises(BadInput, match="content headers"):
            page_of_mail(before + headers.encode() + b"\n\nx", id="m", limits=Limits())


def test_a_mail_of_very_many_lines_is_too_large() -> None:
    with pytest.raises(TooLargePage, match="lines"):
        page_of_mail(b"From: a@example.org\n\n" + b"\n" * 1_500_001, id="m", limits=Limits())


def test_a_mailbox_gives_a_page_for_each_message_and_errors_between_them() -> None:
    got = box(MAIL, plain("   "), plain("x" * 30_000), plain("From here on it rained.\n\n>From the mayor: no word.\n"))
    assert [type(item) for item in got] == [Page, UnreadablePage, TooLargePage, Page]
    assert [item.id if isinstance(item, Page) else item.page for item in got] == [
        f"box message {n}" for n in range(1, 5)
    ]
    assert isinstance(got[3], Page)
    assert got[3].content.split("\n")[:3] == ["From here on it rained.", "", "From the mayor: no word."]


def test_a_line_that_only_begins_like_a_border_is_none() -> None:
    (got,) = box(plain("It rained.\n\nFrom noon to 12:30 nobody came.\n"))
    assert isinstance(got, Page) and "nobody came" in got.content


def test_no_mailbox() -> None:
    for data in (b"", b"It rained.\n", b"Subject: x\n\nIt rained.\n"):
        (got,) = pages_of_mailbox(io.BytesIO(data), name="box", limits=LIMITS)
        assert isinstance(got, BadInput)
