"""What takes place on days, for calendars and timelines: iCalendar (RFC 5545) and TimelineJS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import Any

from dateline.model.told import Words
from dateline.story.answers.timeline import Entry
from dateline.story.answers.timelinejs import COLUMNS, to_json, to_rows
from dateline.views.exports.about import About
from dateline.views.exports.items import EventItem
from dateline.views.exports.streams import array
from dateline.views.exports.tables import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something that took place.

    Args:
        id: What it is known by; it stays while more is told of it.
        title: A line of ours.
        entry: When, and the sentence that tells it.
        path: The page of the desk that opens its words.
        seen: When that article was first seen.
        place, lat, lon: Where, if that is known.
        categories: The type, and what else is to be known at a glance.
    """

    id: str
    title: str
    entry: Entry
    path: str
    seen: datetime
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    categories: tuple[str, ...] = ()


def of_event(item: EventItem) -> Dated | None:
    """Return what takes place in an event; None where nobody says when."""
    when, row, article = item.event.date, item.row, item.stored.article
    if when is None:
        return None
    sentence = Words(article=article.id, span=item.sentence, exact=item.words(item.sentence))
    outlet = row["publisher"] or row["agency"] or row["aggregator"] or ""
    entry = Entry(
        earliest=when.earliest,
        latest=when.latest,
        precision=when.precision,
        basis=when.basis,
        announced=item.event.factuality == "future",
        sentence=sentence,
        article=article.id,
        outlet=outlet,
        headline=row["headline"],
        url=row["source_url"],
        published=row["published"],
        seen=row["first_seen"],
        events=(item.event.id,),
        outlets=(outlet,) if outlet else (),
        witnesses=row["n_independent_sources"],
        weight=1.0,
        reason=item.title,
    )
    place = row["place"] or {}
    short = item.event.id[:12]
    return Dated(
        id=item.event.id,
        title=item.title,
        entry=entry,
        path=f"/article/{article.id}?fact={short}#f-{short}",
        seen=item.stored.first_seen,
        place=place.get("name"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        categories=(item.event.type, *([] if item.event.factuality == "actual" else [item.event.factuality])),
    )


def of_entry(entry: Entry, *, story: str) -> Dated:
    """Return what takes place in an entry of a story's timeline; it is known by story and day."""
    return Dated(
        id=f"{story}-{entry.earliest}-{entry.latest}",
        title=entry.headline or entry.outlet,
        entry=entry,
        path=f"/article/{entry.article}",
        seen=datetime.fromisoformat(entry.seen),
    )


def write_calendar(batches: Iterable[Sequence[Dated]], about: About) -> Iterator[bytes]:
    """Yield an iCalendar file, an all-day VEVENT for what takes place."""
    from icalendar import Calendar  # noqa: PLC0415 (slow to import)

    calendar = Calendar()
    calendar.add("prodid", f"-//Dateline//{about.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", about.title)
    head, _, end = calendar.to_ical().rpartition(b"END:VCALENDAR")
    yield head
    for batch in batches:
        yield b"".join(_vevent(dated, about) for dated in batch)
    yield b"END:VCALENDAR" + end


def _vevent(dated: Dated, about: About) -> bytes:
    from icalendar import Event  # noqa: PLC0415

    entry = dated.entry
    event = Event()
    event.add("uid", f"{dated.id}@dateline")
    event.add("dtstamp", dated.seen.astimezone(UTC))
    event.add("dtstart", date.fromisoformat(entry.earliest))
    # The end of an all-day event is the day after it (RFC 5545, 3.6.1).
    last = date.fromisoformat(entry.latest)
    event.add("dtend", last + timedelta(days=1) if last < date.max else last)
    event.add("summary", dated.title)
    told = f"{entry.outlet or 'outlet not named'}, published {entry.published or 'date unknown'}"
    event.add("description", f"{entry.sentence.exact}\n\n{told}\n{entry.url or ''}".strip())
    event.add("transp", "TRANSPARENT")
    if dated.categories:
        event.add("categories", list(dated.categories))
    if dated.place:
        event.add("location", dated.place)
    if dated.lat is not None and dated.lon is not None:
        event.add("geo", (dated.lat, dated.lon))
    if url := about.link(dated.path) or entry.url:
        event.add("url", url)
    made: bytes = event.to_ical()
    return made


def write_timelinejs(batches: Iterable[Sequence[Dated]], about: About) -> Iterator[bytes]:
    """Yield the JSON of TimelineJS 3."""
    head = {"title": {"text": {"headline": escape(about.title), "text": ""}}}
    events = ([_slide(dated) for dated in batch] for batch in batches)
    yield from array(head, "events", events)


def _slide(dated: Dated) -> dict[str, Any]:
    (event,) = to_json([dated.entry], title="")["events"]
    # One sentence may tell two things that took place on one day, and TimelineJS takes no id twice.
    return {**event, "unique_id": dated.id}


def write_timelinejs_csv(batches: Iterable[Sequence[Dated]], about: About) -> Iterator[bytes]:
    """Yield the spreadsheet of TimelineJS."""
    yield lines([COLUMNS])
    title, *_ = to_rows([], title=about.title)
    yield lines([list(title.values())])
    for batch in batches:
        _, *rows = to_rows([d.entry for d in batch], title="")
        yield lines([list(row.values()) for row in rows])
