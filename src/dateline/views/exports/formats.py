"""The formats, each with what it takes and who writes it: one list for routes, links, the command line and docs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.store.export import EXPORTS
from dateline.views.exports import days, feeds, ftm, gdelt, geojson, ninjs, parquet, polecat, streams, tables, warc
from dateline.views.exports.about import About
from dateline.views.exports.annotations import write_annotations

_TABLES = ("stories", *EXPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format.

    Args:
        name: What it is called on the command line.
        suffix: How names of its files end, without the first dot.
        label: What it is called on pages.
        media: Its media type.
        kinds: What can be written in it.
        takes: What its writer is given: rows, lines, records, articles, pages, told, events, annotated, dated.
        write: The writer.
        screenful: Whether it holds a screenful where nobody asks for more (feeds).
        polled: Whether programs ask for it again and again, and are told if nothing changed.
        bare: Whether it holds whole texts of articles that it can do without.
    """

    name: str
    suffix: str
    label: str
    media: str
    kinds: tuple[str, ...]
    takes: str
    write: Callable[[Any, About], Iterator[bytes]]
    screenful: bool = False
    polled: bool = False
    bare: bool = False


FORMATS: tuple[Format, ...] = (
    Format(name="csv", suffix="csv", label="CSV", media="text/csv; charset=utf-8; header=present", kinds=_TABLES,
           takes="rows", write=tables.write_csv, bare=True),
    Format(name="jsonl", suffix="jsonl", label="JSON Lines", media="application/x-ndjson", kinds=(*_TABLES, "records"),
           takes="rows", write=streams.write_jsonl, bare=True),
    Format(name="parquet", suffix="parquet", label="Parquet", media="application/vnd.apache.parquet", kinds=_TABLES,
           takes="rows", write=parquet.write_parquet, bare=True),
    Format(name="geojson", suffix="geojson", label="GeoJSON", media="application/geo+json",
           kinds=("events", "places"), takes="rows", write=geojson.write_geojson),
    Format(name="timelinejs", suffix="timelinejs.json", label="TimelineJS", media="application/json",
           kinds=("events", "timeline"), takes="dated", write=days.write_timelinejs),
    Format(name="timelinejs-csv", suffix="timelinejs.csv", label="TimelineJS (CSV)", media="text/csv; charset=utf-8",
           kinds=("events", "timeline"), takes="dated", write=days.write_timelinejs_csv),
    Format(name="icalendar", suffix="ics", label="iCalendar", media="text/calendar; charset=utf-8",
           kinds=("events", "timeline"), takes="dated", write=days.write_calendar, polled=True),
    Format(name="atom", suffix="atom", label="Atom", media="application/atom+xml; charset=utf-8",
           kinds=("stories", "articles"), takes="lines", write=feeds.write_atom, screenful=True, polled=True),
    Format(name="jsonfeed", suffix="feed.json", label="JSON Feed", media="application/feed+json",
           kinds=("stories", "articles"), takes="lines", write=feeds.write_jsonfeed, screenful=True,
           polled=True),
    Format(name="annotations", suffix="annotations.jsonld", label="Web Annotation",
           media='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', kinds=EXPORTS,
           takes="annotated", write=write_annotations, bare=True),
    Format(name="ninjs", suffix="ninjs.jsonl", label="ninjs", media="application/x-ndjson", kinds=("articles",),
           takes="articles", write=ninjs.write_ninjs, bare=True),
    Format(name="warc", suffix="warc.gz", label="WARC", media="application/warc", kinds=("articles",), takes="pages",
           write=warc.write_warc),
    Format(name="ftm", suffix="ftm.jsonl", label="FollowTheMoney", media="application/x-ndjson",
           kinds=("articles", "events"), takes="told", write=ftm.write_ftm),
    Format(name="polecat", suffix="polecat.tsv", label="POLECAT", media="text/tab-separated-values; charset=utf-8",
           kinds=("events",), takes="events", write=polecat.write_polecat),
    Format(name="gdelt", suffix="gdelt.tsv", label="GDELT 2.0", media="text/tab-separated-values; charset=utf-8",
           kinds=("events",), takes="events", write=gdelt.write_gdelt),
)  # fmt: skip
"""In the order in which pages offer them."""

KINDS = ("records", "stories", *EXPORTS)
"""What the command line exports; `records` are whole articles with all they say (RECORD.md)."""

_BY_NAME = {fmt.name: fmt for fmt in FORMATS}
_BY_SUFFIX = {fmt.suffix: fmt for fmt in FORMATS}


def format_named(name: str) -> Format | None:
    """Return the format of that name."""
    return _BY_NAME.get(name)


def format_of_suffix(suffix: str) -> Format | None:
    """Return the format whose files end so."""
    return _BY_SUFFIX.get(suffix)


def formats_of(kind: str) -> tuple[Format, ...]:
    """Return the formats a kind of row can be written in here and now."""
    return tuple(f for f in FORMATS if kind in f.kinds and (f.name != "parquet" or parquet.can_write()))
