"""What becomes of a text: laws of the diff that hold for every two texts, and what a reader expects to see."""

from __future__ import annotations

import random
import time
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.alignment import align
from dateline.model.changes import Change, changes, changes_of, kept_runs, words_of

WORDS = ["rain", "fell", "the", "dam", "11,300", "Kenya's", "हिन्दी", "می‌رود", "大水", "👨‍👩‍👧", "“", "”", ".", ",", "…"]
PROSE = st.lists(st.sampled_from([*WORDS, " ", " ", " ", "\n\n", "\r\n", "\u00a0"]), max_size=40).map("".join)
TEXTS = PROSE | st.text(max_size=40)
ITEMS = st.lists(st.integers(0, 5), max_size=14)


def applied(found: tuple[Change, ...], old: str, new: str) -> tuple[str, str]:
    """Return the two texts put together from the changes: kept stretches are taken from the other text."""
    old_again = "".join(c.new.of(new) if c.kind == "kept" and c.new else c.old.of(old) for c in found if c.old)
    new_again = "".join(c.old.of(old) if c.kind == "kept" and c.old else c.new.of(new) for c in found if c.new)
    return old_again, new_again


def shown(old: str, new: str) -> str:
    """Return the changes as they are read: [removed], {added}."""
    out = ""
    for c in changes(old, new):
        words = c.new.of(new) if c.new else c.old.of(old) if c.old else ""
        out += {"kept": words, "removed": f"[{words}]", "added": f"{{{words}}}"}[c.kind]
    return out


@given(TEXTS, TEXTS)
def test_applying_the_changes_gives_either_text(old: str, new: str) -> None:
    assert applied(changes(old, new), old, new) == (old, new)


@given(TEXTS, TEXTS)
def test_changes_cover_both_texts_in_order_and_say_the_least(old: str, new: str) -> None:
    found = changes(old, new)
    for spans, content in (([c.old for c in found if c.old], old), ([c.new for c in found if c.new], new)):
        assert [0, *(s.end for s in spans)] == [*(s.start for s in spans), len(content)]
    kinds = [c.kind for c in found]
    assert all((c.old is None, c.new is None) == (c.kind == "added", c.kind == "removed") for c in found)
    assert not {("kept", "kept"), ("removed", "removed"), ("added", "added"), ("added", "removed")} & set(
        pairwise(kinds)
    )


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(text: str) -> None:
    assert [c.kind for c in changes(text, text)] == ["kept"] * bool(text)


@given(TEXTS, TEXTS)
def test_what_was_kept_says_it_all(old: str, new: str) -> None:
    found = changes(old, new)
    assert changes_of(kept_runs(found), len(old), len(new)) == found


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_words_are_kept_or_changed_as_wholes(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    for text, spans in (
        (before, [c.old for c in changes(before, after) if c.old]),
        (after, [c.new for c in changes(before, after) if c.new]),
    ):
        for span in spans:
            for at in (span.start, span.end):
                cut = text[max(at - 1, 0) : at + 1]
                assert at in (0, len(text)) or any(c.isspace() or c in "“”.,…大水" for c in cut), text


@cache
def longest(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    """Return the length of a longest common subsequence, by its definition."""
    if not a or not b:
        return 0
    if a[0] == b[0]:
        return 1 + longest(a[1:], b[1:])
    return max(longest(a[1:], b), longest(a, b[1:]))


@given(ITEMS, ITEMS)
def test_an_alignment_is_common_to_both_and_without_anchors_as_long_as_can_be(a: list[int], b: list[int]) -> None:
    runs = align(a, b)
    assert all(a[i : i + n] == b[j : j + n] for i, j, n in runs)
    ends = [(i + n, j + n) for i, j, n in runs]
    assert all(i >= x and j >= y and (i, j) != (x, y) for (x, y), (i, j, _) in zip(ends, runs[1:], strict=False))
    if not once_in_a_row(a) & once_in_a_row(b):
        assert sum(n for _, _, n in runs) == longest(tuple(a), tuple(b))


def once_in_a_row(items: list[int]) -> set[tuple[int, ...]]:
    """Return the pairs and fours that anchor an alignment: those that stand in a row."""
    return {tuple(items[n : n + width]) for width in (2, 4) for n in range(len(items) - width + 1)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The dam held.", "The dam held. A crack was found.", "The dam held.{ A crack was found.}"),
        ("A gate broke. The dam held.", "The dam held.", "[A gate broke. ]The dam held."),
        (
            "One.\n\nThe mayor spoke.",
            "One.\n\nThe guard left.\n\nThe mayor spoke.",
            "One.\n\n{The guard left.\n\n}The mayor spoke.",
        ),
        ("The dam held.\nGo.", "The dam held.\nGo.\nWe left.", "The dam held.\nGo.{\nWe left.}"),
        ("It killed 11,300 people.", "It killed 3,958 people.", "It killed [11,300]{3,958} people."),
        ("Rain fell on the old town.", "Rain fell on old town.", "Rain fell on [the ]old town."),
        (
            "It was the Red Crescent.\nAnother 10,100 left.",
            "It was the Health Organization.\nSome 9,000 left.",
            "It was the [Red Crescent]{Health Organization}.\n[Another 10,100]{Some 9,000} left.",
        ),
        ("बारिश हुई।", "बारिश रुकी।", "बारिश [हुई]{रुकी}।"),
        ("大水が出た。", "大水は出た。", "大水[が]{は}出た。"),
        ("مات 20 شخصا.", "مات 30 شخصا.", "مات [20]{30} شخصا."),
        ("a  b", "a b", "a [ ]b"),
        ("", "new", "{new}"),
    ],
)
def test_changes_are_what_a_reader_would_say(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_rewritten_sentence_is_one_change_and_no_confetti() -> None:
    old = "Workers left the big harbor and went home late on a rainy evening."
    new = "Dockers walked out of that port and marched to city hall before noon today."
    assert shown(old, new) == f"[{old[:-1]}]{{{new[:-1]}}}."


def test_words_are_counted_without_marks() -> None:
    assert list(words_of("“Kenya's toll” — 11,300 — rose …")) == ["Kenya's", "toll", "11,300", "rose"]


def edited(words: list[str], chance: random.Random) -> list[str]:
    return [w if chance.random() > 0.05 else f"new{n}" for n, w in enumerate(words) if chance.random() > 0.02]


def test_long_texts_take_no_long_time_whatever_is_in_them() -> None:
    chance = random.Random(7)
    words = [f"w{int(chance.paretovariate(0.7))}" for _ in range(20_000)]
    start = time.process_time()
    common = sum(n for _, _, n in kept_runs(changes(" ".join(words), " ".join(edited(words, chance)))))
    assert common > 0.8 * len(" ".join(words))
    for other in (words[::-1], ["a"] * 20_000, [chance.choice("ab") for _ in range(20_000)], ["."] * 20_000):
        old, new = " ".join(words[:500] + other), " ".join(other[:15_000] + words)
        assert applied(changes(old, new), old, new) == (old, new)
    assert time.process_time() - start < 5


def test_a_long_stretch_in_common_is_found_between_others() -> None:
    same = list(range(100, 150))
    assert align([1, 2, 3, *same, 4], [5, 6, *same, 7, 8]) == [(3, 2, 50)]
