"""Atom (RFC 4287) and JSON Feed 1.1 of stories and articles.

An entry is known by the story, or by the article in all its versions: its id never changes when a story grows or a
text is changed, only the time of its last update does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any
from xml.sax.saxutils import escape, quoteattr  # nosec B406 # writes, parses nothing

from dateline.store import ArticleRow, StoryRow
from dateline.views.exports.about import About
from dateline.views.exports.streams import array
from dateline.views.words import is_web, language_tag, lead

Line = ArticleRow | StoryRow
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})")


_EMPTY = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: always the same, so that who asks again hears that nothing changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed, from a row of the list."""

    id: str
    title: str
    path: str
    source: str | None
    summary: str
    text: str
    published: str | None
    updated: str
    outlet: str | None
    language: str
    tags: tuple[str, ...]


def updated(line: Line) -> datetime:
    """Return when a story or an article was last seen to grow or to change."""
    if isinstance(line, StoryRow):
        return max((line.head.first_seen, *map(datetime.fromisoformat, line.seen)))
    return line.first_seen


def entry_of(line: Line) -> Entry:
    """Return the entry of a story or an article."""
    row = line.head if isinstance(line, StoryRow) else line
    content = row.text.content
    summary = lead(content, row.opening).of(content) if row.opening else ""
    story = isinstance(line, StoryRow)
    return Entry(
        # An article's `story` is the id of the first of its versions.
        id=f"urn:dateline:story:{line.id}" if story else f"urn:dateline:article:{row.story}",
        title=row.headline or summary or "No headline",
        path=f"/story/{line.id}" if story else f"/article/{row.id}",
        source=row.url if row.url and is_web(row.url) else None,
        summary=summary,
        text=content,
        published=_moment(row.published),
        updated=_stamp(updated(line)),
        outlet=row.publisher or row.agency or row.aggregator,
        language=language_tag(row.language),
        tags=row.countries,
    )


def write_atom(batches: Iterable[Sequence[Line]], about: About) -> Iterator[bytes]:
    """Yield an Atom feed."""
    first, rest = _entries(batches)
    latest = max((e.updated for e in first), default=_EMPTY)
    links = "".join(
        f'<link rel="{rel}" type="{type_}" href={quoteattr(href)}/>\n'
        for rel, type_, href in (("self", "application/atom+xml", about.link(about.path)),
                                 ("alternate", "text/html", about.link("/")))
        if href
    )  # fmt: skip
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{xml(about.id)}</id>\n<title>{xml(about.title)}</title>\n<updated>{latest}</updated>\n{links}"
        f'<generator version="{about.version}">Dateline</generator>\n'
    ).encode()
    for batch in chain([first], rest):
        yield "".join(_atom(entry, about) for entry in batch).encode()
    yield b"</feed>\n"


def _atom(entry: Entry, about: About) -> str:
    lang = f' xml:lang="{entry.language}"' if entry.language else ""
    page = about.link(entry.path) or entry.source
    parts = [
        f"<id>{xml(entry.id)}</id>",
        f'<title type="text">{xml(entry.title)}</title>',
        f"<updated>{entry.updated}</updated>",
        f"<published>{entry.published}</published>" if entry.published else "",
        f"<author><name>{xml(entry.outlet or 'outlet not named')}</name></author>",
        f'<link rel="alternate" href={quoteattr(xml(page, plain=True))}/>' if page else "",
        f'<link rel="via" href={quoteattr(xml(entry.source, plain=True))}/>' if entry.source and about.base else "",
        *(f"<category term={quoteattr(xml(tag, plain=True))}/>" for tag in entry.tags),
        f'<summary type="text">{xml(entry.summary)}</summary>' if entry.summary else "",
        # RFC 4287, 4.1.2: an entry without an alternate link must have content.
        f'<content type="text">{xml(entry.text)}</content>' if about.text or not page else "",
    ]
    return f"<entry{lang}>\n" + "".join(f"{part}\n" for part in parts if part) + "</entry>\n"


def write_jsonfeed(batches: Iterable[Sequence[Line]], about: About) -> Iterator[bytes]:
    """Yield a JSON Feed."""
    first, rest = _entries(batches)
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": about.title,
        "home_page_url": about.link("/"),
        "feed_url": about.link(about.path),
    }
    items = ([_item(entry, about) for entry in batch] for batch in chain([first], rest))
    yield from array({k: v for k, v in head.items() if v}, "items", items)


def _item(entry: Entry, about: About) -> dict[str, Any]:
    item = {
        "id": entry.id,
        "url": about.link(entry.path) or entry.source,
        "external_url": entry.source if about.base else None,
        "title": entry.title,
        "content_text": entry.text if about.text else entry.summary,
        "summary": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
        "authors": [{"name": entry.outlet}] if entry.outlet else None,
        "tags": list(entry.tags),
    }
    return {name: value for name, value in item.items() if value or name == "content_text"}


def _entries(batches: Iterable[Sequence[Line]]) -> tuple[list[Entry], Iterator[list[Entry]]]:
    made = ([entry_of(line) for line in batch] for batch in batches)
    return next(made, []), made


def xml(text: str, *, plain: bool = False) -> str:
    """Return text for XML, without the characters it cannot hold; `plain` leaves the escaping to another."""
    kept = _ILLEGAL.sub("\ufffd", text)
    return kept if plain else escape(kept)


def _moment(published: str | None) -> str | None:
    """Return a time of publication, where an hour and a zone are known: a feed has no way to say less."""
    if not published or not _MOMENT.fullmatch(published):
        return None
    return _stamp(datetime.fromisoformat(published))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
