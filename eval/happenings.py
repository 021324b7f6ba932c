"""Events on our own gold of many articles: which mentions tell one event, and how many sources tell it independently.

`python -m eval.happenings [-v]` prints the scores, with -v what was merged and what was split. The mentions are those
the reader finds at the marks, end to end; "event all" counts a mark without one as an event of its own.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.model.span import Span
from dateline.model.told import EventRow, Told, Who
from dateline.story.copies.independence import independent
from dateline.story.events.happenings import ToldEvent
from dateline.story.rows import together
from dateline.story.votes.votes import event_of
from eval.joined import joined
from eval.many import MANY, Case, Mark, bcubed
from eval.marked import marked, table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A marked trigger: its article, the mention the reader found there, if any, and which event that tells."""

    mark: Mark
    case: Case
    mention: EventRow | None = None
    told: ToldEvent | None = None

    @property
    def event(self) -> str:
        """The event it was put to; one of its own if no mention was found."""
        return self.told.event if self.told else f"{self.case.given.id} {self.mark.line} {self.mark.span.start}"


@cache
def asked(folder: Path = MANY) -> tuple[tuple[Row, ...], Told]:
    """Return the marked triggers in the order the articles came out, and the rows of all articles."""
    rows: list[Row] = []
    for one, mark, span in marked("V", folder):
        mention = _at(span, one.told.events)
        told = one.events[mention.id] if mention else None
        rows.append(Row(mark=mark, case=one.case, mention=mention, told=told))
    return tuple(rows), together(one.told for one in joined(folder))


def _at(span: Span, events: Sequence[EventRow]) -> EventRow | None:
    """Return the mention whose trigger shares most characters with a stretch."""

    def shared(event: EventRow) -> int:
        trigger = event.trigger.span
        return min(trigger.end, span.end) - max(trigger.start, span.start)

    best = max(events, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def score_happenings(folder: Path = MANY) -> dict[str, float]:
    """Return BCubed of events, over the mentions that were found and over all, and how right independent counts are."""
    rows, _ = asked(folder)
    found = bcubed([(r.mark.key, r.event) for r in rows if r.mention])
    every = bcubed([(r.mark.key, r.event) for r in rows])
    marked, whole = count_errors(folder)
    return {
        "event f1": found.f1,
        "event precision": found.precision,
        "event recall": found.recall,
        "event all f1": every.f1,
        "mentions found": sum(r.mention is not None for r in rows) / len(rows),
        "independent": marked.count(0) / len(marked),
        "independent end to end": whole.count(0) / len(whole),
    }


def count_errors(folder: Path = MANY) -> tuple[list[int], list[int]]:
    """Return by how much each count of independent sources is off: given who tells an event, and end to end."""
    return _errors(dict(_of_marks(folder)), folder), _errors(dict(_of_events(folder)), folder)


def _errors(counts: Mapping[str, int], folder: Path) -> list[int]:
    """Return by how much each count is off, of the events whose count is known."""
    wanted = {r["key"]: int(r["independent"]) for r in table("events", folder) if r["independent"]}
    return [abs(counts[key] - n) for key, n in wanted.items() if key in counts]


def _of_marks(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the count for each event, given which articles tell it: what independence alone gets right."""
    rows, told = asked(folder)
    by_key: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_key[row.mark.key].append(row)
    for key, mine in by_key.items():
        voices: defaultdict[str, list[Who | None]] = defaultdict(list)
        for row in mine:
            if row.mention:
                voices[row.case.record.article.id].append(row.mention.said_by)
        ids = dict.fromkeys(row.case.record.article.id for row in mine)
        yield key, len(independent([told.by_id[i] for i in ids], voices))


def _of_events(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the count for each event as it was found: that of the event that holds most of its marks."""
    rows, told = asked(folder)
    mentions: defaultdict[str, list[EventRow]] = defaultdict(list)
    for mention in told.events:
        mentions[mention.event or mention.id].append(mention)
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.mention:
            held[row.mark.key][row.event] += 1
    for key, counts in held.items():
        mine = mentions[counts.most_common(1)[0][0]]
        yield key, event_of(mine, told.articles).independent_sources


def main() -> None:
    """Print the scores; with -v the events that hold several of the gold, and those of the gold that were split."""
    for name, score in score_happenings().items():
        print(f"{name:<30} {score:.3f}")
    for name, errors in zip(("given who tells it", "end to end"), count_errors(), strict=True):
        print(f"mean error of a count, {name:<22} {sum(errors) / len(errors):.3f}")
    if "-v" not in sys.argv:
        return
    rows = [row for row in asked()[0] if row.mention]
    for title, one, other in (("merged", _event, _key), ("split", _key, _event)):
        groups: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[one(row)].append(row)
        for name, mine in groups.items():
            if len({other(row) for row in mine}) > 1:
                print(f"{title} {name}")
                for row in mine:
                    print(
                        f"    {other(row):<20} {row.case.given.id} {row.mark.words!r}: {row.told and row.told.reason}"
                    )


def _key(row: Row) -> str:
    return row.mark.key


def _event(row: Row) -> str:
    return row.event


if __name__ == "__main__":
    main()
