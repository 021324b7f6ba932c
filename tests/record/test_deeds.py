"""What is done is not said."""

from __future__ import annotations

import pytest

from dateline.model.span import Span
from dateline.record.neural.deeds import without_deeds
from dateline.record.neural.network import network
from dateline.record.neural.pieces import cut_pieces
from dateline.record.reading import RawAttribution, RawEvent, RawFacts
from tests.record.prose import prose


def stands(text: str, cue: str, content: str, kind: str, trigger: str) -> bool:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    said = RawAttribution(source=None, cue=span(cue), content=(span(content),))
    deed = RawEvent(type=kind, trigger=span(trigger))
    return bool(without_deeds([said], [deed], pieces, text))


@pytest.mark.parametrize(
    ("text", "cue", "content", "kind", "trigger"),
    [
        ("Norland imposed a duty on salt.", "imposed", "a duty on salt", "SANCTION", "imposed"),
        ("The guard has arrested a diver.", "has arrested", "a diver", "COERCE", "arrested"),
    ],
)
def test_a_deed_is_no_attribution(text: str, cue: str, content: str, kind: str, trigger: str) -> None:
    assert not stands(text, cue, content, kind, trigger)


@pytest.mark.parametrize(
    ("text", "cue", "content", "kind", "trigger"),
    [
        ("A court ruled that the duty stands.", "ruled", "that the duty stands", "SANCTION", "ruled"),
        ("Norland accused the guard of theft.", "accused", "the guard of theft", "ACCUSE", "accused"),
        ("Norland imposed “a harsh duty” on salt.", "imposed", "“a harsh duty”", "SANCTION", "imposed"),
        ("Norland wants talks and imposed a duty.", "wants", "talks", "SANCTION", "imposed"),
    ],
)
def test_words_stay(text: str, cue: str, content: str, kind: str, trigger: str) -> None:
    assert stands(text, cue, content, kind, trigger)
