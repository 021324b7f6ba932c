"""The same text under other mastheads, found as articles come: earlier copies are looked up, then aligned."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.model.article import Article
from dateline.model.story import Reprint
from dateline.story.copies.fingerprints import Fingerprints
from dateline.story.copies.overlap import Kind, compare, passages, shingles
from dateline.story.prose import Words, words_of

WINDOW = 14
"""Days after which a text is forgotten: wire copy is printed within hours, features within two weeks."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an article took over, and whether it is the same text ("reprint") or holds a part of it ("part")."""

    kind: Kind
    reprint: Reprint


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who printed an article, who wrote it, and when it came out, as its front matter says."""

    publisher: str | None
    agency: str | None
    aggregator: str | None
    published: str | None

    @classmethod
    def of(cls, article: Article) -> Masthead:
        """Return the masthead of an article."""
        cited = (article.publisher, article.agency, article.aggregator, article.published)
        return cls(*(c.value if c else None for c in cited))


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text that went by: its id, that of the first with the same words, its words, masthead and day."""

    id: str
    original: str
    words: Words
    masthead: Masthead
    day: int


@dataclass(slots=True)
class Texts:
    """The texts of the window, found by runs of words they share."""

    window: int = WINDOW
    _texts: OrderedDict[int, PrintedText] = field(default_factory=OrderedDict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _index: Fingerprints = field(init=False)
    _next: int = 0

    def __post_init__(self) -> None:
        self._index = Fingerprints(self.window)

    def near(self, runs: NDArray[np.uint64]) -> list[PrintedText]:
        """Return the texts that share most runs with another, the best first."""
        return [self._texts[n] for n in self._index.candidates(runs) if n in self._texts]

    def named(self, id: str) -> PrintedText | None:
        """Return the text of that id, if the window still holds it."""
        return self._texts.get(self._numbers.get(id, -1))

    def keep(self, text: PrintedText, runs: NDArray[np.uint64]) -> None:
        """Remember a text, and forget those that the window has left behind."""
        self._texts[self._next] = text
        self._numbers[text.id] = self._next
        self._index.add(self._next, runs, day=text.day)
        self._next += 1
        while self._texts and next(iter(self._texts.values())).day < text.day - self.window:
            _, old = self._texts.popitem(last=False)
            self._numbers.pop(old.id, None)


@dataclass(slots=True)
class Reprints:
    """Finds reprints in a stream of articles, without looking ahead; the first of a text is its original."""

    texts: Texts = field(default_factory=Texts)

    def add(self, article: Article, *, day: int, name: str | None = None) -> Taken | None:
        """Return what an article took over from an earlier one, and remember it.

        Args:
            article: The article.
            day: Its day, as an ordinal; decides what the window still holds.
            name: What it is called in the answers; its own id by default.
        """
        words, id = words_of(article), name or article.id
        runs = shingles(words)
        kind, source = _nearest(words, self.texts.near(runs))
        original = source.original if source and kind == "reprint" else id
        text = PrintedText(id, original, words, Masthead.of(article), day)
        self.texts.keep(text, runs)
        if kind is None or source is None:
            return None
        return Taken(kind, _reprint(text, self.texts.named(source.original) or source))


def _nearest(words: Words, candidates: Sequence[PrintedText]) -> tuple[Kind | None, PrintedText | None]:
    """Return the earlier text that holds most of this one; the same text goes before one that shares a part."""
    best: tuple[bool, float, Kind, PrintedText] | None = None
    for text in candidates:
        kind, mine, theirs = compare(words, text.words)
        if kind:
            rank = (kind == "reprint", max(mine.words, theirs.words))
            if best is None or rank > best[:2]:
                best = (*rank, kind, text)
    return (best[2], best[3]) if best else (None, None)


def _reprint(copy: PrintedText, original: PrintedText) -> Reprint:
    _, mine, _ = compare(copy.words, original.words)
    return Reprint(
        article=copy.id,
        original=original.id,
        shared=round(mine.taken, 3),
        spans=passages(copy.words, original.words),
        reason=credit(copy.masthead, original.masthead) or "the first to come",
    )


def credit(copy: Masthead, original: Masthead) -> str | None:
    """Return the words that say why the one was taken from the other, if front matter tells."""
    signs = {name.casefold() for name in (original.publisher, original.agency) if name}
    if copy.agency and copy.agency.casefold() in signs:
        return f"credited: {copy.agency}"
    if copy.aggregator and copy.publisher and copy.publisher.casefold() in signs:
        return f"shown for: {copy.publisher}"
    if copy.published and original.published and original.published < copy.published:
        return f"earlier: {original.published}"
    return None


def original_of(mastheads: Sequence[Masthead]) -> tuple[int, str]:
    """Return which of several articles with the same text is the original, and why.

    The agency's own page goes before those that credit it, the outlet's before the aggregator's that shows it; then the
    earliest counts, and among those of one moment the first.
    """
    credited = {m.agency.casefold() for m in mastheads if m.agency}
    for n, m in enumerate(mastheads):
        if m.publisher and not m.aggregator and m.publisher.casefold() in credited:
            return n, f"credited: {m.publisher}"
    own = [n for n, m in enumerate(mastheads) if not m.aggregator] or list(range(len(mastheads)))
    first = min(own, key=lambda n: (mastheads[n].published or "9999", n))
    published = mastheads[first].published
    return first, f"earliest: {published}" if published else "the first to come"
