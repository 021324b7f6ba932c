"""The same text under other mastheads, found as articles come: earlier copies are looked up, then aligned."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.article import Article
from dateline.model.story import Reprint
from dateline.story.fingerprints import Fingerprints
from dateline.story.overlap import Kind, compare, passages, shingles
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
class _Text:
    id: str
    original: int
    words: Words
    masthead: Masthead
    day: int


@dataclass(slots=True)
class Reprints:
    """Finds reprints in a stream of articles, without looking ahead; the first of a text is its original."""

    window: int = WINDOW
    _texts: OrderedDict[int, _Text] = field(default_factory=OrderedDict)
    _index: Fingerprints = field(init=False)
    _next: int = 0

    def __post_init__(self) -> None:
        self._index = Fingerprints(self.window)

    def add(self, article: Article, *, day: int, name: str | None = None) -> Taken | None:
        """Return what an article took over from an earlier one, and remember it.

        Args:
            article: The article.
            day: Its day, as an ordinal; decides what the window still holds.
            name: What it is called in the answers; its own id by default.
        """
        words = words_of(article)
        runs = shingles(words)
        found = self._nearest(words, self._index.candidates(runs))
        number, self._next = self._next, self._next + 1
        original = found[1].original if found and found[0] == "reprint" else number
        self._texts[number] = _Text(name or article.id, original, words, Masthead.of(article), day)
        self._index.add(number, runs, day=day)
        self._forget(day)
        if not found:
            return None
        kind, source = found
        return Taken(kind, self._reprint(self._texts[number], self._texts.get(source.original, source)))

    def _nearest(self, words: Words, candidates: Sequence[int]) -> tuple[Kind, _Text] | None:
        """Return the earlier text that holds most of this one; the same text goes before one that shares a part."""
        best: tuple[bool, float, int] | None = None
        for number in candidates:
            text = self._texts.get(number)
            if text is None:
                continue
            kind, mine, theirs = compare(words, text.words)
            if kind:
                rank = (kind == "reprint", max(mine.words, theirs.words), -number)
                best = max(best, rank) if best else rank
        return ("reprint" if best[0] else "part", self._texts[-best[2]]) if best else None

    def _reprint(self, copy: _Text, original: _Text) -> Reprint:
        _, mine, _ = compare(copy.words, original.words)
        return Reprint(
            article=copy.id,
            original=original.id,
            shared=round(mine.taken, 3),
            spans=passages(copy.words, original.words),
            reason=credit(copy.masthead, original.masthead) or "the first to come",
        )

    def _forget(self, day: int) -> None:
        """Forget texts that the window has left behind, the oldest first."""
        while self._texts and next(iter(self._texts.values())).day < day - self.window:
            self._texts.popitem(last=False)


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
