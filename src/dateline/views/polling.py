"""Files that programs ask for again and again: told by their ETag, or by when the last row came, if nothing changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from itertools import chain

from fastapi.responses import StreamingResponse
from starlette.requests import Request
from starlette.responses import Response

from dateline.views.exports.formats import Format
from dateline.views.exports.taking import Tally

MOST_BYTES = 8 * 2**20
"""A file larger than this is sent while it is made; it has no ETag."""


def polled(request: Request, pieces: Iterator[bytes], tally: Tally, headers: dict[str, str], fmt: Format) -> Response:
    """Return a file, or 304 to who has it as it is (RFC 9110, 13).

    Args:
        request: What was asked.
        pieces: The file.
        tally: What its making counts; it knows when the last row came once the file is made.
        headers: What is said of it.
        fmt: Its format.
    """
    made, size = [], 0
    for piece in pieces:
        made.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            return StreamingResponse(chain(made, pieces), media_type=fmt.media, headers=headers)
    body = b"".join(made)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    said = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tally.latest is not None:
        said["Last-Modified"] = format_datetime(tally.latest.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if _has(request, tag, tally.latest):
        return Response(status_code=304, headers=said)
    return Response(body, media_type=fmt.media, headers=headers | said)


def _has(request: Request, tag: str, latest: datetime | None) -> bool:
    """Say whether who asks has this very file; what is said of ETags goes before what is said of times."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or tag in {t.strip().removeprefix("W/") for t in tags.split(",")}
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, TypeError):
        return False
    since = since if since.tzinfo else since.replace(tzinfo=UTC)
    return latest is not None and latest.replace(microsecond=0) <= since
