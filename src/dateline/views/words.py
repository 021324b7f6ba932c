"""Words on the screen: stretches of a stored text cut where facts begin and end, sentences, directions, dates."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dateline.model.span import Span
from dateline.views.i18n.formats import day
from dateline.views.i18n.languages import gettext as _
from dateline.views.i18n.languages import ngettext

Direction = Literal["ltr", "rtl", "auto"]
LONGEST_LEAD = 320
"""Characters of a lead sentence on a line of a list; the rest is cut at a word."""

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku ps sd syr ug ur yi".split())
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_STOP = re.compile(r"[.!?…।۔؟。！？]+[\"'”’»)\]]*(?=\s+|$)|[。！？]")
# A stop after these ends no sentence: titles, initials, and the commonest abbreviations of news.
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|St|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|vs"
)
_ABBREVIATION = re.compile(rf"(?:^|[\s(“\"])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|{_ABBREVIATIONS})$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that belongs to a fact, and how it is lit (empty: only when the fact is picked)."""

    span: Span
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that the same facts cover; runs next to one another never overlap."""

    text: str
    start: int
    kinds: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def segmented(content: str, runs: Sequence[Span], marks: Sequence[Mark]) -> tuple[tuple[Segment, ...], ...]:
    """Cut each run of a text at every place where a mark begins or ends.

    Args:
        content: The text.
        runs: Stretches of it to be shown, in order, apart from one another.
        marks: What is to be lit; they may overlap, and may reach over several runs.
    """
    begin: defaultdict[int, list[Mark]] = defaultdict(list)
    end: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        begin[mark.span.start].append(mark)
        end[mark.span.end].append(mark)
    points = sorted({*begin, *end, *(p for run in runs for p in (run.start, run.end))})
    pieces: list[Segment] = []
    active: dict[int, Mark] = {}
    seen: set[str] = set()
    for at, to in pairwise(points):
        for mark in end[at]:
            active.pop(id(mark), None)
        active |= {id(mark): mark for mark in begin[at]}
        pieces.append(_segment(content, at, to, list(active.values()), seen))
    starts = [piece.start for piece in pieces]
    return tuple(
        tuple(p for p in pieces[bisect_left(starts, run.start) : bisect_left(starts, run.end)] if p.text)
        for run in runs
    )


def _segment(content: str, at: int, to: int, marks: list[Mark], seen: set[str]) -> Segment:
    """Return the segment under these marks; `seen` holds the facts that have begun before."""
    facts = tuple(dict.fromkeys(m.fact for m in marks if m.fact))
    begins = tuple(f for f in facts if f not in seen)
    seen.update(begins)
    kinds = tuple(sorted({m.kind for m in marks if m.kind}))
    return Segment(content[at:to], at, kinds, facts, begins)


def sentences(content: str, within: Span) -> list[Span]:
    """Cut a stretch of text into sentences; rough, for showing only: nothing is read from them."""
    out, start = [], within.start
    for stop in _STOP.finditer(content, within.start, within.end):
        rest = content[stop.end() : stop.end() + 40].lstrip()
        if rest[:1].islower() or _ABBREVIATION.search(content, max(start, stop.start() - 12), stop.start()):
            continue
        out.append((start, stop.end()))
        start = stop.end()
        while start < within.end and content[start].isspace():
            start += 1
    if start < within.end:
        out.append((start, within.end))
    return [Span(a, b) for a, b in out if a < b]


def lead(content: str, opening: Span) -> Span:
    """Return the first sentence of a paragraph, at most LONGEST_LEAD characters of it."""
    first = sentences(content, opening)[0]
    return clipped(content, first, LONGEST_LEAD)


def sentence_around(content: str, within: Span, at: Span) -> Span:
    """Return the sentence of a block in which a stretch of it begins."""
    return next((s for s in sentences(content, within) if s.start <= at.start < s.end), within)


def clipped(content: str, span: Span, most: int) -> Span:
    """Return a span cut at the end of a word, if it is longer than `most` characters."""
    if len(span) <= most:
        return span
    end = span.start + most
    while end > span.start + most // 2 and not content[end].isspace():
        end -= 1
    return Span(span.start, end)


def is_web(url: str) -> bool:
    """Say whether a url may be made a link: no other scheme ever is."""
    return url.lower().startswith(("http://", "https://"))


def language_tag(language: str | None) -> str:
    """Return a language for the lang attribute; empty (unknown) where the page's own is none."""
    return language if language and _TAG.fullmatch(language) else ""


def direction(language: str | None) -> Direction:
    """Return which way a language is written; where nobody knows, the browser looks at the letters."""
    if not language:
        return "auto"
    return "rtl" if language.lower().split("-")[0] in _RIGHT_TO_LEFT else "ltr"


_DURATIONS: dict[str, Callable[[int, str], str]] = {
    "Y": lambda n, shown: ngettext("%(num)s year", "%(num)s years", n, num=shown),
    "M": lambda n, shown: ngettext("%(num)s month", "%(num)s months", n, num=shown),
    "W": lambda n, shown: ngettext("%(num)s week", "%(num)s weeks", n, num=shown),
    "D": lambda n, shown: ngettext("%(num)s day", "%(num)s days", n, num=shown),
    "TH": lambda n, shown: ngettext("%(num)s hour", "%(num)s hours", n, num=shown),
    "TM": lambda n, shown: ngettext("%(num)s minute", "%(num)s minutes", n, num=shown),
    "TS": lambda n, shown: ngettext("%(num)s second", "%(num)s seconds", n, num=shown),
}


def timex(value: str) -> str:
    """Return a TIMEX3 value as it is shown: a day, week 36 of 2024, 2 hours; what is finer stays as it is."""
    week = re.fullmatch(r"(\d{4})-W(\d{2})", value)
    if week:
        return _("week %(week)s of %(year)s", week=int(week[2]), year=week[1])
    duration = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])", value)
    says = _DURATIONS.get(duration[1] + duration[3]) if duration else None
    if duration is None or says is None:
        return day(value)
    # A broken number takes the form of many.
    return says(int(duration[2]) if duration[2].isdigit() else 2, duration[2])
