"""The mentions of an article by place: all that touch a span, however many, and those around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span, Text
from dateline.model.statement import Mention
from dateline.record.index import Index

TEXT = Text.from_str("a" * 60)


def mention(start: int, size: int) -> Mention:
    span = Span(start, start + size)
    return Mention(article="sha256:0", evidence=(TEXT.cite(span),), form="name", type="person")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=80), st.integers(0, 50), st.integers(1, 9))
def test_within_returns_whatever_touches(found: list[tuple[int, int]], start: int, size: int) -> None:
    mentions, span = [mention(*f) for f in found], Span(start, start + size)
    touching = sorted(m.span for m in mentions if m.span.touches(span))
    assert [m.span for m in Index(TEXT.content, mentions).within(span)] == touching
