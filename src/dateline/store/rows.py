"""From nouns to rows: what a page and its records become in each table. Pure; nothing is stored here.

Rows name one another by place in their list (`article: 0`, `statement: 17`), because keys are given by the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.errors import EvidenceError, StoreError
from dateline.model.article import Article, Cited, Cutting
from dateline.model.codec import to_json
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Evidence, Span, Text
from dateline.model.statement import Entity, EventMention, Figure, Place, Quote, Statement, TimeExpression

Row = dict[str, Any]
NOT_IN_VALUE = ("article", "evidence", "origin", "confidence", "reason")
"""Fields of a statement that have columns of their own."""

FRONT_FIELDS = (
    "headline",
    "standfirst",
    "dateline",
    "agency",
    "publisher",
    "aggregator",
    "published",
    "modified",
    "bylines",
    "corrections",
    "updates",
)


@dataclass(frozen=True, slots=True)
class PageRows:
    """Everything one page adds to the store; texts are named by id until they have keys."""

    texts: dict[str, str]
    page: Row
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> int:
        """Append a row to a table and return its place there."""
        rows = self.tables.setdefault(table, [])
        rows.append(row)
        return len(rows) - 1

    @property
    def reading(self) -> str:
        """A digest of all that was read from the page: equal readings need no second write."""
        said = json.dumps([self.page["reason"], self.tables], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode("utf8")).hexdigest()


def rows_of(page: Page, cutting: Cutting, records: Sequence[Record], *, added_at: datetime) -> PageRows:
    """Return the rows of a page, its cutting and the records of its articles.

    Raises:
        StoreError: If a record belongs to no article of the cutting, or an article to another page.
        EvidenceError: If a span reaches past its text.
    """
    by_article = {record.article.id: record for record in records}
    strangers = by_article.keys() - {article.id for article in cutting.articles}
    if strangers:
        raise StoreError(f"a record of an article the page does not hold: {min(strangers)}", page=page.id)
    raw = Text.from_str(page.content)
    out = PageRows({raw.id: raw.content, cutting.page_text.id: cutting.page_text.content}, {})
    out.page.update(_page_row(page, cutting, raw, added_at))
    for n, gap in enumerate(cutting.dropped):
        _within(gap.page_span, cutting.page_text, page.id)
        out.add("dropped", {"n": n, "start": gap.page_span.start, "end": gap.page_span.end, "role": gap.role})
    for article in cutting.articles:
        _check_article(article, page, cutting)
        _article_rows(out, article, by_article.get(article.id, Record(article=article)))
    out.page["reading"] = out.reading
    return out


def stamp(moment: datetime) -> str:
    """Return a moment as the store writes it: ISO 8601 in UTC, so that text sorts as time does."""
    if moment.tzinfo is None:
        raise StoreError("a time without a time zone")
    return moment.astimezone(UTC).isoformat()


def _page_row(page: Page, cutting: Cutting, raw: Text, added_at: datetime) -> Row:
    return {
        "digest": page.digest,
        "id": page.id,
        "url": page.url,
        "media_type": page.media_type,
        "fetched": stamp(page.fetched) if page.fetched else None,
        "published": page.published.isoformat() if page.published else None,
        "title": page.title,
        "read_as": page.read_as,
        "pairs": dumps(to_json(page.pairs)),
        "encoding": page.encoding,
        "replaced_characters": page.replaced_characters,
        "notes": dumps(to_json(page.notes)),
        "listed": _listed(page),
        "raw_text": raw.id,
        "page_text": cutting.page_text.id,
        "reason": cutting.reason,
        "added_at": stamp(added_at),
    }


def _listed(page: Page) -> str | None:
    """Return what a feed said of a page, as JSON."""
    if page.listed is None:
        return None
    published = page.listed.published
    return dumps({"title": page.listed.title, "published": published.isoformat() if published else None})


def _check_article(article: Article, page: Page, cutting: Cutting) -> None:
    if article.page_digest != page.digest or article.page_text.id != cutting.page_text.id:
        raise StoreError("an article cut from another page", page=page.id)


def _article_rows(out: PageRows, article: Article, record: Record) -> None:
    """Add an article with its blocks, its front matter and its statements."""
    out.texts[article.text.id] = article.text.content
    at = out.add("articles", _article_row(article, record))
    for n, block in enumerate(article.blocks):
        _within(block.span, article.text, article.page)
        _within(block.page_span, article.page_text, article.page)
        row: Row = {"article": at, "n": n, "start": block.span.start, "end": block.span.end, "role": block.role}
        place = {"page_start": block.page_span.start, "page_end": block.page_span.end, "path": block.path}
        out.add("blocks", row | place)
    for name, n, cited in _front(article):
        row = {"article": at, "field": name, "n": n, "value": cited.value, "basis": cited.basis}
        front = out.add("front", row | {"precision": cited.precision})
        _evidence_rows(out, "front_evidence", {"front": front}, cited.evidence)
    _statement_rows(out, at, record)


def _article_row(article: Article, record: Record) -> Row:
    """Return an article's own row, without what depends on the other pages of the store (see `write`)."""
    return {
        "id": article.id,
        "n": article.n,
        "kind": article.kind,
        "text": article.text.id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "language": article.language,
        "section": article.section,
        "headline": _value(article.headline),
        "publisher": _value(article.publisher),
        "agency": _value(article.agency),
        "aggregator": _value(article.aggregator),
        "published": _value(article.published),
        "published_precision": article.published.precision if article.published else None,
        "reasons": dumps(dict(article.reasons)),
        "reader": record.reader,
        "record_reasons": dumps(to_json(record.reasons)),
        "dated": _sortable(article.published.value) if article.published else None,
    }


def _value(cited: Cited | None) -> str | None:
    return cited.value if cited else None


def _sortable(moment: str) -> str:
    """Return an ISO date or time so that text sorts as time does: times in UTC, days as they are."""
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return parsed.astimezone(UTC).isoformat() if parsed.tzinfo else moment


def _front(article: Article) -> Iterator[tuple[str, int, Cited]]:
    for name in FRONT_FIELDS:
        value = getattr(article, name)
        for n, cited in enumerate(value if isinstance(value, tuple) else (value,)):
            if cited is not None:
                yield name, n, cited


def _statement_rows(out: PageRows, article: int, record: Record) -> None:
    """Add the statements of an article; of two that say the same of the same words, one is kept."""
    seen: set[str] = set()
    labels = {entity.key: entity.label for entity in record.entities}
    for n, statement in enumerate(record.statements()):
        if statement.article != record.article.id:
            raise StoreError(f"a {statement.kind} of another article", page=record.article.page)
        if statement.id in seen:
            continue
        seen.add(statement.id)
        for span in _spans(statement):
            _within(span, record.article.text, record.article.page)
        at = out.add("statements", _statement_row(statement, article, n))
        _evidence_rows(out, "evidence", {"statement": at}, statement.evidence)
        _typed_rows(out, {"statement": at, "article": article}, statement, labels, record.article.text.content)


def _statement_row(statement: Statement, article: int, n: int) -> Row:
    value = {k: v for k, v in to_json(statement).items() if k not in NOT_IN_VALUE}
    return {
        "id": statement.id,
        "article": article,
        "kind": statement.kind,
        "n": n,
        "value": dumps(value),
        "confidence": statement.confidence,
        "reason": statement.reason,
        "origin_step": statement.origin.step,
        "origin_version": statement.origin.version,
        "origin_model": statement.origin.model,
    }


def _evidence_rows(out: PageRows, table: str, owner: Row, evidence: Sequence[Evidence]) -> None:
    for n, e in enumerate(evidence):
        place = {"n": n, "text": e.text_id, "start": e.span.start, "end": e.span.end, "exact": e.exact}
        out.add(table, owner | place)


def _typed_rows(out: PageRows, at: Row, statement: Statement, labels: Mapping[str, str], text: str) -> None:
    """Add the columns a statement is asked for by, in the table of its kind."""
    match statement:
        case Quote():
            name = labels.get(statement.speaker or "")
            source = statement.source.of(text) if statement.source else None
            said = {"speaker": statement.speaker, "speaker_name": folded(name or source), "source": source}
            out.add("quotes", at | {"manner": statement.manner} | said)
        case Figure():
            row = {k: getattr(statement, k) for k in ("measure", "low", "high", "unit")}
            out.add("figures", at | row | {"as_of": statement.as_of.value if statement.as_of else None})
        case EventMention():
            _event_rows(out, at, statement, labels, text)
        case Entity():
            row = {k: getattr(statement, k) for k in ("label", "type", "country", "sector", "code")}
            out.add("entities", at | row)
            for name in dict.fromkeys(folded(n) for n in (statement.label, *statement.aliases)):
                out.add("names", {"statement": at["statement"], "name": name})
        case Place():
            row = {k: getattr(statement, k) for k in ("geonames_id", "name", "country", "lat", "lon")}
            out.add("places", at | row)
        case TimeExpression():
            out.add("times", at | {"type": statement.type, "value": statement.value})


def _event_rows(out: PageRows, at: Row, event: EventMention, labels: Mapping[str, str], text: str) -> None:
    row = {k: getattr(event, k) for k in ("type", "mode", "quad", "intensity", "factuality")}
    row |= {"earliest": event.date and event.date.earliest, "latest": event.date and event.date.latest}
    row |= {"geonames_id": event.place and event.place.geonames_id, "country": event.place and event.place.country}
    out.add("events", at | row | {"id": event.id, "dated": row["earliest"] or ""})
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for n, party in enumerate(parties):
            name = labels.get(party.entity or "") or party.span.of(text)
            who = {"side": side, "n": n, "code": party.code, "sector": party.sector, "name": name}
            out.add("parties", {"statement": at["statement"]} | who)


def _spans(value: Any) -> Iterator[Span]:
    """Yield every span a statement holds beside its evidence, whose words the database itself compares."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value) and not isinstance(value, Evidence):
        for f in fields(value):
            yield from _spans(getattr(value, f.name))


def _within(span: Span, text: Text, page: str) -> None:
    if span.end > len(text.content):
        raise EvidenceError(f"span {span.start}-{span.end} reaches past its text of {len(text.content)}", page=page)


def folded(name: str | None) -> str | None:
    """Return a name as names are compared: case folded, white space made one."""
    return " ".join(name.casefold().split()) if name else None


def dumps(value: Any) -> str:
    """Return JSON as the store writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
