"""Texts of our own with marks in them (training/written) to rows and gold, as the corpora have them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "written"
_MARK = re.compile(r"\[([a-z]+)(\d*) |\]")
_NAMES = {"per": "Person", "org": "Organization", "loc": "Location", "nat": "NORP"}
NAMES = {
    "Person": "person",
    "Organization": "organization",
    "Location": "place",
    "Facility": "place",
    "NORP": "nationality",
}
"""What the corpora call the types of names, and what we do."""
_QUOTE = {"s": "source", "c": "cue", "q": "content"}
_EVENT = {"a": "actors", "r": "recipients", "p": "place", "d": "date", "b": "said_by"}


class Mark(NamedTuple):
    """A marked span: its letters, its number (0 for none), and where it stands in the plain text."""

    label: str
    number: int
    start: int
    end: int


def written(name: str, *, folder: Path = FOLDER) -> Iterator[tuple[Json, Json]]:
    """Yield (row, gold) for every passage of the files that begin with a name ("quotes", "events").

    Raises:
        ValueError: Marks that do not close, or that the header does not know; the message names file and passage.
    """
    for path in sorted(folder.glob(f"{name}_*.txt")):
        for n, passage in enumerate(re.split(r"^---\s*$", path.read_text(encoding="utf8"), flags=re.M)):
            if not passage.strip():
                continue
            where = f"{path.stem}-{n}"
            header, text, marks = parse(passage.strip(), where=where)
            gold = events_of(header, marks, where=where) if name == "events" else quotes_of(marks, where=where)
            yield {"id": where, "text": text, "as": "article"}, {"id": where} | gold


def parse(passage: str, *, where: str) -> tuple[list[str], str, list[Mark]]:
    """Return the header lines, the plain text and the marks of a passage."""
    header = re.findall(r"^# *(.+)$", passage, flags=re.M)
    body = re.sub(r"^#.*\n?", "", passage, flags=re.M).strip()
    text, marks, open_, at = "", [], [], 0
    for m in _MARK.finditer(body):
        text += body[at : m.start()]
        at = m.end()
        if m[1]:
            open_.append((m[1], int(m[2] or 0), len(text)))
        elif not open_:
            raise ValueError(f"{where}: a mark closes that none opened")
        else:
            label, number, start = open_.pop()
            marks.append(Mark(label, number, start, len(text)))
    if open_:
        raise ValueError(f"{where}: the mark {open_[-1][0]}{open_[-1][1]} does not close")
    return header, text + body[at:], sorted(marks, key=lambda k: (k.start, -k.end))


def quotes_of(marks: list[Mark], *, where: str) -> Json:
    """Return the gold of an attribution passage: quotes and names."""
    quotes: dict[int, Json] = defaultdict(lambda: {"source": [], "cue": [], "content": []})
    names = []
    for m in marks:
        if m.label in _NAMES:
            names.append([m.start, m.end, _NAMES[m.label]])
        elif m.label in _QUOTE:
            quotes[m.number][_QUOTE[m.label]].append([m.start, m.end])
        else:
            raise ValueError(f"{where}: no such mark: {m.label}{m.number}")
    return {"quotes": [q for _, q in sorted(quotes.items()) if q["content"]], "names": names}


def events_of(header: list[str], marks: list[Mark], *, where: str) -> Json:
    """Return the gold of an event sentence."""
    events: dict[int, Json] = {}
    for line in header:
        number, kind, mode, factuality = line.split()
        event: Json = {"type": kind, "mode": None if mode == "-" else mode, "factuality": factuality, "trigger": None}
        events[int(number)] = event | {"actors": [], "recipients": [], "place": None, "date": None, "said_by": None}
    for m in marks:
        if m.number not in events or m.label not in (*_EVENT, "t"):
            raise ValueError(f"{where}: no such mark or event: {m.label}{m.number}")
        event, span = events[m.number], [m.start, m.end]
        if m.label == "t":
            event["trigger"] = span
        elif m.label in ("a", "r"):
            event[_EVENT[m.label]].append(span)
        else:
            event[_EVENT[m.label]] = span
    if any(e["trigger"] is None for e in events.values()):
        raise ValueError(f"{where}: an event without a trigger")
    return {"events": list(events.values())}
