"""The pages that articles came on, as a web archive (WARC 1.1): `add` reads it back, and so do the tools of archives.

The store holds the characters of a page, not what a server said of it: so the records are resources, not responses.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dateline.model.page import Page
from dateline.views.exports.about import About


def write_warc(batches: Iterable[Sequence[Page]], about: About) -> Iterator[bytes]:
    """Yield an archive, each record a gzip member of its own; a page of several articles stands once."""
    told = {"software": f"dateline/{about.version}", "format": "WARC File Format 1.1", "description": about.title}
    said = "".join(f"{key}: {value}\r\n" for key, value in told.items()).encode()
    yield _record("warcinfo", said, {"Content-Type": "application/warc-fields"}, about.made)
    seen: set[str] = set()
    for batch in batches:
        for page in batch:
            if page.digest not in seen:
                seen.add(page.digest)
                yield _of_page(page, about)


def _of_page(page: Page, about: About) -> bytes:
    data = page.content.encode("utf8", "replace")
    digest = base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")
    headers = {
        # What came out of a file has no address; its digest names it as well.
        "WARC-Target-URI": page.url or f"urn:dateline:page:{page.digest}",
        "Content-Type": f"{page.media_type}; charset=utf-8",
        "WARC-Payload-Digest": f"sha1:{digest}",
    }
    return _record("resource", data, headers, page.fetched or about.made)


def _record(kind: str, content: bytes, headers: dict[str, str], at: datetime) -> bytes:
    from fastwarc.warc import WarcRecord, WarcRecordType  # noqa: PLC0415 - only archives need it

    record = WarcRecord()
    record.init_headers(getattr(WarcRecordType, kind))
    record.record_date = at
    for name, value in headers.items():
        record.headers[name] = value
    record.set_bytes_content(content)
    out = io.BytesIO()
    record.write(out, checksum_data=True)
    return gzip.compress(out.getvalue(), mtime=0)
