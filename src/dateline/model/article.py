"""An article: one piece of news, cut out of its page, with front matter that cites where each value stood."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.model.span import Evidence, Span, Text

Kind = Literal["article", "related", "teaser"]
Role = Literal["headline", "standfirst", "byline", "dateline", "paragraph", "subheading", "list", "quote", "caption"]
DropRole = Literal[
    "navigation",
    "promotion",
    "newsletter",
    "related",
    "teaser",
    "share",
    "comment",
    "legal",
    "advertisement",
    "age",
    "other",
]
Basis = Literal["given", "header", "metadata", "url", "relative", "text", "feed"]
Precision = Literal["year", "month", "day", "hour", "minute"]

BODY: frozenset[Role] = frozenset({"paragraph", "subheading", "list", "quote"})
"""The roles that make up an article's body (RECORD.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of an article's text with one role, and where it stood on the page.

    Args:
        span: Place in the article's text.
        page_span: Place in the page's own text; both cover the same characters.
        role: What the block is (IPTC ninjs and NITF usage).
        path: The element's path in the markup ("/html/body/article/p[3]"), if the page had any.
    """

    span: Span
    page_span: Span
    role: Role
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A value of the front matter, on what basis it was read, and the words it was read from.

    Args:
        value: The value; dates are ISO 8601.
        basis: given by the caller, a header line, metadata of the markup, the url, a relative age, the text, or the
            feed that led to the page.
        precision: For dates: how fine the value is.
        evidence: The words; text_id says whether they stand in the article's text or in the page's.
    """

    value: str
    basis: Basis
    precision: Precision | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A stretch of the page that is no part of any article, and what it was taken for."""

    page_span: Span
    role: DropRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article of a page.

    Args:
        page: The id of the page.
        page_digest: The digest of the page, so that the same bytes give the same article.
        n: Which article of the page, from 0.
        kind: article (what the page is for), related (another article printed in full), teaser.
        text: The article's own words in reading order; blocks are joined by a blank line.
        page_text: The page's own visible text.
        blocks: The blocks in order; together they cover the text but for the white space between them.
        headline, standfirst, dateline, agency, publisher, aggregator, published, modified: Cited values or None.
        bylines: Who signed it.
        corrections: What the outlet says it got wrong or made clear, in its own words.
        updates: What it says of the text having been or being added to.
        reasons: For each empty field worth a word: why it is empty.
        url, canonical_url, language (BCP 47), section: As the page says, or None.
        supersedes: The id of the version of the same article that this one replaces.
    """

    page: str
    page_digest: str
    n: int
    kind: Kind
    text: Text
    page_text: Text
    blocks: tuple[Block, ...]
    headline: Cited | None = None
    standfirst: Cited | None = None
    dateline: Cited | None = None
    agency: Cited | None = None
    publisher: Cited | None = None
    aggregator: Cited | None = None
    published: Cited | None = None
    modified: Cited | None = None
    bylines: tuple[Cited, ...] = ()
    corrections: tuple[Cited, ...] = ()
    updates: tuple[Cited, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    url: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    section: str | None = None
    supersedes: str | None = None

    @property
    def id(self) -> str:
        """The article's id: a hash of its page's digest, its place there and its text."""
        return hashlib.sha256(f"{self.page_digest}\0{self.n}\0{self.text.id}".encode()).hexdigest()[:32]

    def body(self) -> Iterator[Block]:
        """Yield the blocks of the body in reading order."""
        return (b for b in self.blocks if b.role in BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """All that was found on a page: its own text, its articles, and the lines that were left out.

    Args:
        page_text: The page's own visible text.
        articles: The articles in the order of the page; empty if the page holds none.
        dropped: What was left out, in the order of the page.
        reason: Why there is no article, where there is none.
    """

    page_text: Text
    articles: tuple[Article, ...]
    dropped: tuple[Dropped, ...] = ()
    reason: str | None = None
