"""The mentions of an article, to be asked for by place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.inner_names import BOUND, is_for_another, is_of_many

POSSESSIVE = re.compile(r"\s?[’'](?:\s?s\b|\s)")
BEFORE_INNER = frozenset("of for to with against by in from at on near among about close under".split())
"""Words before those who are only named within a noun phrase: "an aide to Rao"."""
_AFTER_HEAD = (
    BEFORE_INNER
    | BOUND
    | frozenset("including like such who which that and or said says themselves itself herself himself".split())
)


class Index:
    """The mentions of an article in the order of its text."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = sorted(mentions, key=lambda m: m.span)
        self.starts = [m.span.start for m in self.mentions]
        self._furthest = list(accumulate((m.span.end for m in self.mentions), max))

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions that touch a span, those around it, too."""
        last = bisect_left(self.starts, span.end)
        first = bisect_right(self._furthest, span.start, hi=last)
        return [m for m in self.mentions[first:last] if m.span.touches(span)]

    def is_head(self, span: Span, source: Span) -> bool:
        """Say whether a mention can be what a source is about: not "Hamas" of "Hamas officials", "an aide to Hamas"."""
        before = [
            w for w in self.text[source.start : span.start].lower().split() if w not in ("the", "a", "an", "both")
        ]
        after = self.text[span.end : max(source.end, span.end)]
        led = self.text[source.start : span.start]
        inner = (before and before[-1] in BEFORE_INNER) or is_for_another(led) or is_of_many(led)
        if inner or POSSESSIVE.match(after):
            return False
        following = re.match(r"\s*([\w’']+)", after)
        return following is None or following.group(1).lower() in _AFTER_HEAD
