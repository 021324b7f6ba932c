"""Rows of a record: every word reads back, and every figure and quote says whose it is."""

from __future__ import annotations

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.model.told import Told, Words
from dateline.story.numbers.counting import cumulative
from dateline.story.rows import rows_of, together
from dateline.story.sentences import marked_in, sentences_of
from tests.story.telling import FERRY, record

FLOOD = [
    "The Rescue Corps said on Monday that 41 people had died in floods around Veldren and that 12 others were missing.",
    "“We have no boats left. We have only ropes,” said Ana Kostel, a spokeswoman for the corps.",
    "Governor Piet Aldam put the toll at 60. Another three drowned overnight, Aldam told reporters.",
]


def told(paragraphs: list[str], **given: str) -> tuple[Record, Told]:
    read = record(paragraphs, **given)
    return read, rows_of(read, story="s1", original=read.article.id, seen="2025-03-04T10:00:00+00:00")


def words_in(told: Told) -> list[Words]:
    out = [w for a in told.articles for w in a.sentences] + [n.words for n in told.names]
    out += [w for f in told.figures for w in (f.words, f.sentence)]
    out += [w for q in told.quotes for w in (*q.content, *q.marked)]
    return out + [w for q in told.quotes for w in (q.source, q.cue) if w]


def test_all_words_read_back() -> None:
    for paragraphs in (FLOOD, FERRY):
        read, rows = told(paragraphs)
        assert words_in(rows)
        assert all(w.span.of(read.article.text.content) == w.exact for w in words_in(rows))
        assert {w.article for w in words_in(rows)} == {read.article.id}


def test_ids_are_those_of_the_statements() -> None:
    read, rows = told(FLOOD)
    assert [f.id for f in rows.figures] == [f.id for f in read.figures]
    assert [q.id for q in rows.quotes] == [q.id for q in read.quotes]
    assert [e.id for e in rows.events] == [e.id for e in read.events]


def test_a_figure_says_whose_it_is_and_when() -> None:
    _, rows = told(FLOOD)
    first = rows.figures[0]
    assert (first.low, first.measure, first.dated) == (41, "dead", True)
    assert first.authority is not None and "Rescue Corps" in first.authority.label
    assert first.sentence.exact == FLOOD[0]


def test_undated_figures_hold_for_the_day_of_the_article() -> None:
    _, rows = told(["Police counted 14 dead goats in the yard."], day="2025-04-02")
    assert [(f.as_of, f.dated) for f in rows.figures] == [("2025-04-02", False)]


def test_marked_words_stand_without_their_marks() -> None:
    _, rows = told(FLOOD)
    marked = [w.exact for q in rows.quotes for w in q.marked]
    assert marked and not any(c in words for words in marked for c in '“”"')


def test_identities_and_events_are_carried() -> None:
    read = record(FLOOD)
    names = {e.id: f"id-{e.key}" for e in read.entities}
    events = {e.id: "v1" for e in read.events}
    rows = rows_of(read, story="s1", original="o", seen="2025-03-04", identities=names, events=events)
    assert {n.who.identity for n in rows.names if n.who.identity} <= set(names.values())
    assert all(e.event == "v1" for e in rows.events)
    assert rows.articles[0].original == "o"


def test_together_takes_an_article_once() -> None:
    (_, one), (_, two) = told(FLOOD), told(FERRY, name="b")
    both = together([one, two])
    assert together([one, two, one]) == both == together([both, one])
    assert len(both.articles) == 2 and both.by_id.keys() == {a.id for a in both.articles}


def test_sentences_end_where_they_end() -> None:
    read = record(
        ["Gen. Oda of the U.S. Army left at 5 p.m. on Friday. “He is gone.” Nobody saw J. Pell."], title="x y z"
    )
    text = read.article.text.content
    assert [s.of(text) for s in sentences_of(read.article)][-3:] == [
        "Gen. Oda of the U.S. Army left at 5 p.m. on Friday.",
        "“He is gone.”",
        "Nobody saw J. Pell.",
    ]


def test_marks_of_every_kind_are_paired() -> None:
    line = 'He called it "a day of shame", «un jour noir» and ‘the miner’s day’ at once.'
    read = record([line], title="x y z")
    text = read.article.text.content
    start = text.index(line)
    found = marked_in(text, read.article.blocks, Span(start, start + len(line)))
    assert [s.of(text) for s in found] == ["a day of shame", "un jour noir", "the miner’s day"]


def counts(sentence: str, figure: str) -> bool | None:
    at = sentence.index(figure)
    return cumulative(sentence, Span(at, at + len(figure)))


def test_new_counts_are_told_from_totals() -> None:
    assert counts("Another 12 people died on the road.", "12") is False
    assert counts("Shelling killed 9 people in the past 24 hours.", "9") is False
    assert counts("That brings the death toll to 41.", "41") is True
    assert counts("At least 900 people have been killed since the war began.", "900") is True
    assert counts("A blast killed 12 people in the town.", "12") is None
