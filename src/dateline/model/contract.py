"""The record as programs see it: one JSON object an article, as `dateline read --jsonl` prints it.

This is a public contract: fields may be added, none renamed. `schema` gives the JSON Schema of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.model.article import Article, Block, Cited, Dropped
from dateline.model.page import Page
from dateline.model.record import Record
from dateline.model.span import Evidence, Span
from dateline.model.statement import (
    Entity,
    EventMention,
    Figure,
    Mention,
    Party,
    Place,
    Quote,
    Relation,
    Statement,
    TimeExpression,
)

VERSION = 1
Json = dict[str, Any]


def record_to_json(
    record: Record, *, dropped: Sequence[Dropped] = (), dateline: str = "", replaced_characters: int = 0
) -> Json:
    """Return the record as the contract's JSON object.

    Args:
        record: The record of one article.
        dropped: What was dropped from the article's page.
        dateline: The version of this package, for `origin`.
        replaced_characters: How many characters of the page became U+FFFD.
    """
    article = record.article
    index = {
        s.id: n for group in (record.times, record.places, record.quotes, record.figures) for n, s in enumerate(group)
    }
    return {
        "v": VERSION,
        "page": article.page,
        "n": article.n,
        "id": article.id,
        "kind": article.kind,
        "text": article.text.content,
        "text_sha256": article.text.id.removeprefix("sha256:"),
        "url": article.url,
        "canonical_url": article.canonical_url,
        "language": article.language,
        "section": article.section,
        "blocks": [_block(b) for b in article.blocks],
        **{name: _cited(getattr(article, name), article) for name in CITED},
        **{name: [_cited(c, article) for c in getattr(article, name)] for name in CITED_LISTS},
        "reasons": _reasons(record),
        "supersedes": article.supersedes,
        "mentions": [_mention(m) for m in record.mentions],
        "entities": [_entity(e) for e in record.entities],
        "times": [_time(t) for t in record.times],
        "places": [_place(p) for p in record.places],
        "quotes": [_quote(q) for q in record.quotes],
        "figures": [_figure(f, index) for f in record.figures],
        "events": [_event(e, index) for e in record.events],
        "pairs": [_relation(r) for r in record.relations],
        "dropped": [dropped_to_json(d) for d in dropped],
        "origin": {"dateline": dateline, "reader": record.reader, "replaced_characters": replaced_characters},
    }


CITED = ("headline", "standfirst", "dateline", "agency", "publisher", "aggregator", "published", "modified")
CITED_LISTS = ("bylines", "corrections", "updates")


def empty_page_to_json(
    page: Page, reason: str, *, dropped: Sequence[Dropped] = (), dateline: str = "", reader: str = ""
) -> Json:
    """Return the line for a page that holds no article: kind "page", no text, and why."""
    return {
        "v": VERSION,
        "page": page.id,
        "n": 0,
        "kind": "page",
        "text": "",
        "url": page.url,
        "reason": reason,
        "dropped": [dropped_to_json(d) for d in dropped],
        "origin": {"dateline": dateline, "reader": reader, "replaced_characters": page.replaced_characters},
    }


def error_to_json(page: str, code: str, message: str) -> Json:
    """Return the line for a page that cannot be read."""
    return {"v": VERSION, "page": page, "error": {"code": code, "message": message}}


def dropped_to_json(dropped: Dropped) -> Json:
    """Return a dropped stretch of the page."""
    return {"page_start": dropped.page_span.start, "page_end": dropped.page_span.end, "role": dropped.role}


def _span(span: Span | None) -> Json | None:
    return {"start": span.start, "end": span.end} if span else None


def _at(statement: Statement) -> Json:
    return {"start": statement.span.start, "end": statement.span.end}


def _words(statement: Statement) -> Json:
    return {**_at(statement), "text": statement.evidence[0].exact}


def _said(value: Mapping[str, Any], statement: Statement) -> Json:
    """Add confidence, and the reason where there is one."""
    out = {**value, "confidence": round(statement.confidence, 3)}
    return out | {"reason": statement.reason} if statement.reason else out


def _block(block: Block) -> Json:
    return {
        "start": block.span.start,
        "end": block.span.end,
        "role": block.role,
        "page_start": block.page_span.start,
        "page_end": block.page_span.end,
        "path": block.path,
    }


def _cited(cited: Cited | None, article: Article) -> Json | None:
    if cited is None:
        return None
    out: Json = {"value": cited.value, "basis": cited.basis}
    if cited.precision:
        out["precision"] = cited.precision
    return out | {"evidence": [_cited_at(e, article) for e in cited.evidence]}


def _cited_at(evidence: Evidence, article: Article) -> Json:
    """Offsets into the article's text, or page offsets where the words are no part of it."""
    prefix = "" if evidence.text_id == article.text.id else "page_"
    return {f"{prefix}start": evidence.span.start, f"{prefix}end": evidence.span.end}


def _reasons(record: Record) -> dict[str, str]:
    return dict(record.article.reasons) | dict(record.reasons)


def _mention(m: Mention) -> Json:
    return _said({**_words(m), "form": m.form, "type": m.type, "entity": m.entity}, m)


def _entity(e: Entity) -> Json:
    value = {
        "id": e.key,
        "label": e.label,
        "aliases": list(e.aliases),
        "type": e.type,
        "role": e.role,
        "country": e.country,
        "sector": e.sector,
        "code": e.code,
        "same_as": list(e.same_as),
        "evidence": [_span(x.span) for x in e.evidence],
    }
    return _said(value, e)


def _time(t: TimeExpression) -> Json:
    return _said({**_words(t), "type": t.type, "value": t.value}, t)


def _place(p: Place) -> Json:
    value = {
        **_words(p),
        "form": p.form,
        "as": p.used_as,
        "geonames_id": p.geonames_id,
        "name": p.name,
        "lat": p.lat,
        "lon": p.lon,
        "country": p.country,
        "feature_code": p.feature_code,
    }
    return _said(value, p)


def _quote(q: Quote) -> Json:
    value = {
        "manner": q.manner,
        "source": _span(q.source),
        "cue": _span(q.cue),
        "content": [_span(c) for c in q.content],
        "speaker": q.speaker,
    }
    return _said(value, q)


def _ref(target: str | None, index: Mapping[str, int]) -> int | None:
    return index.get(target) if target else None


def _number(value: float | None) -> float | int | None:
    """Print 59000, not 59000.0."""
    return int(value) if value is not None and value == int(value) else value


def _figure(f: Figure, index: Mapping[str, int]) -> Json:
    value = {
        **_words(f),
        "low": _number(f.low),
        "high": _number(f.high),
        "approximate": f.approximate,
        "unit": f.unit,
        "measure": f.measure,
        "of": _span(f.of),
        "part_of": _ref(f.part_of, index),
        "place": _ref(f.place, index),
        "as_of": {"value": f.as_of.value, "ref": _ref(f.as_of.ref, index)} if f.as_of else None,
        "quote": _ref(f.quote, index),
    }
    return _said(value, f)


def _party(p: Party) -> Json:
    return {"start": p.span.start, "end": p.span.end, "entity": p.entity, "code": p.code, "sector": p.sector}


def _event(e: EventMention, index: Mapping[str, int]) -> Json:
    date, place = e.date, e.place
    value = {
        "type": e.type,
        "mode": e.mode,
        "contexts": list(e.contexts),
        "quad": e.quad,
        "intensity": e.intensity,
        "trigger": _span(e.trigger),
        "actors": [_party(p) for p in e.actors],
        "recipients": [_party(p) for p in e.recipients],
        "date": date
        and {
            "earliest": date.earliest,
            "latest": date.latest,
            "precision": date.precision,
            "basis": date.basis,
            "ref": _ref(date.ref, index),
        },
        "place": place
        and {
            "geonames_id": place.geonames_id,
            "name": place.name,
            "country": place.country,
            "ref": _ref(place.ref, index),
        },
        "factuality": e.factuality,
        "quote": _ref(e.quote, index),
    }
    return _said(value, e)


def _relation(r: Relation) -> Json:
    return _said({"type": r.type}, r)


def offsets(line: Mapping[str, Any]) -> Iterable[tuple[int, int, str | None]]:
    """Yield every pair of text offsets in a contract line, with the words it must cover where the line gives them."""
    stack: list[Any] = [{k: v for k, v in line.items() if k not in ("dropped", "text")}]
    while stack:
        item = stack.pop()
        if isinstance(item, Mapping):
            if "start" in item and "end" in item:
                yield item["start"], item["end"], item.get("text")
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
