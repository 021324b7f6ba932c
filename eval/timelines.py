"""Timelines and what is known, on our own gold of many articles: right days, sentences that tell them, nothing twice.

python -m eval.timelines
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.model.told import Told, Words
from dateline.story.answers.known import known
from dateline.story.answers.timeline import Entry, timeline
from dateline.story.rows import together
from eval.joined import Joined, joined
from eval.many import MANY, Case

FEWEST = 3
"""A happening of fewer articles has no timeline worth measuring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A gold event: its days, and how many independent sources tell it (0 where the gold does not say)."""

    earliest: str
    latest: str
    independent: int


@dataclass(frozen=True, slots=True)
class Happening:
    """Articles of the gold that tell events in common, the rows read from them, and their events."""

    cases: tuple[Case, ...]
    told: Told
    events: dict[str, Dated]


def score_timelines(folder: Path = MANY) -> dict[str, float]:
    """Score the timelines of all happenings of the gold.

    Returns:
        day_p: Entries that stand on a day of an event of the happening. sentence: Those whose sentence is marked as
        telling an event of that day. day_r: Events told by two sources or more whose day has an entry. known_r: Such
        events that a sentence of what is known tells. known_new: Of these sentences, as far as they are marked as
        telling events, those that tell one no sentence before did.
    """
    entries, right, telling, wanted, found, marked, new, told_of = (0,) * 8
    for happening in happenings(joined(folder), folder):
        shown = timeline(happening.told)
        days = [_on(entry, happening.events) for entry in shown]
        entries += len(shown)
        right += sum(map(bool, days))
        told = [_keys_at(happening, entry.sentence) for entry in shown]
        telling += sum(bool(on & keys) for on, keys in zip(days, told, strict=True))
        often = {k for k, e in happening.events.items() if e.independent > 1}
        wanted += len(often)
        found += len(often & {k for e, on in zip(shown, days, strict=True) if e.precision == "day" for k in on})
        seen: set[str] = set()
        for one in known(happening.told):
            keys = _keys_at(happening, one.sentence)
            marked, new = marked + bool(keys), new + bool(keys - seen)
            seen |= keys
        told_of += len(often & seen)
    return {
        "day_p": right / entries,
        "day_r": found / wanted,
        "sentence": telling / right,
        "known_r": told_of / wanted,
        "known_new": new / marked,
    }


def happenings(told: Sequence[Joined], folder: Path = MANY) -> Iterator[Happening]:
    """Yield the articles that tell events in common, with the events of the gold and the rows read from them."""
    events = _events(folder)
    home: dict[str, int] = {}
    groups: dict[int, list[int]] = {}
    for n, one in enumerate(told):
        keys = {m.key for m, _ in one.case.at if m.kind == "V"}
        joined = sorted({home[k] for k in keys if k in home})
        members = [m for j in joined for m in groups.pop(j)] + [n]
        groups[n] = members
        for m in members:
            home |= {mark.key: n for mark, _ in told[m].case.at if mark.kind == "V"}
    for members in groups.values():
        if len(members) >= FEWEST:
            own = {m.key for i in members for m, _ in told[i].case.at if m.kind == "V"}
            yield Happening(
                tuple(told[i].case for i in sorted(members)),
                together(told[i].told for i in sorted(members)),
                {k: e for k, e in events.items() if k in own},
            )


def _events(folder: Path) -> dict[str, Dated]:
    out = {}
    for path in sorted(folder.glob("*.events.tsv")):
        lines = (line for line in path.read_text("utf8").splitlines() if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["earliest"]:
                latest, many = row["latest"] or row["earliest"], int(row["independent"] or 0)
                out[row["key"]] = Dated(earliest=row["earliest"], latest=latest, independent=many)
    return out


def _on(entry: Entry, events: dict[str, Dated]) -> set[str]:
    """Return the events that are on the day of an entry, or in its month or year."""
    return {k for k, e in events.items() if e.earliest <= entry.latest and entry.earliest <= e.latest}


def _keys_at(happening: Happening, sentence: Words) -> set[str]:
    """Return the events that are marked in a sentence."""
    keys: dict[str, set[str]] = defaultdict(set)
    for case in happening.cases:
        if case.record.article.id == sentence.article:
            for mark, span in case.at:
                if mark.kind == "V" and sentence.span.touches(span):
                    keys[sentence.article].add(mark.key)
    return keys[sentence.article]


def main() -> None:
    """Print the scores."""
    print(json.dumps({k: round(v, 3) for k, v in score_timelines().items()}))


if __name__ == "__main__":
    main()
