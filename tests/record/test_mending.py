"""Speech that the encoder lost or gave to the wrong cue, and events heard beside the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.model.span import Span
from dateline.record.neural.asides import over_asides
from dateline.record.neural.closing import with_accordance, with_closing
from dateline.record.neural.confidence import calibrated, confidence, surer
from dateline.record.neural.mending import beside_cue, mended
from dateline.record.neural.network import network
from dateline.record.neural.pieces import Pieces, cut_pieces
from dateline.record.neural.weighing import (
    ALONE,
    DOUBTED,
    ELSEWHERE,
    TOGETHER,
    in_label,
    is_hostile_exchange,
    is_misread,
    weighed,
)
from dateline.record.reading import RawAttribution, RawEvent, RawFacts, RawName
from tests.record.prose import prose

TEXT = (
    "“The river has no owner,” Okello said.\n"
    "“We will share every drop of it.”\n"
    "Farmers near the dam wait. “They have waited for nine years,” Awino said."
)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return cut_pieces(prose(TEXT), network().tokenizer, RawFacts(reader="none"))


FIRST, SECOND = at("“The river has no owner,”"), at("“We will share every drop of it.”")
THIRD = at("“They have waited for nine years,”")


def said(*content: Span, by: str | None = None, cue: Span | None = None, score: float = 0.9) -> RawAttribution:
    return RawAttribution(content=content, source=at(by) if by else None, cue=cue, score=score)


def test_speech_in_another_paragraph_is_not_the_next_cues(pieces: Pieces) -> None:
    cue = Span(TEXT.rindex("said"), TEXT.rindex("said") + 4)
    rules = [said(SECOND), said(THIRD, by="Awino", cue=cue)]
    found = mended([said(SECOND, THIRD, by="Awino", cue=cue)], rules, pieces)
    assert [(a.content, a.source) for a in found] == [((SECOND,), None), ((THIRD,), at("Awino"))]


def test_speech_that_was_passed_over_comes_from_the_rules(pieces: Pieces) -> None:
    rule = said(FIRST, by="Okello", cue=at("said"))
    assert mended([], [rule], pieces)[0].source == at("Okello")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nine died, Okello says. Awino could not verify the toll.", "Awino"),
        ("Nine died, Okello says. Awino was told the toll.", "Okello"),
        ("Okello says Awino could not verify the toll.", "Okello"),
        ("Nine died, Okello says. A friend of Awino could not verify the toll.", "Okello"),
        ("Nine died, Okello says. Canada could not verify the toll.", "Canada"),
        ("Canada could not verify the toll, Okello says.", "Okello"),
    ],
)
def test_a_cue_has_its_own_subject(text: str, source: str) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    kinds = {"Okello": "person", "Awino": "person", "Canada": "place"}
    names = [RawName(span=span(w), type=kind, score=1) for w, kind in kinds.items() if w in text]  # type: ignore[arg-type]
    cue = span("could not verify" if "verify" in text else "was told")
    found = [RawAttribution(content=(span("the toll"),), source=span("Okello"), cue=cue, score=0.5)]
    cut = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    assert [a.source for a in beside_cue(found, names, cut, text)] == [span(source)]


def test_who_says_something_else_does_not_do_what_a_country_does() -> None:
    text = "Canada expelled a diplomat as Okello said there were claims."
    name, other, cue = Span(0, 6), Span(text.index("Okello"), text.index(" said")), Span(7, 15)
    says = Span(other.end + 1, other.end + 5)
    claims = Span(says.end + 1, len(text) - 1)
    found = [
        RawAttribution(content=(Span(16, 26),), source=other, cue=cue),
        RawAttribution(content=(claims,), source=other, cue=says),
    ]
    names = [RawName(span=name, type="place"), RawName(span=other, type="person")]
    cut = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    assert [a.source for a in beside_cue(found, names, cut, text)] == [name, other]


def test_content_without_cue_and_marks_is_none(pieces: Pieces) -> None:
    assert mended([said(at("Farmers near the dam wait"))], [], pieces) == ()


def test_what_the_encoder_knows_is_left_alone(pieces: Pieces) -> None:
    known = said(FIRST, by="Okello", cue=at("said"))
    assert mended([known], [said(FIRST, by="Awino", cue=at("said"))], pieces) == (known,)


def event(score: float, words: str = "share") -> RawEvent:
    return RawEvent(type="AGREE", trigger=at(words), score=score)


def test_an_event_alone_must_be_surer_than_one_the_rules_know() -> None:
    between = (ALONE + TOGETHER) / 2
    assert weighed([event(between)], []) == ()
    assert len(weighed([event(between)], [event(0.5)])) == 1


def test_an_event_in_other_fields_must_be_surer_still() -> None:
    between = event((ALONE + ELSEWHERE) / 2)
    assert weighed([between], []) == (between,)
    assert weighed([between], [], elsewhere=lambda _: ELSEWHERE) == ()


def test_the_past_and_the_place_are_taken_from_the_rules() -> None:
    rule = RawEvent(type="AGREE", trigger=at("share"), score=0.5, place=at("dam"), factuality="historical")
    (found,) = weighed([event(0.9)], [rule])
    assert (found.place, found.factuality, found.score) == (at("dam"), "historical", 0.9)


def test_a_plain_event_of_the_rules_stands_alone() -> None:
    plain = RawEvent(type="CONSULT", trigger=at("share"), actors=(at("Okello"), at("Awino")), score=0.8)
    assert weighed([], [plain]) == (plain,)
    assert weighed([], [event(0.9)]) == ()


def test_confidence_follows_its_curve_and_bounds_what_is_kept() -> None:
    curves = {"names": ((0.2, 0.8), (0.1, 0.9))}
    assert [confidence(curves, "names", s) for s in (0.0, 0.5, 1.0)] == [0.1, 0.5, 0.9]
    assert confidence(curves, "events", 0.33) == 0.33
    raw = RawFacts(reader="x", names=tuple(RawName(span=FIRST, type="place", score=s) for s in (0.2, 0.8)))
    assert [n.score for n in surer(calibrated(raw, curves), 0.5).names] == [0.9]


@pytest.mark.parametrize("words", ["economic", "doesn", "will not", "hugely"])
def test_what_is_no_deed_must_be_surer(words: str) -> None:
    between = event((ALONE + DOUBTED) / 2)
    assert weighed([between], [], words=lambda _: words) == ()
    assert weighed([between], [], words=lambda _: "rally") == (between,)


def test_the_heads_of_a_table_tell_of_nothing() -> None:
    table = "Luka Marn\nLast strike: May 3\nAna Zorc\nLast strike: June 9\nIvo Pahor\nLast strike: none\n"
    strike = Span(table.index("strike"), table.index(":"))
    assert in_label(table, strike)
    assert not in_label(table.replace("none", "none\nA strike: soon")[13:], strike)
    assert not in_label("Strike in Oslo: two dead\nStrike in Bergen: none hurt\n", Span(0, 6))
    assert not in_label("Minister: strike is over\n" * 3, Span(10, 16))


def test_a_sentence_with_its_own_speaker_is_not_the_headlines() -> None:
    lines = ["Fire kills two at the mill, medics say", "Two people died in a fire at the mill, a nurse told Reuters."]
    text = "\n".join(lines)
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))

    def part(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    head, first = part("Fire kills two at the mill"), part("Two people died in a fire at the mill")
    both = RawAttribution(content=(head, first), source=part("medics"), cue=part("say"), score=0.3)
    own = RawAttribution(content=(first,), source=part("a nurse"), cue=part("told"), score=0.8)
    assert mended([both], [own], pieces) == (replace(both, content=(head,)), own)
    assert mended([both], [replace(own, score=0.5)], pieces) == (both,)


def test_who_closes_a_sentence_is_not_lost_to_somebody_named_in_it() -> None:
    text = "Harbor police are asking for help, officials said. Nobody came."

    def part(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    asks = RawAttribution(content=(part("for help"),), source=part("Harbor police"), cue=part("asking"))
    whole = part("Harbor police are asking for help")
    says = RawAttribution(content=(whole,), source=part("officials"), cue=part("said"))
    assert with_closing([asks], [says], text) == (says, asks)
    assert with_closing([says], [says], text) == (says,)
    leads = RawAttribution(content=(part("came"),), source=part("Nobody"), cue=part("said"))
    assert with_closing([asks], [leads], text) == (asks,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Rao watched it and noted who praised him, according to three aides who spoke to us. Nobody came.",
            ["Rao watched it and noted who praised him", "who praised him"],
        ),
        # somebody else's words in marks, or a clause that goes on, tell nothing for sure
        ("“Go,” Rao noted, according to three aides.", ["Go"]),
        ("Rao, according to three aides, noted who praised him.", ["Rao", "who praised him"]),
    ],
)
def test_who_tells_all_of_a_sentence_is_not_lost_to_who_says_some_of_it(text: str, said: list[str]) -> None:
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))

    def part(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    read = tuple(part(w) for w in (["Rao watched it", "who praised him"] if "watched" in text else said))
    notes = RawAttribution(content=read, source=part("Rao"), cue=part("noted"))
    found = with_accordance([notes], pieces, text)
    assert [c.of(text) for a in found for c in a.content] == said
    assert [a.source.of(text) for a in found if a.source][:1] == (
        ["three aides who spoke to us"] if len(found) > 1 else ["Rao"]
    )


def test_what_leads_to_a_colon_is_not_said_by_who_closes_the_sentence() -> None:
    text = "Jobs were lost last year: The whole desk was replaced by a tool, according to the spokesperson."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    (found,) = with_accordance([], pieces, text)
    assert [c.of(text) for c in found.content] == ["The whole desk was replaced by a tool"]


def test_a_source_that_was_cut_at_a_small_word_is_whole() -> None:
    text = "Rules will change on Friday, according to a joint statement by the Health Ministry and the mayor."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))

    def part(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    says = RawAttribution(
        content=(part("Rules will change on Friday"),), source=part("a joint statement by"), cue=part("according to")
    )
    (found,) = with_accordance([says], pieces, text)
    assert found.source is not None
    assert found.source.of(text) == "a joint statement by the Health Ministry and the mayor"
    (same,) = with_accordance([replace(says, source=part("a joint statement"))], pieces, text)
    assert same.source == part("a joint statement")


def test_shots_exchanged_are_no_cooperation() -> None:
    text = "The two navies exchanged warning shots and then exchanged prisoners."
    events = [RawEvent(type="COOPERATE", trigger=Span(m, m + 9)) for m in (text.index("exch"), text.rindex("exch"))]
    assert [is_hostile_exchange(e, text) for e in events] == [True, False]


def test_half_a_verb_is_no_event_beside_the_other_half() -> None:
    text = "Norland would not block it. Eastmark would."
    would, block = (
        RawEvent(type="REJECT", trigger=Span(text.index(w), text.index(w) + len(w))) for w in ("would", "block")
    )
    alone = RawEvent(type="REJECT", trigger=Span(text.rindex("would"), text.rindex("would") + 5))
    assert [is_misread(e, (would, block, alone), text) for e in (would, block, alone)] == [True, False, False]


def test_who_neither_confirms_nor_denies_says_nothing() -> None:
    text = "Israel has neither confirmed nor denied that. Iran denied it."
    told = [RawEvent(type="REJECT", trigger=Span(m, m + 6)) for m in (text.index("denied"), text.rindex("denied"))]
    assert [is_misread(e, told, text) for e in told] == [True, False]


@pytest.mark.parametrize(
    ("text", "source", "cue", "subject"),
    [
        ("Norland, which Eastmark accused of theft, rejected the claim.", "Eastmark", "rejected", "Norland"),
        ("Norland, whose fleet Eastmark has seen off, has called it theft.", "Eastmark", "called", "Norland"),
        ("Norland, which Eastmark accused of theft, rejected the claim.", "Eastmark", "accused", "Eastmark"),
        ("Norland, Eastmark said, rejected the claim.", "Eastmark", "said", "Eastmark"),
    ],
)
def test_who_a_clause_is_about_speaks_behind_it(text: str, source: str, cue: str, subject: str) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    names = [RawName(span=span(n), type="place") for n in ("Norland", "Eastmark")]
    told = RawAttribution(source=span(source), cue=span(cue), content=(Span(len(text) - 10, len(text) - 1),))
    assert [a.source and a.source.of(text) for a in over_asides([told], names, pieces, text)] == [subject]


def test_he_denies_what_others_claim() -> None:
    text = "Gerson spoke. He denied claims by the society that they had been beaten."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    start, cue = text.index("the society"), text.index("denied")
    told = RawAttribution(
        source=Span(start, start + len("the society")),
        cue=Span(cue, cue + len("denied claims by")),
        content=(Span(text.index("that they"), len(text) - 1),),
    )
    assert [a.source and a.source.of(text) for a in beside_cue([told], [], pieces, text)] == ["He"]
