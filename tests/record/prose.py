"""Articles of plain paragraphs, for tests of the steps that read them."""

from __future__ import annotations

import re

from dateline.model.article import Article, Block, Role
from dateline.model.span import Span, Text
from dateline.record.tokens import Tokens, tokenize


def prose(text: str, *, roles: dict[int, Role] | None = None) -> Tokens:
    """Return the tokens of a text whose lines are paragraphs, or have the roles given by number."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    body = Text.from_str(text)
    blocks = tuple(Block(span=s, page_span=s, role=(roles or {}).get(n, "paragraph")) for n, s in enumerate(spans))
    article = Article(page="p", page_digest="sha256:0", n=0, kind="article", text=body, page_text=body, blocks=blocks)
    return tokenize(article)
