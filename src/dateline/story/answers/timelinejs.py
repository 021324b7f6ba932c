"""A timeline as TimelineJS reads it: its JSON, and the rows of its spreadsheet (timeline.knightlab.com/docs)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from dateline.story.answers.timeline import Entry

COLUMNS = (
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
)
"""The columns of the spreadsheet, in the order of the published template."""
_PARTS = {"year": 1, "month": 2, "day": 3}
_UNITS = ("year", "month", "day")


def to_json(entries: Sequence[Entry], *, title: str) -> dict[str, Any]:
    """Return a timeline in the JSON of TimelineJS 3.

    Args:
        entries: The entries.
        title: What stands on the first slide.
    """
    return {"title": {"text": {"headline": escape(title), "text": ""}}, "events": [_event(e) for e in entries]}


def to_rows(entries: Sequence[Entry], *, title: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the spreadsheet, the title first; who writes them as CSV guards cells that begin with "="."""
    yield dict.fromkeys(COLUMNS, "") | {"Headline": escape(title), "Type": "title"}
    for entry in entries:
        event = _event(entry)
        cells = {name: str(event["start_date"].get(unit, "")) for name, unit in zip(COLUMNS, _UNITS, strict=False)}
        for name, unit in zip(COLUMNS[4:], _UNITS, strict=False):
            cells[name] = str(event.get("end_date", {}).get(unit, ""))
        cells |= {"Headline": event["text"]["headline"], "Text": event["text"]["text"], "Group": event["group"]}
        yield dict.fromkeys(COLUMNS, "") | cells | {"Display Date": event.get("display_date", "")}


def _event(entry: Entry) -> dict[str, Any]:
    event: dict[str, Any] = {
        "unique_id": f"{entry.article}-{entry.sentence.span.start}-{entry.earliest}",
        "start_date": _date(entry.earliest, entry),
        # TimelineJS takes both for HTML: the words must come out as they stand in the article.
        "text": {"headline": escape(entry.sentence.exact), "text": _source(entry)},
        "group": "announced" if entry.announced else "told",
        "autolink": False,
    }
    if entry.precision == "day" and entry.latest != entry.earliest:
        event["end_date"] = _date(entry.latest, entry)
    if note := "announced" if entry.announced else "printed on" if entry.basis != "text" else "":
        event["display_date"] = f"{entry.earliest[: (4, 7, 10)[_PARTS[entry.precision] - 1]]} ({note})"
    return event


def _date(day: str, entry: Entry) -> dict[str, int]:
    """Return as much of a date as is known."""
    parts = day.split("-")[: _PARTS[entry.precision]]
    return {unit: int(part) for unit, part in zip(_UNITS, parts, strict=False)}


def _source(entry: Entry) -> str:
    """Return where the sentence stands, when that came out and was first seen, and how many tell of the day."""
    outlet = escape(entry.outlet or "unnamed outlet")
    if entry.url and entry.url.startswith(("https://", "http://")):
        outlet = f'<a href="{escape(entry.url)}">{outlet}</a>'
    published = escape(entry.published or "date unknown")
    return f"{outlet}, published {published}, first seen {escape(entry.seen)}; {escape(entry.reason)}"
