"""From the store to a file: what each writer takes, and what is said beside the file (`.meta.json`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, groupby, islice
from typing import Any

from dateline.errors import BadInput
from dateline.model.contract import record_to_json
from dateline.model.ruled import ruled
from dateline.model.statement import EventMention, Statement
from dateline.store import Joined, Store, StoredArticle
from dateline.store.schema import HEAD
from dateline.story.answers.timeline import timeline
from dateline.views.exports import days, ftm
from dateline.views.exports.about import About, Row
from dateline.views.exports.columns import COLUMNS, columns_of
from dateline.views.exports.days import Dated
from dateline.views.exports.feeds import updated
from dateline.views.exports.formats import Format
from dateline.views.exports.items import EventItem
from dateline.views.exports.selection import Selection, articles, lines, rows
from dateline.views.story import MOST
from dateline.views.told import told_of

SCREENFUL = 50


@dataclass(slots=True)
class Tally:
    """How many rows were taken, and how many of them the format cannot hold, by the reason; when the last was seen."""

    rows: int = 0
    left_out: int = 0
    reason: str = ""
    latest: datetime | None = None

    def see(self, moments: Iterable[datetime]) -> None:
        """Note when rows were seen."""
        self.latest = max((m for m in (self.latest, *moments) if m), default=None)


def take(store: Store, chosen: Selection, fmt: Format, about: About, tally: Tally | None = None) -> Iterator[bytes]:
    """Yield a file, piece by piece.

    Args:
        store: Where it is taken from.
        chosen: What is wanted.
        fmt: In which format.
        about: What the file says of itself.
        tally: Counts the rows on the way.

    Raises:
        BadInput: If that kind cannot be written in that format.
        QueryError: If the search cannot be understood.
        NotFound: If there is no such story or article.
    """
    if chosen.kind not in fmt.kinds:
        raise BadInput(f"{chosen.kind} cannot be written as {fmt.label}; {', '.join(fmt.kinds)} can")
    if fmt.takes == "pages" and about.text is False:
        raise BadInput(f"{fmt.label} holds the pages themselves, and cannot go without their text")
    if fmt.screenful and chosen.limit is None:
        chosen = replace(chosen, limit=SCREENFUL)
    if fmt.screenful and chosen.sort is None:
        # Who reads a feed looks at its first entries for what is new.
        chosen = replace(chosen, sort="date")
    batches = _batches(store, chosen, fmt, about, tally or Tally())
    # The first rows are taken before a word is written: what cannot be answered must not begin like an answer.
    first = list(islice(batches, 1))
    yield from fmt.write(chain(first, batches), about)


def meta(store: Store, chosen: Selection, fmt: Format, about: About) -> dict[str, Any]:
    """Return what stands beside a file, from going through its rows."""
    tally = Tally()
    for _ in take(store, chosen, fmt, about, tally):
        pass
    return meta_of(tally, chosen, fmt, about)


def meta_of(tally: Tally, chosen: Selection, fmt: Format, about: About) -> dict[str, Any]:
    """Return what stands beside a file whose rows were counted."""
    made: dict[str, Any] = {
        "title": about.title,
        "kind": chosen.kind,
        "format": fmt.name,
        "media_type": fmt.media,
        "query": {name: value for name, value in about.query.items() if value is not None},
        "url": about.link(about.path),
        "made": about.made.isoformat(timespec="seconds"),
        "versions": {"dateline": about.version, "store": HEAD},
        "rows": tally.rows,
        "left_out": tally.left_out,
        "left_out_reason": tally.reason or None,
        "offsets": "char_start and char_end count Unicode code points of the article's text from 0, half-open",
    }
    if fmt.takes == "rows" and chosen.kind in COLUMNS and fmt.name != "jsonl":
        made["columns"] = [c.name for c in columns_of(chosen.kind, text=about.text is not False)]
    return {name: value for name, value in made.items() if value is not None}


def _batches(store: Store, chosen: Selection, fmt: Format, about: About, tally: Tally) -> Iterator[Sequence[Any]]:
    """Yield what a writer takes, and count the rows."""
    if chosen.kind == "timeline":
        found = [days.of_entry(e, story=chosen.story or "") for e in _timeline(store, chosen)]
        tally.rows += len(found)
        tally.see(d.seen for d in found)
        yield found
        return
    takes = "records" if chosen.kind == "records" else fmt.takes
    if takes == "lines":
        for batch in _counted(lines(store, chosen), tally):
            tally.see(map(updated, batch))
            yield batch
    elif takes in ("records", "articles", "pages") or (takes in ("told", "annotated") and chosen.kind == "articles"):
        whole = replace(chosen, kind="articles")
        for batch in _counted(articles(store, whole), tally):
            yield from _of_articles(store, batch, takes, about)
    else:
        for batch in _counted(rows(store, chosen), tally):
            yield _of_rows(store, batch, chosen.kind, takes, tally)


def _counted(batches: Iterator[Any], tally: Tally) -> Iterator[Any]:
    for batch in batches:
        tally.rows += len(batch)
        yield batch


def _timeline(store: Store, chosen: Selection) -> Sequence[Any]:
    return timeline(told_of(store, store.story(chosen.story or "", most=MOST)[1]))


def _of_articles(store: Store, batch: Sequence[StoredArticle], takes: str, about: About) -> Iterator[Sequence[Any]]:
    """Yield what is wanted of whole articles."""
    if takes == "records":
        yield [record_of(store, stored, about) for stored in batch]
    elif takes == "articles":
        yield batch
    elif takes == "pages":
        yield [store.page(digest) for digest in dict.fromkeys(stored.article.page_digest for stored in batch)]
    elif takes == "annotated":
        for stored in batch:
            yield [(stored, list(stored.record.statements()))]
    else:
        joined = store.joined([stored.article.id for stored in batch])
        yield [
            ftm.Told(stored=s, joined=joined.get(s.article.id), events=s.record.events, entities=s.record.entities)
            for s in batch
        ]


def record_of(store: Store, stored: StoredArticle, about: About) -> dict[str, Any]:
    """Return an article and all it says, as `dateline read --jsonl` prints it."""
    return record_to_json(
        stored.record,
        dropped=stored.dropped,
        dateline=about.version,
        replaced_characters=store.page(stored.article.page_digest).replaced_characters,
    )


def _of_rows(store: Store, batch: Sequence[Row], kind: str, takes: str, tally: Tally) -> Sequence[Any]:
    """Return what is wanted of rows."""
    if takes == "rows":
        return batch
    said, stored = _statements(store, list(dict.fromkeys(row["article"] for row in batch)))
    if takes == "annotated":
        return [(stored[row["article"]], [said[row["id"]]]) for row in batch]
    joined = store.joined(list(stored))
    items = [_item(row, said[row["id"]], stored[row["article"]], joined.get(row["article"])) for row in batch]
    if takes == "dated":
        return _dated(items, tally)
    return _told(items) if takes == "told" else items


def _statements(store: Store, ids: Sequence[str]) -> tuple[dict[str, Statement], dict[str, StoredArticle]]:
    """Return statements of articles by the ids they were read with, and the articles by theirs, as people left them."""
    said: dict[str, Statement] = {}
    articles_: dict[str, StoredArticle] = {}
    for stored in store.stored(ids):
        left = ruled(stored.record, stored.rulings)
        articles_[stored.article.id] = replace(stored, record=left.record)
        said |= {left.was(s.id): s for s in left.record.statements()}
    return said, articles_


def _item(row: Row, event: Statement, stored: StoredArticle, joined: Joined | None) -> EventItem:
    assert isinstance(event, EventMention)
    return EventItem(row=row, event=event, stored=stored, joined=joined)


def _dated(items: Sequence[EventItem], tally: Tally) -> list[Dated]:
    found = [days.of_event(item) for item in items]
    tally.left_out += found.count(None)
    if tally.left_out:
        tally.reason = "no day is known for them, and the format holds nothing without one"
    tally.see(dated.seen for dated in found if dated)
    return [dated for dated in found if dated]


def _told(items: Sequence[EventItem]) -> list[ftm.Told]:
    """Return events with the entities that take part in them, article by article."""
    out = []
    for _, group in groupby(items, key=lambda item: item.stored.article.id):
        of_one = list(group)
        stored, events = of_one[0].stored, [item.event for item in of_one]
        sides = {party.entity for e in events for party in (*e.actors, *e.recipients)}
        entities = [e for e in stored.record.entities if e.key in sides]
        out.append(ftm.Told(stored=stored, joined=of_one[0].joined, events=events, entities=entities))
    return out
