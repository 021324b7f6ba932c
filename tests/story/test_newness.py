"""What was told is not new, what has no word of it is, and telling more never makes anything newer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.story.answers.newness import Newness

WORDS = st.lists(st.sampled_from("mill flour raid port toll ferry mayor strike".split()), min_size=1, max_size=8)


def test_what_was_told_is_not_new_and_what_shares_nothing_is() -> None:
    told = Newness(["Millers marched in Arvik.", "The ferry sank off Orsund."])
    told.tell("Millers marched in Arvik.")
    assert told.of("Millers marched in Arvik.") == 0
    assert told.of("The ferry sank off Orsund.") == 1


@given(st.lists(WORDS, min_size=2, max_size=6))
def test_telling_more_makes_nothing_newer(drawn: list[list[str]]) -> None:
    sentences = [" ".join(words) for words in drawn]
    held, last = Newness(sentences), sentences[0]
    before = held.of(last)
    for sentence in sentences[1:]:
        held.tell(sentence)
        after = held.of(last)
        assert 0 <= after <= before + 1e-9 and before <= 1  # sums of shares round
        before = after
