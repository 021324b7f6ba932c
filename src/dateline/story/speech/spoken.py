"""What was said, article by article: quotes that go on from one another together, with their wording and speaker."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model.told import ArticleRow, QuoteRow, Told, Who, Words
from dateline.story.speech.phrasing import Wording, wording_of

QUOTED = 3
"""A quotation has so many words; fewer between marks are a term that is kept at a distance."""
FEW, OFTEN = 6, 0.12
"""A word that more articles use, by number and by share, tells little."""
LEAST = 1.6
"""What a wording must weigh to be compared: two words that say something."""
GOES_ON = 90
"""Words that go on after so many characters ("…," she told reporters in Port Sudan. "…") are one utterance."""
_NAME = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Said:
    """What an article has of something said.

    Args:
        article: The article.
        quotes: Its quotes, those that go on from one another.
        wording: Their words, weighed.
        marked: Whether there is a quotation in it, long enough to be one.
        day: The day of the article, as an ordinal.
    """

    article: ArticleRow
    quotes: list[QuoteRow]
    wording: Wording
    marked: bool
    day: int

    @property
    def speaker(self) -> Who | None:
        """Who said it, by the first of the quotes that names somebody."""
        return next((q.speaker for q in self.quotes if q.speaker is not None), None)


def all_said(told: Told) -> list[Said]:
    """Return all that was said, by the time of the article; what has marks before what has none."""
    by_article: defaultdict[str, list[QuoteRow]] = defaultdict(list)
    for quote in told.quotes:
        if quote.article in told.by_id and quote.content:
            by_article[quote.article].append(quote)
    often, out = _often(by_article), []
    for key, quotes in by_article.items():
        article = told.by_id[key]
        for run in _runs(sorted(quotes, key=lambda q: q.content[0].span)):
            wording = wording_of([w.exact for q in run for w in q.content], often)
            if wording.weight >= LEAST:
                marked = sum(len(w.exact.split()) for q in run for w in q.marked) >= QUOTED
                out.append(Said(article, run, wording, marked, _ordinal(article.day)))
    return sorted(out, key=lambda s: (s.article.day, not s.marked, s.article.published or s.article.seen, s.article.id))


def _often(by_article: Mapping[str, Sequence[QuoteRow]]) -> frozenset[str]:
    """Return the stems that the speakers of many articles use: what a story is about distinguishes nothing in it."""
    seen: Counter[str] = Counter()
    for quotes in by_article.values():
        seen.update({s for q in quotes for s in wording_of([w.exact for w in q.content]).stems})
    fewest = max(FEW, OFTEN * len(by_article))
    return frozenset(s for s, n in seen.items() if n > fewest)


def _runs(quotes: Sequence[QuoteRow]) -> Iterator[list[QuoteRow]]:
    """Yield the quotes of an article, those that go on from one another together."""
    run: list[QuoteRow] = []
    for quote in quotes:
        if run and not _goes_on(run[-1], quote):
            yield run
            run = []
        run.append(quote)
    if run:
        yield run


def _goes_on(one: QuoteRow, other: QuoteRow) -> bool:
    gap = other.content[0].span.start - max(w.span.end for w in one.content)
    both = one.manner == other.manner == "direct"
    same = one.speaker is not None and other.speaker is not None and one.speaker.label == other.speaker.label
    return both and same and 0 <= gap <= GOES_ON


def same_speaker(one: Who | None, other: Who | None) -> bool | None:
    """Say whether two speakers are one; None where one is not named."""
    if one is None or other is None:
        return None
    if one.identity is not None and one.identity == other.identity:
        return True
    a, b = ([w.lower() for w in _NAME.findall(who.label) if w[0].isupper()] for who in (one, other))
    if not a or not b:
        return None
    return bool({w for w in a if len(w) > 2} & {w for w in b if len(w) > 2})


def content_of(said: Said) -> tuple[Words, ...]:
    """Return the words: those between quotation marks, or all where there is no quotation."""
    return tuple(w for q in said.quotes for w in (q.marked if said.marked else q.content))


def marked_words(said: Said) -> int:
    """Return how many words stand between quotation marks."""
    return sum(len(w.exact.split()) for q in said.quotes for w in q.marked)


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:  # a year or a month alone is no day
        return 0
