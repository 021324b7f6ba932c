"""Transcripts: who speaks stands before a colon, and what is said is theirs to the next one's turn."""

from __future__ import annotations

from dataclasses import replace

from dateline.article.cutting import cut
from dateline.model.page import Page
from dateline.model.span import Span
from dateline.record.read import read
from dateline.record.reading import RawAttribution, RawFacts, RawName
from dateline.record.transcripts import turns_of, with_turns
from tests.record.readings import article_of

BRIEFING = (
    "Transcript of the weekly briefing",
    "Ms Kari Dahl, Official Spokesperson: Good afternoon. The minister leaves for Lima on Monday.",
    "Bo, Fjord Times: Has Norway been asked for the ships?",
    "Ms Kari Dahl, Official Spokesperson: We have been asked.",
    "(Laughter.)",
    "The request is being looked at.",
    "Question: The president of Peru has said that he stopped the sale. What do you say?",
    "Ms Kari Dahl, Official Spokesperson: Our position is known. Peru's president said that he was misquoted.",
    "The briefing took an hour.",
)


def raw(*paragraphs: str, said: tuple[tuple[str, str, str], ...] = ()) -> tuple[RawFacts, str]:
    """Return what a reader may find: the name wherever it stands, and attributions by their words."""
    text = article_of(*paragraphs).text.content

    def span(words: str, start: int = 0) -> Span:
        at = text.index(words, start)
        return Span(at, at + len(words))

    names, at = [], text.find("Kari Dahl")
    while at >= 0:
        names.append(RawName(span=Span(at, at + 9), type="person", score=1.0))
        at = text.find("Kari Dahl", at + 1)
    found = tuple(
        RawAttribution(source=span(s), cue=span(c, text.index(s)), content=(span(w, text.index(s)),))
        for s, c, w in said
    )
    return RawFacts(reader="test", names=tuple(names), attributions=found), text


def test_a_turn_is_of_who_stands_before_the_colon() -> None:
    facts, text = raw(*BRIEFING)
    turns = turns_of(article_of(*BRIEFING), facts.names)
    assert [(t.label.of(text), t.named) for t in turns] == [
        ("Ms Kari Dahl, Official Spokesperson", True),
        ("Bo, Fjord Times", False),
        ("Ms Kari Dahl, Official Spokesperson", True),
        ("Question", False),
        ("Ms Kari Dahl, Official Spokesperson", True),
    ]
    assert [[c.of(text) for c in t.content] for t in turns][2] == [
        "We have been asked.",
        "The request is being looked at.",
    ]
    # Nobody speaks after the last turn, so what follows it may be the reporter's.
    assert all("took an hour" not in c.of(text) for c in turns[-1].content)


def test_only_what_is_said_within_a_turn_stays_beside_it() -> None:
    said = (
        ("Peru's president", "said", "that he was misquoted"),
        ("Kari Dahl", "asked", "for the ships"),
    )
    facts, text = raw(*BRIEFING, said=said)
    found = with_turns(facts, article_of(*BRIEFING)).attributions
    sources = [(a.source.of(text) if a.source else None, a.verbatim) for a in found]
    assert sources.count(("Ms Kari Dahl, Official Spokesperson", True)) == 3
    assert ("Peru's president", False) in sources
    assert ("Kari Dahl", False) not in sources


def test_who_is_a_name_once_is_one_in_each_turn_and_a_sound_says_nothing() -> None:
    paragraphs = ("Kari Dahl: One.", "[CLIP: Waves on a shore]", "Bo: Two.", "Kari Dahl: Three.", "Kari Dahl: Four.")
    facts, text = raw(*paragraphs, said=(("CLIP", ":", "Waves on a shore]"),))
    once = replace(facts, names=facts.names[:1])
    found = with_turns(once, article_of(*paragraphs)).attributions
    assert [[c.of(text) for c in a.content] for a in found] == [["One."], ["Three."], ["Four."]]


def test_a_list_with_colons_is_no_transcript() -> None:
    paragraphs = ("Kari Dahl: 31 points.", "Rebounds: 14.", "Assists: 7, of which many were late.", "Steals: none.")
    facts, _ = raw(*paragraphs)
    assert turns_of(article_of(*paragraphs), facts.names) == ()
    assert with_turns(facts, article_of(*paragraphs)) == facts


def test_a_whole_transcript_is_read_word_for_word() -> None:
    page = Page(id="p", content="\n\n".join(BRIEFING[1:]), read_as="article")
    record = read(cut(page).articles[0])
    labels = {e.key: e.label for e in record.entities}
    spoken = [(labels.get(q.speaker or ""), q.manner) for q in record.quotes if q.cue is None]
    assert spoken.count(("Kari Dahl", "direct")) == 3
    asked = [q for q in record.quotes if any("Has Norway been asked" in e.exact for e in q.evidence)]
    assert {labels.get(q.speaker or "") for q in asked} <= {"Bo"}


INTERVIEW = (
    "“WALLER: Let's start with the debate. Will Gina Flores be there?",
    "“PRICE: Gina Flores will not come.",
    "“WALLER: Do you see those two as equal?",
    "“PRICE: That is why Donald Reed will win.”",
)


def test_surnames_in_capitals_take_turns_inside_quotation_marks() -> None:
    text = article_of(*INTERVIEW).text.content
    town = RawName(span=Span(text.index("WALLER"), text.index("WALLER") + 6), type="place")
    facts = with_turns(RawFacts(reader="test", names=(town,)), article_of(*INTERVIEW))
    assert [(a.source.of(text), a.content[0].of(text)) for a in facts.attributions if a.source] == [
        ("WALLER", "Let's start with the debate. Will Gina Flores be there?"),
        ("PRICE", "Gina Flores will not come."),
        ("WALLER", "Do you see those two as equal?"),
        ("PRICE", "That is why Donald Reed will win."),
    ]
    assert {(n.span.of(text), n.type) for n in facts.names} == {("WALLER", "person"), ("PRICE", "person")}


def test_a_headline_over_a_transcript_is_no_turn_and_what_is_heard_is_not_said() -> None:
    paragraphs = (
        "Price: Flores Will Not Come",
        "He said so on Friday.",
        *INTERVIEW[:1],
        "“(CROSSTALK.)",
        *INTERVIEW[1:],
    )
    turns = turns_of(article_of(*paragraphs), ())
    text = article_of(*paragraphs).text.content
    assert [t.label.of(text) for t in turns] == ["WALLER", "PRICE", "WALLER", "PRICE"]
    assert [len(t.content) for t in turns] == [1, 1, 1, 1]


def test_rubrics_in_capitals_are_nobody() -> None:
    checks = ("CLAIM: Is the dam safe?", "FACTS: It is not.", "CLAIM: The river is dry.", "FACTS: It never was.")
    assert turns_of(article_of(*checks), ()) == ()
    once = ("WALLER: Will they come?", "PRICE: They will not.", "The debate is on Monday.")
    assert turns_of(article_of(*once), ()) == ()
