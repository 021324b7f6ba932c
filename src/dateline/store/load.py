"""From rows back to nouns: the article and its record, equal to what was added."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from dateline.model.article import Article, Block, Cited, Dropped
from dateline.model.codec import from_json
from dateline.model.contract import CITED_LISTS
from dateline.model.page import Listed, Page
from dateline.model.record import KINDS, Record
from dateline.model.review import Rulings
from dateline.model.span import Evidence, Span, Text
from dateline.model.statement import (
    Statement,
)
from dateline.store import schema
from dateline.store.judging import rulings_of

_BATCH = 100
"""Articles loaded at a time: few enough for SQLite's limit on parameters, many enough to be worth a query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as the store holds it: its record, its page, and where it stands among its versions.

    Args:
        record: The article and its statements.
        page_url: Where the page came from.
        dropped: What was left out of the page.
        added_at: When the page was added.
        first_seen: When the page was fetched, or added where nobody knows.
        story: The id of its story.
        current: Whether no newer version has replaced it.
        superseded_by: The id of the version that has.
        rulings: What people decided of its facts.
    """

    record: Record
    page_url: str | None
    dropped: tuple[Dropped, ...]
    added_at: datetime
    first_seen: datetime
    story: str
    current: bool
    superseded_by: str | None
    rulings: Rulings = field(default_factory=Rulings)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.record.article


def stored_articles(connection: Connection, ids: Sequence[str]) -> list[StoredArticle]:
    """Return the articles with these ids, in the order asked for; ids the store does not hold are left out."""
    found: dict[str, StoredArticle] = {}
    for at in range(0, len(ids), _BATCH):
        found |= {a.article.id: a for a in _batch(connection, ids[at : at + _BATCH])}
    return [found[id_] for id_ in ids if id_ in found]


def bare_articles(connection: Connection, ids: Sequence[str]) -> list[Article]:
    """Return articles without what was read from them; those that the store does not hold are left out."""
    return _bare(connection, _rows(connection, ids))


def _rows(connection: Connection, ids: Sequence[str]) -> Sequence[RowMapping]:
    return connection.execute(_articles().where(schema.articles.c.id.in_(ids))).mappings().all()


def _bare(connection: Connection, rows: Sequence[RowMapping]) -> list[Article]:
    """Return the articles of rows, with their blocks and front matter."""
    keys = [row["key"] for row in rows]
    blocks = _grouped(connection, select(schema.blocks).order_by(schema.blocks.c.n), "article", keys)
    fronts = _grouped(connection, select(schema.front).order_by(schema.front.c.n), "article", keys)
    cited = _evidence(connection, "front_evidence", "front", [f["key"] for fs in fronts.values() for f in fs])
    return [_article(row, blocks[row["key"]], fronts[row["key"]], cited) for row in rows]


def _batch(connection: Connection, ids: Sequence[str]) -> list[StoredArticle]:
    rows = _rows(connection, ids)
    keys = [row["key"] for row in rows]
    said = _grouped(connection, select(schema.statements).order_by(schema.statements.c.n), "article", keys)
    evidence = _evidence(connection, "evidence", "statement", [s["key"] for ss in said.values() for s in ss])
    pages = [row["page"] for row in rows]
    dropped = _grouped(connection, select(schema.dropped).order_by(schema.dropped.c.n), "page", pages)
    newer = _newer(connection, [row["id"] for row in rows])
    out = []
    for row, article in zip(rows, _bare(connection, rows), strict=True):
        record = _record(row, article, said[row["key"]], evidence)
        out.append(_stored(row, record, dropped[row["page"]], newer.get(row["id"])))
    ruled = rulings_of(connection, [stored.record for stored in out])
    return [replace(stored, rulings=ruled.get(stored.article.id, stored.rulings)) for stored in out]


def _articles() -> Select[Any]:
    """Select articles with their page and both texts."""
    a, p, t, pt = schema.articles, schema.pages, schema.texts, schema.texts.alias("page_texts")
    return (
        select(a, p.c.id.label("page_id"), p.c.digest, p.c.url.label("page_url"), p.c.added_at)
        .add_columns(t.c.id.label("text_id"), t.c.content, pt.c.id.label("page_text_id"), pt.c.content.label("whole"))
        .join_from(a, p)
        .join(t, t.c.key == a.c.text)
        .join(pt, pt.c.key == p.c.page_text)
    )


def _grouped(
    connection: Connection, query: Select[Any], owner: str, keys: Iterable[int]
) -> defaultdict[int, list[RowMapping]]:
    """Run a query for many owners at once and return each one's rows."""
    out: defaultdict[int, list[RowMapping]] = defaultdict(list)
    wanted = list(dict.fromkeys(keys))
    for at in range(0, len(wanted), 500):
        chosen = query.where(query.selected_columns[owner].in_(wanted[at : at + 500]))
        for row in connection.execute(chosen).mappings():
            out[row[owner]].append(row)
    return out


def _evidence(
    connection: Connection, table: str, owner: str, keys: Iterable[int]
) -> defaultdict[int, tuple[Evidence, ...]]:
    """Return the evidence of each owner in the order it was read."""
    t = schema.metadata.tables[table]
    query = select(t, schema.texts.c.id.label("text_id")).join_from(t, schema.texts).order_by(t.c.n)
    out: defaultdict[int, tuple[Evidence, ...]] = defaultdict(tuple)
    for key, rows in _grouped(connection, query, owner, keys).items():
        out[key] = tuple(Evidence(r["text_id"], Span(r["start"], r["end"]), r["exact"]) for r in rows)
    return out


def _newer(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return, for each article that was replaced, the id of the one that replaced it."""
    a = schema.articles.c
    query = select(a.supersedes, a.id).where(a.supersedes.in_(ids))
    return {row.supersedes: row.id for row in connection.execute(query)}


def _article(
    row: RowMapping,
    blocks: Sequence[RowMapping],
    fronts: Sequence[RowMapping],
    evidence: defaultdict[int, tuple[Evidence, ...]],
) -> Article:
    front: dict[str, Any] = dict.fromkeys(CITED_LISTS, ())
    for f in fronts:
        cited = Cited(value=f["value"], basis=f["basis"], precision=f["precision"], evidence=evidence[f["key"]])
        front[f["field"]] = (*front[f["field"]], cited) if f["field"] in CITED_LISTS else cited
    same = {name: row[name] for name in ("n", "kind", "url", "canonical_url", "language", "section", "supersedes")}
    return Article(
        page=row["page_id"],
        page_digest=row["digest"],
        text=Text(row["text_id"], row["content"]),
        page_text=Text(row["page_text_id"], row["whole"]),
        blocks=tuple(_block(b) for b in blocks),
        reasons=json.loads(row["reasons"]),
        **front,
        **same,
    )


def _block(row: RowMapping) -> Block:
    span, page_span = Span(row["start"], row["end"]), Span(row["page_start"], row["page_end"])
    return Block(span=span, page_span=page_span, role=row["role"], path=row["path"])


def _record(
    row: RowMapping,
    article: Article,
    said: Sequence[RowMapping],
    evidence: defaultdict[int, tuple[Evidence, ...]],
) -> Record:
    fields: defaultdict[str, list[Any]] = defaultdict(list)
    for s in said:
        fields[KINDS[s["kind"]][0]].append(statement_of(s, article.id, evidence[s["key"]]))
    reasons = tuple((kind, why) for kind, why in json.loads(row["record_reasons"]))
    lists = {name: tuple(values) for name, values in fields.items()}
    return Record(article=article, reader=row["reader"], reasons=reasons, **lists)


def statement_of(row: RowMapping, article: str, evidence: tuple[Evidence, ...]) -> Statement:
    """Return the statement of a row of the statements table."""
    origin = {"step": row["origin_step"], "version": row["origin_version"], "model": row["origin_model"]}
    said = {"confidence": row["confidence"], "reason": row["reason"], "origin": origin, "article": article}
    words = [
        {"text_id": e.text_id, "span": {"start": e.span.start, "end": e.span.end}, "exact": e.exact} for e in evidence
    ]
    return from_json(KINDS[row["kind"]][1], json.loads(row["value"]) | said | {"evidence": words})


def _stored(row: RowMapping, record: Record, dropped: Sequence[RowMapping], newer: str | None) -> StoredArticle:
    return StoredArticle(
        record=record,
        page_url=row["page_url"],
        dropped=tuple(Dropped(page_span=Span(d["start"], d["end"]), role=d["role"]) for d in dropped),
        added_at=datetime.fromisoformat(row["added_at"]),
        first_seen=datetime.fromisoformat(row["first_seen"]),
        story=row["story"],
        current=bool(row["current"]),
        superseded_by=newer,
    )


def stored_page(connection: Connection, digest: str) -> Page | None:
    """Return the page with that digest as it came in, or None."""
    p, t = schema.pages, schema.texts
    query = select(p, t.c.content).join_from(p, t, t.c.key == p.c.raw_text).where(p.c.digest == digest)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    same = ("id", "content", "media_type", "url", "title", "read_as", "encoding", "replaced_characters")
    return Page(
        fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else None,
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        pairs=tuple((from_json(Span, a), from_json(Span, b)) for a, b in json.loads(row["pairs"])),
        notes=tuple(json.loads(row["notes"])),
        listed=_listed(row["listed"]),
        **{name: row[name] for name in same},
    )


def _listed(value: str | None) -> Listed | None:
    """Return what a feed said of a page."""
    if value is None:
        return None
    told = json.loads(value)
    return Listed(
        title=told["title"], published=datetime.fromisoformat(told["published"]) if told["published"] else None
    )
