"""Articles of our own writing, cut into paragraphs, for the tests of reading."""

from __future__ import annotations

from datetime import date

from dateline.model.article import Article, Block, Cited
from dateline.model.span import Span, Text
from dateline.model.statement import Entity, Mention
from dateline.record.entities import find_entities
from dateline.record.lands import lands_of
from dateline.record.mentions import find_mentions
from dateline.record.places import find_places
from dateline.record.reading import RawFacts
from dateline.record.rules.names import find_names
from dateline.record.tokens import Tokens, tokenize


def article_of(*paragraphs: str, headline: str | None = None, dateline: str | None = None) -> Article:
    """Return an article of these paragraphs, under a headline if one is given."""
    parts = [headline, *paragraphs] if headline else list(paragraphs)
    blocks, at = [], 0
    for n, part in enumerate(parts):
        span = Span(at, at + len(part))
        blocks.append(Block(span=span, page_span=span, role="headline" if headline and n == 0 else "paragraph"))
        at += len(part) + 2
    text = Text.from_str("\n\n".join(parts))
    cited = Cited(value=dateline, basis="text") if dateline else None
    return Article(
        page="test",
        page_digest="sha256:test",
        n=0,
        kind="article",
        text=text,
        page_text=text,
        blocks=tuple(blocks),
        dateline=cited,
    )


def names_in(*paragraphs: str, headline: str | None = None) -> list[tuple[str, str]]:
    """Return the names of a text and their types, in order."""
    article = article_of(*paragraphs, headline=headline)
    return [(n.span.of(article.text.content), n.type) for n in find_names(tokenize(article))]


def mentions_in(*paragraphs: str) -> tuple[Tokens, tuple[Mention, ...]]:
    """Return the tokens and mentions of a text."""
    tokens = tokenize(article_of(*paragraphs))
    return tokens, find_mentions(tokens, RawFacts(reader="test", names=find_names(tokens)))


class Reading:
    """The mentions and entities of a text, to be asked by words."""

    def __init__(self, *paragraphs: str, dateline: str | None = None, published: date | None = None) -> None:
        article = article_of(*paragraphs, dateline=dateline)
        tokens = tokenize(article)
        raw = RawFacts(reader="test", names=find_names(tokens))
        self.text = article.text.content
        named = find_mentions(tokens, raw)
        lands = lands_of(find_places(tokens, named), named)
        self.mentions, self.entities = find_entities(tokens, named, published=published, lands=lands)

    def entity(self, label: str) -> Entity:
        """Return the entity with that label."""
        return next(e for e in self.entities if e.label == label)

    def behind(self, words: str, nth: int = 0) -> str | None:
        """Return the label of the entity that the nth mention of these words stands for."""
        found = [m for m in self.mentions if m.evidence[0].exact == words]
        return next((e.label for e in self.entities if e.key == found[nth].entity), None)
