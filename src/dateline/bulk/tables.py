"""The data sets of a run: their columns, and the rows one page adds to each. Pure; nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dateline.errors import PageError
from dateline.flow import ReadPage
from dateline.model.article import Article
from dateline.model.codec import to_json
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import clean
from dateline.model.statement import Entity, EventMention, Party

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
VERSION = 1
"""Of the columns; it is told in the manifest, and a reader refuses those of a newer one."""
UNKNOWN = "unknown"
"""The day of what says none."""

COLUMNS: dict[str, dict[str, str]] = {
    "pages": dict.fromkeys("digest id url media_type fetched".split(), "text")
    | {"articles": "whole", "reason": "text", "content": "long", "page_text": "long", "page": "text"},
    "articles": dict.fromkeys("id page_digest page".split(), "text")
    | {"n": "whole"}
    | dict.fromkeys("kind url canonical_url language section headline publisher agency".split(), "text")
    | dict.fromkeys("published modified reader reasons text article".split(), "text"),
    "statements": {"id": "text", "article": "text", "n": "whole", "kind": "text", "start": "whole", "end": "whole"}
    | {"exact": "text", "confidence": "number", "reason": "text", "statement": "text"},
    "events": dict.fromkeys("id article type mode".split(), "text")
    | {"contexts": "list", "quad": "whole", "intensity": "number", "trigger": "text"}
    | dict.fromkeys("actors actor_codes recipients recipient_codes".split(), "list")
    | dict.fromkeys("earliest latest place country".split(), "text")
    | {"geonames_id": "whole", "factuality": "text", "confidence": "number"},
    "entities": dict.fromkeys("id article key label".split(), "text")
    | {"aliases": "list"}
    | dict.fromkeys("type role country sector code".split(), "text")
    | {"same_as": "list", "confidence": "number"},
    "dropped": {"page_digest": "text", "n": "whole", "start": "whole", "end": "whole", "role": "text"},
    "errors": dict.fromkeys("page code message".split(), "text"),
}
"""Each data set, its columns and their types; `page`, `article`, `statement` are whole nouns, as JSON.

Before them each has `at`, the place of the page in its part, by which the rows of one page go together.
"""


def schema_of(name: str) -> pyarrow.Schema:
    """Return the Arrow schema of a data set."""
    import pyarrow as pa  # noqa: PLC0415 - of an extra

    types = {
        "text": pa.string(),
        "long": pa.large_string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "list": pa.list_(pa.string()),
    }
    return pa.schema([pa.field(column, types[kind]) for column, kind in {"at": "whole", **COLUMNS[name]}.items()])


def day_of(item: ReadPage | PageError) -> str:
    """Return the day a page is kept under: that of its first article, else that of its fetching."""
    if isinstance(item, PageError):
        return UNKNOWN
    for record in item.records:
        published = record.article.published
        # A year or a month alone is no day.
        if published is not None and len(published.value) >= len("2026-01-01"):
            return published.value[:10]
    return item.page.fetched.date().isoformat() if item.page.fetched else UNKNOWN


def rows_of(item: ReadPage | PageError) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one page, each with the name of its data set."""
    if isinstance(item, PageError):
        yield "errors", {"page": clean(item.page or "-")[0], "code": item.code, "message": clean(item.message)[0]}
        return
    yield "pages", _page_row(item)
    for n, gap in enumerate(item.cutting.dropped):
        span = gap.page_span
        where = {"page_digest": item.page.digest, "n": n, "start": span.start, "end": span.end}
        yield "dropped", {**where, "role": gap.role}
    for record in item.records:
        yield from _record_rows(record)


def _page_row(item: ReadPage) -> Row:
    page: Page = item.page
    return {
        "digest": page.digest,
        "id": page.id,
        "url": page.url,
        "media_type": page.media_type,
        "fetched": page.fetched.isoformat() if page.fetched else None,
        "articles": len(item.records),
        "reason": item.cutting.reason,
        "content": page.content,
        "page_text": item.cutting.page_text.content,
        "page": _json({k: v for k, v in to_json(page).items() if k != "content"}),
    }


def _record_rows(record: Record) -> Iterator[tuple[str, Row]]:
    article = record.article
    yield "articles", _article_row(article, record)
    for n, statement in enumerate(record.statements()):
        first = statement.evidence[0]
        yield (
            "statements",
            {
                "id": statement.id,
                "article": article.id,
                "n": n,
                "kind": statement.kind,
                "start": first.span.start,
                "end": first.span.end,
                "exact": first.exact,
                "confidence": statement.confidence,
                "reason": statement.reason,
                "statement": _json({k: v for k, v in to_json(statement).items() if k != "article"}),
            },
        )
        if isinstance(statement, EventMention):
            yield "events", _event_row(statement, article)
        elif isinstance(statement, Entity):
            yield "entities", _entity_row(statement)


def _article_row(article: Article, record: Record) -> Row:
    cited = {
        name: value.value if (value := getattr(article, name)) else None
        for name in ("headline", "publisher", "agency", "published", "modified")
    }
    same = ("id", "page_digest", "page", "n", "kind", "url", "canonical_url", "language", "section")
    left_out = ("text", "page_text", "page", "page_digest", "n")
    return {
        **{name: getattr(article, name) for name in same},
        **cited,
        "reader": record.reader,
        "reasons": _json(to_json(record.reasons)),
        "text": article.text.content,
        "article": _json({k: v for k, v in to_json(article).items() if k not in left_out}),
    }


def _event_row(event: EventMention, article: Article) -> Row:
    def words(parties: tuple[Party, ...]) -> list[str]:
        return [party.span.of(article.text.content) for party in parties]

    same = ("id", "article", "type", "mode", "quad", "intensity", "factuality", "confidence")
    return {
        **{name: getattr(event, name) for name in same},
        "contexts": list(event.contexts),
        "trigger": event.trigger.of(article.text.content),
        "actors": words(event.actors),
        "actor_codes": [party.code for party in event.actors],
        "recipients": words(event.recipients),
        "recipient_codes": [party.code for party in event.recipients],
        "earliest": event.date and event.date.earliest,
        "latest": event.date and event.date.latest,
        "place": event.place and event.place.name,
        "country": event.place and event.place.country,
        "geonames_id": event.place and event.place.geonames_id,
    }


def _entity_row(entity: Entity) -> Row:
    same = ("id", "article", "key", "label", "type", "role", "country", "sector", "code", "confidence")
    lists = {"aliases": list(entity.aliases), "same_as": list(entity.same_as)}
    return {**{name: getattr(entity, name) for name in same}, **lists}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
