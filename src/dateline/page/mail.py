"""One mail → Page: its HTML if it has some, else its text; who sent it, when, and about what.

The headers are read with the standard library's older policy: the newer one parses every header by a grammar that takes
long, and can fail, on what broken programs write; of the few headers needed here nothing is gained by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from dateline.errors import BadInput, TooLargePage, UnreadablePage
from dateline.model.page import MediaType, Page
from dateline.model.span import clean
from dateline.page.from_bytes import check_size, page_from_bytes
from dateline.page.limits import Limits

_TEXTS: dict[str, MediaType] = {"text/html": "text/html", "text/plain": "text/plain"}
# What the standard library's parser takes more than linear time or a multiple of the memory for, and what no mail has:
# it looks for every open boundary at every line, keeps the lines as objects, and parses parameters in the square.
_MOST_BOUNDARIES = 40
_MOST_LINES = 1_500_000
_MOST_PARAMETERS = 4000
_PARAMETERS = re.compile(rb"(?i)(?:^|[\r\n])content-(?:type|disposition)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*")
_HEADER_CHARACTERS = 4000
_MOST_NAMED = 20
# What is passed on was published before it was passed on; in English, German, French, Spanish, Portuguese, Dutch.
_PASSED_ON = re.compile(r"(?i)^\s*(?:(?:fwd?|fw|wg|tr|rv|enc|doorst|re|aw|sv)\s*:\s*)+")
_CLOCKS_DIFFER = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What a mail's headers say of it."""

    title: str | None
    published: datetime | None
    arrived: datetime | None
    url: str | None
    notes: tuple[str, ...]


def page_of_mail(data: bytes, *, id: str, limits: Limits) -> Page:
    """Make a page of one mail.

    The day it was sent is the sender's own word for when it was published, unless it passes on another mail.

    Args:
        data: The mail, headers and all.
        id: The page's name.
        limits: How large it may be.

    Raises:
        PageError: If it is no mail, has no text, or its text cannot be read.
    """
    check_size(len(data), id=id, limits=limits)
    message = _parsed(data, id=id)
    if not message.keys():
        raise BadInput("is no mail: it does not begin with headers", page=id)
    leaves = list(_leaves(message))
    part = _body(leaves)
    if part is None:
        held = ", ".join(sorted({leaf.get_content_type() for leaf in leaves})) or "no part at all"
        raise UnreadablePage(f"is a mail without text; it holds {clean(held)[0][:200]}", page=id)
    page = _page(part, id=id, limits=limits)
    told = _envelope(message)
    return replace(
        page,
        url=told.url,
        fetched=told.arrived,
        published=told.published.date() if told.published else None,
        title=told.title,
        notes=page.notes + told.notes + tuple(_left_out(leaves, part)),
    )


def _parsed(data: bytes, *, id: str) -> Message:
    if data.lower().count(b"boundary=") > _MOST_BOUNDARIES:
        raise BadInput(f"is a mail of more than {_MOST_BOUNDARIES} parts within parts", page=id)
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_LINES:
        raise TooLargePage(f"is a mail of more than {_MOST_LINES:,} lines", page=id)
    if any(len(found[0]) > _MOST_PARAMETERS for found in _PARAMETERS.finditer(data)):
        raise BadInput(f"is a mail whose content headers are longer than {_MOST_PARAMETERS:,} bytes", page=id)
    try:
        return BytesParser(policy=policy.compat32).parsebytes(data)
    except RecursionError as error:
        raise BadInput("is a mail nested too deeply", page=id) from error


def _leaves(part: Message) -> Iterator[Message]:
    """Yield the parts that hold something; a mail attached to this one is one of them, unopened."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for item in part.get_payload():
            if isinstance(item, Message):
                yield from _leaves(item)
    else:
        yield part


def _body(leaves: list[Message]) -> Message | None:
    texts = [leaf for leaf in leaves if leaf.get_content_disposition() != "attachment" and not leaf.is_multipart()]
    for wanted in _TEXTS:
        for leaf in texts:
            if leaf.get_content_type() == wanted and _bytes(leaf).strip():
                return leaf
    return None


def _bytes(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _page(part: Message, *, id: str, limits: Limits) -> Page:
    media_type = _TEXTS[part.get_content_type()]
    page = page_from_bytes(
        _bytes(part), id=id, limits=limits, media_type=media_type, charset=_parameter(part, "charset")
    )
    if (_parameter(part, "format") or "").lower() == "flowed":
        joiner = "" if (_parameter(part, "delsp") or "").lower() == "yes" else " "
        return replace(page, content=_flowed(page.content, joiner))
    return page


def _flowed(content: str, joiner: str) -> str:
    """Join the lines that the sender broke only to keep them short: such lines end in a blank (RFC 3676)."""
    out: list[str] = []
    goes_on = False
    for line in content.splitlines():
        told = line.removeprefix(" ")
        if goes_on:
            out[-1] += told
        else:
            out.append(told)
        # "-- " opens a signature and is no broken line.
        goes_on = told.endswith(" ") and told != "-- "
        if goes_on:
            out[-1] = out[-1][:-1] + joiner
    return "\n".join(out)


def _parameter(part: Message, name: str) -> str | None:
    try:
        value = part.get_param(name)
    except (ValueError, TypeError, IndexError):
        return None
    return value[2] if isinstance(value, tuple) else value


def _envelope(message: Message) -> Envelope:
    subject = _header(message, "subject")
    sender = _header(message, "from")
    sent, arrived = _date(_header(message, "date")), _arrived(message)
    notes = [f"mail from {sender}"] if sender else []
    # A browser that saves a page as one file writes a mail whose date is that of the saving.
    saved = sender is not None and sender.startswith("<Saved by ")
    came = arrived or sent
    why_no_date = _why_no_date(subject, sent, arrived, saved=saved)
    if why_no_date:
        notes.append(why_no_date)
    return Envelope(
        title=(_PASSED_ON.sub("", subject) or None) if subject else None,
        published=None if why_no_date else sent,
        arrived=_zoned(came) if came else None,
        url=_header(message, "snapshot-content-location") if saved else None,
        notes=tuple(notes),
    )


def _why_no_date(subject: str | None, sent: datetime | None, arrived: datetime | None, *, saved: bool) -> str | None:
    """Say why the day of sending is not taken for the day of publication, or None if it is."""
    if sent is None:
        return "the mail has no date that can be read"
    if saved:
        return "the date is that of saving the page, not of publication"
    if subject and _PASSED_ON.match(subject):
        return "the mail passes another on or answers it; its date is not that of publication"
    if arrived is not None and _zoned(sent) - _zoned(arrived) > _CLOCKS_DIFFER:
        return f"the mail says it was sent {sent:%Y-%m-%d}, after it arrived"
    return None


def _header(message: Message, name: str) -> str | None:
    """Return a header decoded and on one line."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:_HEADER_CHARACTERS]
    # Bytes that are no ASCII come as lone surrogates; headers that break the rules break them in UTF-8.
    raw = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        told = str(make_header(decode_header(raw)))
    except (MessageError, LookupError, ValueError, AssertionError):
        told = raw
    return clean(" ".join(told.split()))[0] or None


def _arrived(message: Message) -> datetime | None:
    """Return when the last server on the way took the mail in; it writes its line above those before it."""
    received = _header(message, "received")
    return _date(received.rpartition(";")[2]) if received else None


def _date(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
        _zoned(moment).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if moment.year > 1980 else None


def _zoned(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _left_out(leaves: list[Message], body: Message) -> Iterator[str]:
    """Name what else the mail holds; pictures that its HTML shows are no attachments."""
    named = 0
    for leaf in leaves:
        kind = leaf.get_content_type()
        attached = leaf.get_content_disposition() == "attachment" or (kind not in _TEXTS and not leaf.get("content-id"))
        if leaf is body or not attached:
            continue
        named += 1
        if named > _MOST_NAMED:
            yield "more attachments left out"
            return
        yield f"attachment left out: {clean(_file_name(leaf) or 'without a name')[0]} ({clean(kind)[0]})"


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, IndexError):
        return None
    return " ".join(name.split())[:200] if name else None
