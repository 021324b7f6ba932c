"""Which type relates two given sides."""

from __future__ import annotations

import pytest

from dateline.model.article import Article, Block
from dateline.model.span import Span, Text
from dateline.record.reading import RawFacts
from dateline.record.relations import relate
from dateline.record.rules.triggers import find_events
from dateline.record.tokens import tokenize


def related(text: str, actor: str, recipient: str) -> tuple[str | None, str | None]:
    body, whole = Text.from_str(text), Span(0, len(text))
    article = Article(
        page="p",
        page_digest="sha256:0",
        n=0,
        kind="article",
        text=body,
        page_text=body,
        blocks=(Block(span=whole, page_span=whole, role="paragraph"),),
    )
    tokens = tokenize(article)
    raw = RawFacts(reader="test", events=find_events(tokens, (), ()))
    pair = tuple(Span(text.index(w), text.index(w) + len(w)) for w in (actor, recipient))
    (relation,) = relate(article, tokens, raw, [(pair[0], pair[1])])
    assert (relation.actor, relation.recipient) == pair
    return relation.type, relation.reason


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "type_"),
    [
        ("The assembly condemned the general.", "The assembly", "the general", "ACCUSE"),
        ("The rebels freed the hostages.", "The rebels", "the hostages", "RETREAT"),
        ("The hostages were freed by the rebels.", "the rebels", "The hostages", "RETREAT"),
        ("The bank sent money to the refugees.", "The bank", "the refugees", "AID"),
        ("The king did not meet the envoy.", "The king", "the envoy", "REJECT"),
        ("Police detained the singer and criticized the judge.", "Police", "the singer", "COERCE"),
    ],
)
def test_relation(text: str, actor: str, recipient: str, type_: str) -> None:
    assert related(text, actor, recipient)[0] == type_


def test_no_words_for_it_is_none_with_a_reason() -> None:
    type_, reason = related("The poet and the painter.", "The poet", "the painter")
    assert type_ is None
    assert reason
