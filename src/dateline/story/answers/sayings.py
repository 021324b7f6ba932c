"""What one side said of the other: quotations whose words, or the events told in them, name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dateline.model.statement import Manner
from dateline.model.told import QuoteRow, Told, Who, Words
from dateline.story.alike import share
from dateline.story.answers.facts import texts_of
from dateline.story.answers.selecting import is_of, parties_of

_FEWEST = 4
"""A quotation of fewer words says nothing without its sentence."""
_SAME = 0.8
"""Two quotations of one speaker that share so much of the shorter one's words are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Something said, as the longest of its versions has it.

    Args:
        by, of: The side that said it, and the one it is about.
        quote, article: The ids of the quotation and of its article.
        speaker, identity: Who said it.
        manner: direct, indirect or mixed; only what is marked may stand between quotation marks.
        content, marked: The words, and those of them between quotation marks.
        printed: When the article came out, or was first seen.
        outlets: Everybody who prints it.
    """

    by: str
    of: str
    quote: str
    article: str
    speaker: str
    identity: str | None
    manner: Manner
    content: tuple[Words, ...]
    marked: tuple[Words, ...]
    printed: str
    outlets: tuple[str, ...]


def said_of(told: Told, a: str, b: str) -> tuple[Saying, ...]:
    """Return what each of two sides said of the other, the earliest first."""
    named = _Named(told)
    of_each_other = [*sayings(told, a, b, partial(named.has, b)), *sayings(told, b, a, partial(named.has, a))]
    return tuple(sorted(of_each_other, key=lambda s: (s.printed, s.article, s.content[0].span)))


def sayings(told: Told, by: str, of: str, keep: Callable[[QuoteRow], bool]) -> Iterator[Saying]:
    """Yield what a side said, as far as a test keeps it; what several articles print alike is there once.

    Args:
        told: What the articles say.
        by: The side that speaks.
        of: The other side: whoever is of both speaks for neither.
        keep: Which quotations.
    """
    found = [q for q in told.quotes if q.speaker and _speaks_for(q.speaker, by, of) and _says_much(q) and keep(q)]
    groups: list[list[QuoteRow]] = []
    for quote in sorted(found, key=lambda q: (-len(_plain(q)), q.id)):
        home = next((g for g in groups if _is_same(g[0], quote)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    yield from (_saying(told, group, by, of) for group in groups)


def _speaks_for(who: Who, by: str, of: str) -> bool:
    """Say whether somebody speaks for a side; its press does not, but speaks of what others say."""
    return is_of(who, by) and not is_of(who, of) and (who.sector != "JRN" or who.identity == by)


def _says_much(quote: QuoteRow) -> bool:
    return len(_plain(quote).split()) >= _FEWEST


def _is_same(one: QuoteRow, other: QuoteRow) -> bool:
    return _speaker(one) == _speaker(other) and share(_plain(one), _plain(other)) >= _SAME


def _speaker(quote: QuoteRow) -> str:
    return (quote.speaker.identity or quote.speaker.label.casefold()) if quote.speaker else ""


def _plain(quote: QuoteRow) -> str:
    return " ".join(w.exact for w in quote.content)


def _saying(told: Told, group: Sequence[QuoteRow], by: str, of: str) -> Saying:
    texts = texts_of(told.articles)
    # The longest version, and of equals the one that is no copy and came first.
    best = min(
        group,
        key=lambda q: (
            -len(_plain(q)),
            texts[q.article] != q.article,
            told.by_id[q.article].published or told.by_id[q.article].seen,
            q.id,
        ),
    )
    article = told.by_id[best.article]
    return Saying(
        by=by,
        of=of,
        quote=best.id,
        article=best.article,
        speaker=best.speaker.label if best.speaker else "",
        identity=best.speaker.identity if best.speaker else None,
        manner=best.manner,
        content=best.content,
        marked=best.marked,
        printed=article.published or article.seen,
        outlets=tuple(dict.fromkeys(told.by_id[q.article].outlet for q in group)),
    )


class _Named:
    """Who is named where, in names and in events."""

    def __init__(self, told: Told) -> None:
        self._at: dict[str, list[tuple[int, Who]]] = {}
        for name in told.names:
            self._at.setdefault(name.words.article, []).append((name.words.span.start, name.who))
        for event in told.events:
            places = self._at.setdefault(event.trigger.article, [])
            places += [(event.trigger.span.start, who) for who in parties_of(event)]

    def has(self, side: str, quote: QuoteRow) -> bool:
        """Say whether the words of a quotation name a side, or tell an event it takes part in."""
        return any(
            is_of(who, side) and w.span.start <= at < w.span.end
            for w in quote.content
            for at, who in self._at.get(w.article, ())
        )
