"""What changed between two versions of an article, in a line: words, headline, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.changes import Change, changes, words_of
from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.statement import Figure

Passage = tuple[Span | None, Span | None]
"""What was removed from the old text, and what stands in its place in the new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What changed between two versions.

    Args:
        removed, added: How many words of the text.
        headline: How many words of the headline were replaced, removed or added.
        figures: Figures whose value changed: in the old version, in the new one.
    """

    removed: int
    added: int
    headline: int
    figures: tuple[tuple[Figure, Figure], ...]


def summary(old: Record, new: Record, found: Sequence[Change]) -> Summary:
    """Return what changed between two versions of an article, given how their texts differ."""
    before, after = old.article.text.content, new.article.text.content
    return Summary(
        removed=sum(_count(c.old, before) for c in found if c.kind == "removed"),
        added=sum(_count(c.new, after) for c in found if c.kind == "added"),
        headline=_replaced(_headline(old), _headline(new)),
        figures=tuple(_figures(old, new, found)),
    )


def passages(found: Sequence[Change]) -> Iterator[Passage]:
    """Yield the stretches that changed: what was removed together with what was put in its place."""
    removed: Span | None = None
    for change in found:
        if change.kind == "added":
            yield removed, change.new
        elif removed:
            yield removed, None
        removed = change.old if change.kind == "removed" else None
    if removed:
        yield removed, None


def _count(span: Span | None, content: str) -> int:
    return sum(1 for _ in words_of(span.of(content))) if span else 0


def _headline(record: Record) -> str:
    return record.article.headline.value if record.article.headline else ""


def _replaced(old: str, new: str) -> int:
    """Return how many words changed; one word in place of another counts once."""
    found = changes(old, new)
    removed = sum(_count(c.old, old) for c in found if c.kind == "removed")
    return max(removed, sum(_count(c.new, new) for c in found if c.kind == "added"))


def _figures(old: Record, new: Record, found: Sequence[Change]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each figure that took the place of another: the same thing counted, in a passage of one paragraph.

    Two are paired only if no other figure of the passage could be meant; a wrong pair is worse than none.
    """
    seen = set()
    for removed, added in passages(found):
        if not removed or not added or "\n" in _words(removed, old) + _words(added, new):
            continue
        before, after = _counted(old, removed), _counted(new, added)
        for key in before:
            if len(before[key]) == len(after.get(key, ())) == 1:
                a, b = before[key][0], after[key][0]
                words = (key, a.evidence[0].exact, b.evidence[0].exact)
                if _value(a) != _value(b) and _may_be_one(_place(a, old), _place(b, new)) and words not in seen:
                    seen.add(words)
                    yield a, b


def _words(span: Span, record: Record) -> str:
    return span.of(record.article.text.content)


def _counted(record: Record, span: Span) -> dict[tuple[str | None, ...], list[Figure]]:
    """Return the figures of a stretch by what they count: the measure and unit, or the words where none is known."""
    out: defaultdict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for figure in record.figures:
        known = figure.measure not in (None, "other")
        if figure.span.touches(span) and (known or figure.of):
            of = None if known or not figure.of else _words(figure.of, record).casefold()
            out[figure.measure, figure.unit, of].append(figure)
    return out


def _value(figure: Figure) -> tuple[float | None, float | None, bool]:
    return figure.low, figure.high, figure.approximate


def _place(figure: Figure, record: Record) -> int | None:
    return next((p.geonames_id for p in record.places if p.id == figure.place), None)


def _may_be_one(a: int | None, b: int | None) -> bool:
    return a is None or b is None or a == b
