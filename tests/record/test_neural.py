"""The trained reader: spans that read back, tags that make spans, and what it finds in plain sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.model.span import Span
from dateline.record.neural.attributions import _filled, _no_hearer, _whole_word
from dateline.record.neural.distance import INSIDE, distance_classes, sentence_classes
from dateline.record.neural.events import _doers, whole_word
from dateline.record.neural.labels import ATTRIBUTION_PARTS, DISTANCES, EVENT_TYPES, GAPS, MODES, SHAPES
from dateline.record.neural.network import MODELS, network
from dateline.record.neural.pieces import LONGEST_UNIT, cut_pieces, shape_of, windows
from dateline.record.neural.reader import Encoding, encode, facts_of
from dateline.record.neural.relations import relate
from dateline.record.neural.tags import Tagged, spans_of_tags
from dateline.record.reading import RawFacts
from dateline.record.rules.reader import read_by_rules
from dateline.record.tokens import Tokens
from tests.record.prose import prose

NEWS = (
    "Kenya's Foreign Minister Amina Odhiambo met her Ugandan counterpart Joseph Okello in Kampala on Tuesday.\n"
    "“We will not close the border,” said Okello. “Trade must go on.” The Nairobi Chamber of Commerce said that "
    "it welcomed the talks.\n"
    "Police arrested three protesters near the Old Market, officials said."
)


def encoded(tokens: Tokens) -> Encoding:
    return encode(tokens, read_by_rules(tokens))


def read(tokens: Tokens) -> RawFacts:
    return facts_of(encoded(tokens), read_by_rules(tokens))


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [s.of(text) for s in spans]


def test_names_stand_where_they_are_said_to_stand() -> None:
    tokens = prose(NEWS)
    found = {(n.span.of(NEWS), n.type) for n in read(tokens).names}
    assert {("Amina Odhiambo", "person"), ("Joseph Okello", "person"), ("Kampala", "place")} <= found
    assert ("Ugandan", "nationality") in found


def test_a_quotation_is_given_to_its_speaker() -> None:
    found = read(prose(NEWS)).attributions
    spoken = [a for a in found if any("close the border" in s.of(NEWS) for s in a.content)]
    assert len(spoken) == 1
    assert spoken[0].source is not None and spoken[0].source.of(NEWS) == "Okello"
    assert spoken[0].cue is not None and spoken[0].cue.of(NEWS) == "said"


def test_a_meeting_has_two_sides_a_place_and_a_day() -> None:
    found = read(prose(NEWS)).events
    met = next(e for e in found if e.trigger.of(NEWS) == "met")
    assert met.type == "CONSULT"
    assert any("Odhiambo" in w for w in words(NEWS, met.actors))
    assert any("Okello" in w for w in words(NEWS, met.recipients))
    assert met.place is not None and met.place.of(NEWS) == "Kampala"
    assert met.date is not None and "Tuesday" in met.date.of(NEWS)


def test_a_pair_is_related_by_what_one_does_to_the_other() -> None:
    text = "The government of Norland accused Estmark of sending weapons to the rebels."
    tokens = prose(text)
    pair = (Span(4, 25), Span(text.index("Estmark"), text.index("Estmark") + 7))
    (found,) = relate(tokens.article, encoded(tokens), [pair])
    assert found.type == "ACCUSE"


def test_nothing_to_read_gives_nothing() -> None:
    assert read(prose("")).names == ()
    tokens = prose("\n")
    (found,) = relate(tokens.article, encoded(tokens), [(Span(0, 1), Span(0, 1))])
    assert found.type is None and found.reason


@pytest.mark.parametrize("text", ["🙂 “" * 300, "a" * 5000, "Ώ e\u0301 \u200b ﬁ İ ß 漢字。", "x " * 3000, "''\"'“"])
def test_odd_texts_are_read(text: str) -> None:
    found = read(prose(text))
    spans = [n.span for n in found.names] + [s for a in found.attributions for s in a.content]
    assert all(s.end <= len(text) and s.of(text).strip() for s in spans)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_every_span_lies_on_whole_words(text: str) -> None:
    found = read(prose(text))
    for span in [n.span for n in found.names] + [e.trigger for e in found.events]:
        assert span.of(text) == span.of(text).strip() != ""


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="ab.A “1", min_size=1, max_size=900), max_size=6))
def test_windows_cover_every_word_once(lines: list[str]) -> None:
    pieces = cut_pieces(prose("\n".join(lines)), network().tokenizer, RawFacts(reader="none"))
    found = windows(pieces, longest=LONGEST_UNIT)
    assert [w for a, b in found for w in range(a, b)] == list(range(len(pieces.piece)))
    assert all(b - a <= LONGEST_UNIT for a, b in (pieces.pieces_of(*w) for w in found))
    assert all(0 <= x < SHAPES for x in pieces.shapes) and all(0 <= x < GAPS for x in pieces.gaps)


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(5)), elements=st.floats(-9, 9, width=32)))
def test_spans_of_tags_are_sound(scores: np.ndarray) -> None:
    found = spans_of_tags(scores)
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(0 <= s.first < s.last <= len(scores) and s.label in (0, 1) and 0 <= s.score <= 1.001 for s in found)


def _whole(tags: Sequence[int], scores: np.ndarray, chain: np.ndarray) -> float:
    """What a sequence of tags is worth; none whose span goes on before it began is worth anything."""
    sound = tags[0] % 2 == 1 or tags[0] == 0
    sound &= all(b == 0 or b % 2 == 1 or a in (b, b - 1) for a, b in pairwise(tags))
    steps = chain[0, tags[0]] + sum(chain[1 + a, b] for a, b in pairwise(tags))
    return float(scores[np.arange(len(tags)), tags].sum() + steps) if sound else -np.inf


@given(
    arrays(np.float32, st.tuples(st.integers(1, 5), st.just(5)), elements=st.floats(-1.75, 1.75, width=32)),
    arrays(np.float32, (6, 5), elements=st.floats(-2, 2, width=32)),
)
def test_the_best_sequence_is_found(scores: np.ndarray, chain: np.ndarray) -> None:
    best = max(_whole(tags, scores, chain) for tags in product(range(5), repeat=len(scores)))
    tags = [0] * len(scores)
    for found in spans_of_tags(scores, chain=chain):
        tags[found.first : found.last] = [1 + 2 * found.label] + [2 + 2 * found.label] * (found.last - found.first - 1)
    assert _whole(tags, scores, chain) == pytest.approx(best, abs=1e-4)


def test_what_follows_what_can_change_a_tag() -> None:
    scores = np.array([[0, 3, 0], [1, 0, 0.5]], dtype=np.float32)
    chain = np.zeros((4, 3), dtype=np.float32)
    assert [(s.first, s.last) for s in spans_of_tags(scores, chain=chain)] == [(0, 1)]
    chain[2, 2] = 1
    assert [(s.first, s.last) for s in spans_of_tags(scores, chain=chain)] == [(0, 2)]


@pytest.mark.parametrize(
    ("text", "found", "kept"),
    [
        ("Norland, Estmark and Sudland signed.", {"Norland": 0.9, "Estmark": 0.7, "Sudland": 0.8}, 3),
        ("Norland and the coast of Sudland signed.", {"Norland": 0.7, "Sudland": 0.9}, 1),
        ("Norland signed what Estmark wrote.", {"Norland": 0.9, "Estmark": 0.7}, 1),
        ("Norland and Estmark signed.", {"Norland and": 0.9, "Estmark": 0.7}, 2),
    ],
)
def test_those_who_do_it_are_one_list(text: str, found: dict[str, float], kept: int) -> None:
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    starts, ends = pieces.start.tolist(), pieces.end.tolist()
    at = [(text.index(words), words, score) for words, score in found.items()]
    tagged = [Tagged(starts.index(a), ends.index(a + len(words)) + 1, 0, score) for a, words, score in at]
    doers = _doers(pieces, tagged, text, "ACCUSE")
    assert len(doers) == kept
    assert max(found, key=lambda words: found[words]) in [d.of(text) for d in doers]
    assert len(_doers(pieces, tagged, text, "CONSULT")) == len(found)


def test_talks_have_both_sides_wherever_they_stand() -> None:
    text = "President Odhiambo told President Okello at their summit in Kampala that the border would open soon."
    met = next(e for e in read(prose(text)).events if e.type == "CONSULT")
    sides = " ".join(words(text, met.actors + met.recipients))
    assert "Odhiambo" in sides and "Okello" in sides


def test_a_source_is_not_cut_at_its_clitic() -> None:
    text = "The Women’s Herald Daily said"
    assert _whole_word(Span(9, len(text) - 5), text).of(text) == "Women’s Herald Daily"
    assert _whole_word(Span(4, 9), text) == Span(4, 9)


def test_a_span_does_not_go_on_before_it_began() -> None:
    scores = np.array([[0, 0, 5], [0, 3, 4], [0, 0, 5], [9, 0, 0]], dtype=np.float32)
    assert [(s.first, s.last) for s in spans_of_tags(scores)] == [(0, 3)]


def test_a_span_ends_where_a_block_does() -> None:
    scores = np.array([[0, 5, 0], [0, 0, 5], [0, 0, 5]], dtype=np.float32)
    assert [(s.first, s.last) for s in spans_of_tags(scores, starts=frozenset({2}))] == [(0, 2), (2, 3)]


@pytest.mark.parametrize(
    ("cue", "speaks"),
    [("said", True), ("was quoted as saying", True), ("was told", False), ("was widely accused of", False)],
)
def test_who_was_told_or_accused_does_not_speak(cue: str, speaks: bool) -> None:
    text = f"Okello {cue} taking the money."
    pieces = cut_pieces(prose(text), network().tokenizer, RawFacts(reader="none"))
    source, verb = Tagged(0, 1, 0, 0.9), Tagged(1, 1 + len(cue.split()), 1, 0.9)
    assert (_no_hearer(pieces, verb, (source, 0.8), text)[0] is not None) == speaks


def test_distances_grow_to_either_side() -> None:
    left, right = np.array([[10, 12]]), np.array([[11, 13], [12, 14], [90, 91], [8, 10], [0, 1]])
    row = distance_classes(left, right)[0].tolist()
    assert row[0] == INSIDE and len(set(row)) == 5 and max(row) < DISTANCES
    assert sentence_classes(np.array([5]), np.array([0, 5, 6, 99])).tolist() == [[0, 3, 4, 6]]


@pytest.mark.parametrize(
    ("word", "same_as"), [("Oslo", "Paris"), ("UN", "NATO"), ("A", "B"), ("iPhone", "McCoy"), ("12", "3"), ("“", ".")]
)
def test_shapes_are_classes(word: str, same_as: str) -> None:
    assert shape_of(word) == shape_of(same_as) != shape_of("word")


def test_types_and_modes_stand_in_the_order_that_the_weights_were_trained_in() -> None:
    assert EVENT_TYPES[:4] == ("AGREE", "CONSULT", "SUPPORT", "CONCEDE")
    assert EVENT_TYPES[-2:] == ("COERCE", "ASSAULT")
    assert hashlib.sha256(repr(MODES).encode()).hexdigest()[:16] == "cd16af23df2b6d5f"


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(f.stat().st_size for f in MODELS.glob("reader*")) < 28_000_000


def test_a_word_lost_within_what_is_said_is_put_back() -> None:
    content, cue = ATTRIBUTION_PARTS.index("content"), ATTRIBUTION_PARTS.index("cue")
    parts = [(Tagged(2, 5, content, 0.9), 0.9), (Tagged(6, 9, content, 0.5), 0.5)]
    one, two = np.zeros(9, dtype=np.int64), np.array([0] * 6 + [1] * 3)
    assert _filled(parts, [p for p, _ in parts], one) == [(Tagged(2, 9, content, 0.9), 0.9)]
    assert _filled(parts, [p for p, _ in parts], two) == parts
    said = Tagged(5, 6, cue, 0.8)
    assert _filled(parts, [*(p for p, _ in parts), said], one) == parts


def test_a_trigger_is_not_cut_at_a_hyphen() -> None:
    text = "They co-chaired it."
    assert whole_word(Span(5, 8), text).of(text) == "co-chaired"
    assert whole_word(Span(0, 4), text).of(text) == "They"
