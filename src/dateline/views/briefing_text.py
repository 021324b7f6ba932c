"""A briefing as Markdown: each sentence with links to where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.views.briefing_contexts import BriefingPage, PointLine

HEADINGS = {
    "happened": "What happened",
    "said": "Who said what",
    "counted": "How many",
    "differs": "What differs",
    "next": "What is next",
    "unknown": "What is not known",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~])")


def markdown(page: BriefingPage, *, base: str = "") -> str:
    """Return a briefing as Markdown.

    Args:
        page: The briefing.
        base: The address of the desk, before the addresses of articles.
    """
    return "\n".join(_lines(page, base)) + "\n"


def _lines(page: BriefingPage, base: str) -> Iterator[str]:
    yield f"# What is known: {_plain(page.title)}"
    yield ""
    more = ", of more" if page.more else ""
    yield f"{page.articles} articles{more}; {page.independent} independent sources. Every sentence is an article's own."
    if page.other is not None:
        yield from _other(page)
    for group in page.groups:
        yield ""
        yield f"## {HEADINGS[group.group]}"
        yield ""
        for point in group.points:
            yield from _point(point, base)
    if not page.groups:
        yield ""
        yield "Nothing that could be pointed at was found."


def _point(point: PointLine, base: str) -> Iterator[str]:
    if point.sides:
        on = point.day_shown and f", {point.day_shown}"
        yield f"- **{_plain(point.field or '')}**{on or ''} ({point.id})"
        for side in point.sides:
            words = f"[{_plain(side.sentence.outlet)}]({base}{side.sentence.url})"
            yield f"  - {_plain(', '.join(side.outlets))}: {_plain(side.value)}: {_plain(side.sentence.text)} {words}"
        return
    links = ", ".join(f"[{_plain(s.outlet)}]({base}{s.url})" for s in point.sources)
    several = f"; {point.witnesses} independent sources" if point.witnesses > 1 else ""
    by = f"; according to {_plain(point.by)}" if point.by else ""
    yield f"- {_plain(point.sentence.text)} ({point.id}; {links}{several}{by})"


def _other(page: BriefingPage) -> Iterator[str]:
    other = page.other
    assert other is not None
    yield ""
    yield f"## In the words of {_plain(other.model)}"
    yield ""
    for one in other.sentences:
        yield f"- {_plain(one.text)} ({', '.join(one.cites)})"
    if other.error:
        yield f"None: {_plain(other.error)}."
    if other.dropped:
        yield ""
        yield f"{other.dropped} sentences were dropped: {_plain('; '.join(other.reasons))}."


def _plain(words: str) -> str:
    """Return words on one line, none of which Markdown takes for its own."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
