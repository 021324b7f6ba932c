"""The word before a headline that says what sort of piece it is."""

from __future__ import annotations

from dateline.model.span import Span
from dateline.record.kickers import without_kickers
from dateline.record.reading import RawAttribution, RawEvent, RawFacts, RawName
from tests.record.readings import article_of

HEADLINE = "Explainer: Why Norland expels envoys"
BODY = "The Explainer, a ship, left on Monday."


def test_a_kicker_is_nobody_and_says_nothing() -> None:
    article = article_of(BODY, headline=HEADLINE)
    text = article.text.content
    kicker, cue, content = Span(0, 9), Span(9, 10), Span(11, len(HEADLINE))
    ship = Span(text.index("Explainer, a"), text.index(", a ship"))
    expels = Span(text.index("expels"), text.index(" envoys"))
    raw = RawFacts(
        reader="test",
        names=(RawName(span=kicker, type="person"), RawName(span=ship, type="other")),
        attributions=(RawAttribution(source=kicker, cue=cue, content=(content,)),),
        events=(RawEvent(type="SANCTION", trigger=expels),),
    )
    found = without_kickers(raw, article)
    assert [n.span for n in found.names] == [ship]
    assert found.attributions == ()
    assert found.events == raw.events


def test_who_speaks_before_a_colon_is_kept() -> None:
    article = article_of(BODY, headline="Norland: We expel no envoys")
    raw = RawFacts(reader="test", names=(RawName(span=Span(0, 7), type="place"),))
    assert without_kickers(raw, article) is raw
