"""What the command line asks for, as a selection, a format and what the file says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.views.exports.about import About, named
from dateline.views.exports.formats import Format, format_named
from dateline.views.exports.selection import Selection


def asked(
    kind: str, format: str, *, q: str | None, limit: int | None, text: bool | None
) -> tuple[Selection, Format, About]:
    """Return what is wanted, in which format, and what the file says of itself.

    Args:
        kind: One of `formats.KINDS`.
        format: The name of a format.
        q: A search: only what the articles say that it finds.
        limit: The most rows.
        text: Whether whole texts are wanted.
    """
    fmt = format_named(format)
    assert fmt is not None, format
    about = About(
        kind=kind,
        **named(kind, q=q),
        made=datetime.now(UTC),
        query={"q": q, "limit": limit, "text": text},
        text=text,
    )
    return Selection(kind=kind, q=q, limit=limit), fmt, about
