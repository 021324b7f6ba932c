"""IPTC ninjs 3.1 (News in JSON): an article an item, as its published JSON Schema has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.model.article import Article
from dateline.model.record import Record
from dateline.store import StoredArticle
from dateline.views.exports.about import About
from dateline.views.exports.items import named_entities
from dateline.views.exports.streams import json_lines
from dateline.views.words import is_web, language_tag

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def write_ninjs(batches: Iterable[Sequence[StoredArticle]], about: About) -> Iterator[bytes]:
    """Yield articles as ninjs items, one a line."""
    yield from json_lines([item(stored, text=about.text is not False) for stored in batch] for batch in batches)


def item(stored: StoredArticle, *, text: bool = True) -> dict[str, Any]:
    """Return an article as a ninjs item; what the article does not say is left out."""
    article, record = stored.article, stored.record
    source = article.canonical_url or article.url or stored.page_url
    seen = stored.first_seen.isoformat()
    made = {
        "uri": f"urn:dateline:article:{stored.story}",
        "type": "text",
        "representationType": "full" if text else "partial",
        "profile": "text-only",
        "version": article.id,
        "versionCreated": seen,
        "pubStatus": "usable",
        "language": language_tag(article.language),
        "headlines": _values("main", article.headline.value if article.headline else None),
        "descriptions": _values("standfirst", article.standfirst.value if article.standfirst else None),
        "bodies": _bodies(article) if text else [],
        "by": "; ".join(byline.value for byline in article.bylines),
        "located": article.dateline.value if article.dateline else None,
        "people": _named(record, "person"),
        "organisations": _named(record, "organization"),
        "places": _places(record),
        "infoSources": _sources(article),
        "altIds": [{"role": "source url", "value": source}] if source else [],
        "renditions": [{"name": "original", "href": source}] if source and is_web(source) else [],
        "standard": STANDARD,
    }
    return {name: value for name, value in made.items() if value}


def _values(role: str, value: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": value}] if value else []


def _bodies(article: Article) -> list[dict[str, Any]]:
    body = "\n\n".join(block.span.of(article.text.content) for block in article.body())
    if not body:
        return []
    counts = {"charCount": len(body), "wordCount": len(body.split())}
    return [{"role": "main", "contentType": "text/plain", **counts, "value": body}]


def _named(record: Record, kind: str) -> list[dict[str, str]]:
    """Return the persons or organizations that an article names."""
    return [
        {"name": e.label, "rel": "mentioned", "literal": f"dateline:statement:{e.id}"}
        for e in named_entities(record, kind)
    ]


def _places(record: Record) -> list[dict[str, Any]]:
    """Return each place that was recognized once."""
    out: dict[int, dict[str, Any]] = {}
    for place in record.places:
        if place.geonames_id is None or place.name is None or place.geonames_id in out:
            continue
        made: dict[str, Any] = {"name": place.name, "rel": "mentioned"}
        made["uri"] = f"https://sws.geonames.org/{place.geonames_id}/"
        if place.lat is not None and place.lon is not None:
            made["geoJSON"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
        out[place.geonames_id] = made
    return list(out.values())


def _sources(article: Article) -> list[dict[str, str]]:
    parts = (("publisher", article.publisher), ("agency", article.agency), ("aggregator", article.aggregator))
    return [{"name": cited.value, "role": role} for role, cited in parts if cited]
