"""What a run wrote, read back: the same pages, articles and records that were written, day by day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.bulk.files import digest_of
from dateline.bulk.manifest import kept_manifest
from dateline.bulk.tables import UNKNOWN, Row
from dateline.errors import BulkError, PageError
from dateline.flow import ReadPage
from dateline.model.article import Article, Cutting, Dropped
from dateline.model.codec import from_json, to_json
from dateline.model.page import Page
from dateline.model.record import KINDS, Record
from dateline.model.span import Span, Text
from dateline.model.statement import (
    Statement,
)

_TABLES = ("pages", "dropped", "articles", "statements")


def read_items(folder: Path) -> Iterator[ReadPage | PageError]:
    """Yield what a run made of its pages: the days in their order, what has none last, then what was not readable.

    Args:
        folder: The output of the run.

    Raises:
        BulkError: If the run is not finished, or a file is not what the run wrote.
    """
    files = kept_manifest(folder).files
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in files:
        name, day, file = path.split("/")
        parts[day.removeprefix("day="), file].append(name)
    for day, file in sorted(parts, key=lambda part: (part[0] == UNKNOWN, part)):
        yield from _part(folder, files, day=day, file=file)
    for path in sorted(files):
        if path.startswith("errors/"):
            yield from (_error(row) for row in _rows(folder, path, files[path]))


def _part(folder: Path, files: Mapping[str, str], *, day: str, file: str) -> Iterator[ReadPage]:
    """Yield the pages of one part and day."""
    rows: dict[str, list[Row]] = {}
    for name in _TABLES:
        path = f"{name}/day={day}/{file}"
        rows[name] = _rows(folder, path, files[path]) if path in files else []
    below = {name: _grouped(rows[name]) for name in ("dropped", "articles", "statements")}
    for row in rows["pages"]:
        yield _item(row, **{name: groups[row["at"]] for name, groups in below.items()})


def _grouped(rows: Sequence[Row]) -> Mapping[int, list[Row]]:
    """Return rows by the place of their page in the part: a page may come twice, and its digest with it."""
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["at"]].append(row)
    return groups


def _rows(folder: Path, path: str, digest: str) -> list[Row]:
    """Return the rows of a file, which must be the one that was written."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - of an extra

    try:
        if digest_of(folder / path) != digest:
            raise BulkError(f"{folder / path} is not the file that was written; run `dateline bulk` again")
        rows: list[Row] = pq.ParquetFile(folder / path).read().to_pylist()
    except OSError as error:
        raise BulkError(f"{folder / path} cannot be read: {error.strerror or error}") from error
    return rows


def _item(row: Row, *, dropped: Sequence[Row], articles: Sequence[Row], statements: Sequence[Row]) -> ReadPage:
    page = from_json(Page, json.loads(row["page"]) | {"content": row["content"]})
    page_text = Text.from_str(row["page_text"])
    said: defaultdict[str, list[Row]] = defaultdict(list)
    for statement in statements:
        said[statement["article"]].append(statement)
    records = tuple(_record(article, page, page_text, said[article["id"]]) for article in articles)
    left_out = tuple(Dropped(page_span=Span(d["start"], d["end"]), role=d["role"]) for d in dropped)
    cutting = Cutting(
        page_text=page_text, articles=tuple(r.article for r in records), dropped=left_out, reason=row["reason"]
    )
    return ReadPage(page=page, cutting=cutting, records=records)


def _record(row: Row, page: Page, page_text: Text, said: Sequence[Row]) -> Record:
    own = {"page": page.id, "page_digest": page.digest, "n": row["n"]}
    texts = {"text": to_json(Text.from_str(row["text"])), "page_text": to_json(page_text)}
    article = from_json(Article, json.loads(row["article"]) | own | texts)
    kinds: dict[str, list[Statement]] = {field: [] for field, _ in KINDS.values()}
    for statement in said:
        field, kind = KINDS[statement["kind"]]
        kinds[field].append(from_json(kind, json.loads(statement["statement"]) | {"article": article.id}))
    reasons = tuple((field, why) for field, why in json.loads(row["reasons"]))
    parts: dict[str, Any] = {field: tuple(found) for field, found in kinds.items()}
    return Record(article=article, reader=row["reader"], reasons=reasons, **parts)


def _error(row: Row) -> PageError:
    error = PageError(row["message"], page=row["page"])
    error.code = row["code"]
    return error
