"""Bytes that are one page → Page: size, encoding and kind, in that order."""

from __future__ import annotations

from datetime import datetime

from dateline.errors import EmptyPage, TooLargePage
from dateline.model.page import MediaType, Page
from dateline.page.decode import decode
from dateline.page.kinds import sniff
from dateline.page.limits import Limits


def page_from_bytes(
    data: bytes,
    *,
    id: str,
    limits: Limits,
    media_type: MediaType | None = None,
    charset: str | None = None,
    url: str | None = None,
    fetched: datetime | None = None,
) -> Page:
    """Make a page of its bytes.

    Args:
        data: The bytes of one page.
        id: The page's name.
        limits: How large it may be.
        media_type: What a suffix or a server says it is; None: look.
        charset: The charset a server says it has.
        url: Where it came from.
        fetched: When it was fetched.

    Raises:
        TooLargePage: If it is over the limit.
        EmptyPage: If there is nothing but white space.
        UnreadablePage: If the bytes are no text.
    """
    check_size(len(data), id=id, limits=limits)
    decoded = decode(data, page=id, declared=charset, markup=media_type in (None, "text/html"))
    check_not_empty(decoded.content, id=id)
    kind, note = sniff(decoded.content, media_type)
    return Page(
        id=id,
        content=decoded.content,
        media_type=kind,
        url=url,
        fetched=fetched,
        encoding=decoded.encoding,
        replaced_characters=decoded.replaced_characters,
        notes=decoded.notes + ((note,) if note else ()),
    )


def check_size(size: int, *, id: str, limits: Limits) -> None:
    """Refuse a page over the limit.

    Raises:
        TooLargePage: If it has more than `limits.page_bytes` bytes.
    """
    if size > limits.page_bytes:
        raise TooLargePage(f"is larger than {limits.page_bytes:,} bytes, the most one page may have", page=id)


def check_not_empty(content: str, *, id: str) -> None:
    """Refuse a page without a visible character.

    Raises:
        EmptyPage: If there is only white space, byte order marks and what stands for lost characters.
    """
    if not content.strip().strip("\ufeff\ufffd\u200b").strip():
        raise EmptyPage("is empty: it holds no visible character", page=id)
