"""Scores on our own gold (eval/gold): how many facts written down by hand were found, how many found are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.flow import lines, read_pages
from dateline.model.page import Page
from dateline.page.given import page_of_object
from dateline.page.limits import Limits
from eval import ROOT
from eval.corpora import Json, rows
from eval.gold_facts import score_facts
from eval.gold_matching import Pair, Span, f1, match, overlap, share, span

GOLD = ROOT / "eval" / "gold"


def score_gold(path: Path) -> dict[str, float]:
    """Return the scores for one file of gold, by the scorer of its name."""
    return SCORERS[path.stem](read_gold(path))


def read_gold(path: Path) -> list[Pair]:
    """Return every text of a file of gold, and what is read out of it."""
    gold = list(rows(path))
    return list(zip(gold, _records(gold), strict=True))


def _records(gold: Sequence[Json]) -> Iterator[Json]:
    """Read each text as one clean article."""
    for item in read_pages(_pages(gold)):
        yield next(iter(lines(item)))


def _pages(gold: Iterable[Json]) -> Iterator[Page]:
    for g in gold:
        given = {k: g[k] for k in ("id", "text", "published") if g.get(k)} | {"as": "article"}
        yield page_of_object(given, where=g["id"], limits=Limits())


def _nearest(words: str | None, text: str, content: Sequence[Span]) -> Span | None:
    """Return the occurrence of the words, whole and outside what is said, that lies nearest to what is said."""
    if not words:
        return None
    whole = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [s for s in whole if not any(overlap(s, c) for c in content)]
    return min(outside or whole, key=lambda s: min(max(a - s[1], s[0] - b, 0) for a, b in content))


def _quote_gold(quote: Json, text: str) -> Json:
    """Give a quote of the gold its offsets."""
    pieces = quote["content"] if isinstance(quote["content"], list) else [quote["content"]]
    spans, at = [], 0
    for piece in pieces:
        at = text.index(piece, at)
        spans.append((at, at + len(piece)))
    return {**quote, "spans": spans, "at_source": _nearest(quote["source"], text, spans)}


def _content_overlap(found: Json, wanted: Json) -> float:
    """Return the share of words (here: characters) the two contents have in common, where it is half or more."""
    mine = [span(c) for c in found["content"]]
    both = sum(overlap(a, b) for a in mine for b in wanted["spans"])
    either = sum(e - s for s, e in [*mine, *wanted["spans"]]) - both
    return both / either if either and both / either >= 0.5 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one quote of the gold was read; all false where it was not found."""

    gold: Json
    found: bool
    source: bool = False
    manner: bool = False
    speaker: bool = False
    wrong_person: bool = False
    """Somebody named was given who did not say it: worse than nobody."""


def read_quotes(gold: Json, got: Json) -> list[Told]:
    """Say for each quote of a text, in its order, what of it was read rightly."""
    wanted = [_quote_gold(q, gold["text"]) for q in gold["quotes"]]
    found = {b["spans"][0]: a for a, b in match(got["quotes"], wanted, _content_overlap)}
    people = {m["entity"] for m in got.get("mentions", ()) if m["form"] == "name" and m["type"] == "person"}
    names = {e["id"]: (e["label"], *e["aliases"]) for e in got["entities"]}
    return [_told(found.get(q["spans"][0]), q, names, people) for q in wanted]


def _told(found: Json | None, wanted: Json, names: dict[str, tuple[str, ...]], people: set[str]) -> Told:
    if found is None:
        return Told(gold=wanted, found=False)
    mine, name = names.get(found["speaker"], ()), wanted["speaker"]
    # A name cut too wide ("Works Minister Ann Lee") is not right, but it is nobody else.
    someone_else = not name or not any(name in one for one in mine)
    return Told(
        gold=wanted,
        found=True,
        source=_same_source(found, wanted),
        manner=found["manner"] == wanted["manner"],
        speaker=bool(name) and name in mine,
        wrong_person=someone_else and found["speaker"] in people,
    )


def score_quotes(cases: Sequence[Pair]) -> dict[str, float]:
    """Return f1 of quotes found (half the content shared); on these the source, manner, and speaker of named ones.

    Outside the United States also manner and speaker of all there are, found or not: what a reader of the record meets.
    """
    told = [(gold, one) for gold, got in cases for one in read_quotes(gold, got)]
    n_found = sum(len(got["quotes"]) for _, got in cases)
    right = [one for _, one in told if one.found]
    abroad = [one for gold, one in told if not gold.get("id", "").startswith("us-")]
    return {
        "found": f1(len(right), n_found, len(told)),
        "source": share(sum(q.source for q in right), len(right)),
        "manner": share(sum(q.manner for q in right), len(right)),
        "speaker": share(sum(q.speaker for _, q in told), sum(bool(q.gold["speaker"]) for _, q in told)),
        "manner_outside_usa": share(sum(q.manner for q in abroad), len(abroad)),
        "speaker_outside_usa": share(sum(q.speaker for q in abroad), sum(bool(q.gold["speaker"]) for q in abroad)),
        "speaker_not_wrong": 1 - share(sum(q.wrong_person for q in right), len(right)),
    }


def _same_source(found: Json, wanted: Json) -> bool:
    if wanted["at_source"] is None or found["source"] is None:
        return wanted["at_source"] is None and found["source"] is None
    return overlap(span(found["source"]), wanted["at_source"]) > 0


def _event_gold(event: Json, text: str) -> Json:
    at = text.index(event["trigger"])
    return {**event, "at": (at, at + len(event["trigger"]))}


def _event_fit(found: Json, wanted: Json) -> float:
    return overlap(span(found["trigger"]), wanted["at"]) if found["type"] == wanted["type"] else 0


def match_events(gold: Json, got: Json) -> tuple[list[Json], list[Pair]]:
    """Return the events wanted of a text, and those found, each with the one it is."""
    wanted = [_event_gold(e, gold["text"]) for e in gold["events"]]
    return wanted, match(got["events"], wanted, _event_fit)


def _sides(found: Json, wanted: Json, text: str, side: str) -> tuple[int, int, int]:
    """Return how many parties of one side are right, found and wanted."""
    mine = [span(p) for p in found[side]]
    spans = [(text.index(words), text.index(words) + len(words)) for words in wanted[side]]
    right = sum(any(overlap(a, b) for a in mine) for b in spans)
    return right, len(mine), len(spans)


def score_events(cases: Sequence[Pair]) -> dict[str, float]:
    """Return f1 of events (type and overlapping trigger); on these the roles, the mode and the factuality."""
    n_found = n_wanted = mode = with_mode = fact = 0
    roles = {"actors": [0, 0, 0], "recipients": [0, 0, 0]}
    matched: list[Pair] = []
    for gold, got in cases:
        wanted, pairs = match_events(gold, got)
        n_found, n_wanted = n_found + len(got["events"]), n_wanted + len(wanted)
        matched += pairs
        for a, b in pairs:
            for side, counts in roles.items():
                counts[:] = [x + y for x, y in zip(counts, _sides(a, b, gold["text"], side), strict=True)]
            mode += bool(b["mode"]) and a["mode"] == b["mode"]
            with_mode += bool(b["mode"])
            fact += a["factuality"] == b["factuality"]
    return {
        "event": f1(len(matched), n_found, n_wanted),
        "precision": share(len(matched), n_found),
        "actor": f1(*roles["actors"]),
        "recipient": f1(*roles["recipients"]),
        "mode": share(mode, with_mode),
        "factuality": share(fact, len(matched)),
    }


SCORERS: dict[str, Callable[[Sequence[Pair]], dict[str, float]]] = {
    **{kind: partial(score_facts, kind) for kind in ("times", "figures", "places", "actors")},
    "quotes": score_quotes,
    "events": score_events,
}
