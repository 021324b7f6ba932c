"""The sentences of an article as the search for places walks over them: cut at hyphens, with the names in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.model.article import Article
from dateline.model.page import host_of
from dateline.model.span import Span
from dateline.model.statement import Mention
from dateline.record.tokens import Sentence, Token, Tokens
from dateline.world.countries import country_named, country_of_demonym
from dateline.world.gazetteer import candidates, folded

_LONG_NAME, _SHORT_NAME = 5, 4
ARTICLES = frozenset("al el ad an ar as ash at az ez ul ud".split())


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its tokens and the names in it.

    Args:
        shouted, dateline: Whether it is all capitals, or a dateline.
        surnames: The last words of all full names of persons.
        outlet: The letters of the outlet's address.
    """

    number: int
    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    shouted: bool
    dateline: bool
    surnames: frozenset[str]
    outlet: str = ""

    def words(self, i: int, j: int) -> str:
        """Return the words of tokens i to j as they stand."""
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    def joined(self, i: int, j: int) -> str:
        """Return the words of tokens i to j with single blanks."""
        return " ".join(self.words(i, j).split())

    def span(self, i: int, j: int) -> Span:
        """Return where tokens i to j stand."""
        return Span(self.tokens[i].start, self.tokens[j - 1].end)

    def before(self, i: int) -> str:
        """Return the token before i in lower case, or nothing."""
        return self.tokens[i - 1].text.lower() if i else ""

    def after(self, j: int) -> str:
        """Return the token at j in lower case, or nothing."""
        return self.tokens[j].text.lower() if j < len(self.tokens) else ""

    def covering(self, i: int, j: int) -> Mention | None:
        """Return the longest name that shares characters with tokens i to j."""
        span = self.span(i, j)
        found = [m for m in self.mentions if m.span.touches(span)]
        return max(found, key=lambda m: len(m.span), default=None)


def place_lines(tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[Line]:
    """Yield the sentences of an article with what is known about them."""
    names = sorted((m for m in mentions if m.form == "name"), key=lambda m: m.span)
    outlet = outlet_letters(tokens.article)
    starts, surnames = [m.span.start for m in names], _surnames(names)
    for number, sentence in enumerate(tokens.sentences):
        inside = names[bisect_right(starts, sentence.span.start - 1) : bisect_right(starts, sentence.span.end - 1)]
        pieces = [p for t in sentence.tokens for p in _pieces(t)]
        dateline = tokens.article.blocks[sentence.block].role == "dateline"
        shouted = _is_shouted(sentence)
        yield Line(number, tokens.article.text.content, pieces, inside, shouted, dateline, surnames, outlet)


def outlet_letters(article: Article) -> str:
    """Return the letters of an article's site without its ending: "parisgazette"."""
    host = host_of(article.canonical_url or article.url or "").removeprefix("www.")
    return "".join(c for c in host.rpartition(".")[0] if c.isalpha())


def is_named_by_outlet(words: str, outlet: str) -> bool:
    """Say whether the outlet's address bears the name of a town, as local papers' do; countries' names do not count."""
    name = "".join(c for c in folded(words) if c.isalpha())
    inside = name in outlet if len(name) >= _LONG_NAME else len(name) >= _SHORT_NAME and outlet.startswith(name)
    return inside and country_named(words) is None


def _surnames(names: Sequence[Mention]) -> frozenset[str]:
    """Return the last words of the full names of persons: "Lincoln" is no town beside Abraham Lincoln."""
    parts = (m.evidence[0].exact.split() for m in names if m.type == "person")
    return frozenset(words[-1] for words in parts if len(words) > 1)


def _pieces(token: Token) -> Iterator[Token]:
    """Cut a token at hyphens that join a place to something else ("Denver-based", "Egyptian-US", "pro-Russian")."""
    if "-" not in token.text or not any(p[:1].isupper() for p in token.text.split("-")) or _is_one(token.text):
        yield token
        return
    at = token.start
    for part in token.text.split("-"):
        if part:
            yield Token(part, at, at + len(part))
        at += len(part) + 1


def _is_one(word: str) -> bool:
    """Say whether a word with hyphens is one name: a place, a people, or a part with the Arabic article."""
    article = word.split("-", 1)[0].lower() in ARTICLES
    return article or bool(candidates(word)) or country_of_demonym(word) is not None


def _is_shouted(sentence: Sentence) -> bool:
    """Say whether nearly every longer word has a capital, so that capitals tell nothing."""
    long = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) > 0.75 * len(long)


@lru_cache(maxsize=5_000)
def is_capital(word: str) -> bool:
    """Say whether a word begins with a capital, after an apostrophe or the Arabic article ("al-Balah") if need be."""
    if word[0].isupper() or (word[0] in "‘'’" and word[1:2].isupper()):
        return True
    article, _, rest = word.partition("-")
    return article in ARTICLES and rest[:1].isupper()
