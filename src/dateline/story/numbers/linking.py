"""Which figures are one tally: the same measure of the same happening, as articles go by.

Each count is weighed against the tallies that run. What speaks for one and against it is added up; where nothing speaks
enough the count opens a tally of its own. A count never enters a total it is only a part of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from dateline.story.numbers.counts import Count
from dateline.story.numbers.measured import HARM

ENOUGH = 1.8
"""So much must speak for a tally."""
REMEMBERED = 12
"""So many articles of a tally are compared, its last."""
SHARED, OTHER = 1.0, -0.5
"""What it says that a sentence tells an event that the tally's tell, too; or only others."""
SMALL = 3
"""A number so many times smaller than the total of the same article and authority is a part of it, or a step."""
_GENERIC = "people:"


@dataclass(slots=True, eq=False)
class Running:
    """A tally as it runs: its counts so far, and why each is in it."""

    kind: str
    group: str | None
    counts: list[Count] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    whole: Running | None = None
    anew: bool = False

    def take(self, count: Count, reason: str) -> None:
        """Add a count."""
        self.counts.append(count)
        self.reasons.append(reason)


def linked(counts: Iterable[Count]) -> list[Running]:
    """Return the tallies of counts that come in the order of their articles."""
    running: list[Running] = []
    by_figure: dict[str, Running] = {}
    by_kind: defaultdict[str, list[Running]] = defaultdict(list)
    by_value: defaultdict[float, list[Running]] = defaultdict(list)
    for count in counts:
        kind = count.measured.kind
        # only the same number may be of two kinds ("14 gunrunners", "14 arrested")
        found, reason = _best(count, [*by_kind[kind], *(r for r in by_value[count.value] if r.kind != kind)])
        if found is None:
            whole = by_figure.get(count.figure.part_of or "")
            found = Running(kind=count.measured.kind, group=count.measured.group, whole=whole)
            found.anew = count.figure.cumulative is False
            running.append(found)
            by_kind[kind].append(found)
        found.take(count, reason)
        if found not in by_value[count.value]:
            by_value[count.value].append(found)
        by_figure[count.figure.id] = found
    return running


def _best(count: Count, running: Sequence[Running]) -> tuple[Running | None, str]:
    best, found, reason = ENOUGH, None, "opens the tally"
    for tally in running:
        weighed = weigh(count, tally)
        if weighed is not None and weighed[0] >= best:
            best, found, reason = weighed[0], tally, ", ".join(weighed[1])
    return found, reason


def weigh(count: Count, tally: Running) -> tuple[float, list[str]] | None:
    """Return how much speaks for a count to belong to a tally, and what; None if it cannot."""
    equal = [c for c in tally.counts if c.value == count.value]
    if not _may(count, tally, bool(equal)):
        return None
    total = 0.0
    why: list[str] = []
    if any(c.article.story == count.article.story for c in tally.counts):
        total, why = total + 1.0, [*why, "same story"]
    recent = tally.counts[-REMEMBERED:]
    alike = max(_alike(count, c) for c in recent)
    total += _close(alike)
    if alike > 0.2:
        why.append("about the same")
    total += _events(count, tally, why)
    if equal:
        total, why = total + 1.2 + min(1.0, len(str(int(count.value))) * 0.3), [*why, "same number"]
    total += _place(count, recent, why) + _day(count, tally.counts, why) + _size(count, tally, why)
    total += _beside(count, tally, why)
    gap = count.day - max(c.day for c in tally.counts)
    return total - (0.5 if gap > 14 else 0) - (0.7 if gap > 45 else 0), why


def _may(count: Count, tally: Running, equal: bool) -> bool:
    """Say whether a count can belong to a tally at all."""
    near = equal and any(c.article.story == count.article.story for c in tally.counts)
    if not _same_kind(count.measured.kind, tally.kind, near):
        return False
    # children are no part of the toll's own series
    if count.measured.group != tally.group and not equal:
        return False
    if count.figure.part_of is not None and any(c.figure.id == count.figure.part_of for c in tally.counts):
        return False
    if tally.kind not in HARM and not equal and not _steps(count, tally):
        return False
    here = [c for c in tally.counts if c.article.id == count.article.id and not _differ(count, c)]
    if here and not equal and count.value * SMALL < max(c.value for c in here):
        return False  # "cut its toll from 61 to 57: four names stood twice"
    anew = count.figure.cumulative is False
    return equal or not anew or count.value * 2 > max(c.value for c in tally.counts)


def _steps(count: Count, tally: Running) -> bool:
    """Say whether the text makes one count of two numbers: it changed one, or sets two sources side by side.

    What befell people is one count in a story; of shares, sums and things there are as many as there are sentences.
    """
    here = [c for c in tally.counts if c.article.id == count.article.id]
    near = [c for c in here if c.figure.sentence.span == count.figure.sentence.span]
    if any(c.measured.former or count.measured.former for c in near):
        return not tally.kind.startswith("percent")
    return tally.kind.startswith("people:") and any(_differ(count, c) for c in here)


def _same_kind(kind: str, other: str, equal: bool) -> bool:
    if kind == other:
        return True
    # "14 alleged gunrunners" are the 14 arrested
    return equal and (kind.startswith(_GENERIC) or other.startswith(_GENERIC)) and "money" not in kind + other


def _alike(count: Count, other: Count) -> float:
    small, large = sorted((count.about, other.about), key=len)
    return sum(w * large[term] for term, w in small.items() if term in large)


def _events(count: Count, tally: Running, why: list[str]) -> float:
    """Return what the events say that the sentences tell: of two strikes each has a toll of its own."""
    told = frozenset(e for c in tally.counts for e in c.events)
    if not count.events or not told:
        return 0.0
    if count.events & told:
        why.append("same event")
        return SHARED
    return OTHER


def _close(alike: float) -> float:
    """Return what the likeness of two articles says: unrelated ones reach .05, those of one happening .1 and more."""
    return max(-2.0, min(2.2, 1.2 * log(max(alike, 0.001) / 0.05)))


def _place(count: Count, recent: Sequence[Count], why: list[str]) -> float:
    known = [c for c in recent if c.country is not None and c.stated]
    if count.country is None or not known:
        return 0.0
    sure = 1.0 if count.stated else 0.6
    if any(c.place == count.place for c in known):
        why.append("same place")
        return sure
    if all(c.country != count.country for c in known):
        return -3.0 * sure
    return -0.7 * sure


def _day(count: Count, counts: Sequence[Count], why: list[str]) -> float:
    """Return what the days of the happening say; a tally has one, the day that most of its counts have."""
    days = Counter(c.happened for c in counts if c.happened is not None and c.stated)
    if count.happened is None or not days:
        return 0.0
    sure = 1.0 if count.stated else 0.6
    gap = abs(count.happened - days.most_common(1)[0][0])
    if gap == 0:
        why.append("same day")
    return sure * (1.5 if gap == 0 else 0.0 if gap == 1 else -4.0)


def _size(count: Count, tally: Running, why: list[str]) -> float:
    """Return what the size of a number says: a tally moves by steps, not by leaps."""
    nearest = min((max(c.value, count.value, 1) / max(1, min(c.value, count.value)) for c in tally.counts), default=1)
    return -2.5 if nearest > 5 else -1.0 if nearest > 2 else 0.3


def _beside(count: Count, tally: Running, why: list[str]) -> float:
    """Return what the other counts of the same article say."""
    here = [c for c in tally.counts if c.article.id == count.article.id and c.value != count.value]
    if not here:
        return 0.0
    near = [c for c in here if c.figure.sentence.span == count.figure.sentence.span]
    changed = count.measured.revised or count.measured.former or any(c.measured.former for c in near)
    if near and changed:
        why.append("changed in the same sentence")
        return 2.0
    other = any(_differ(count, c) for c in here)
    if other:
        why.append("another authority of the same article")
        return 1.0
    return -1.0


def _differ(count: Count, other: Count) -> bool:
    if count.authority is None or other.authority is None:
        return False
    return count.authority.likeness(other.authority) < 0.5
