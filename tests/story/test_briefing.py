"""A briefing is made of sentences that stand in articles, each in one group, and of nothing else."""

from __future__ import annotations

from dateline.model.told import Told
from dateline.story.answers.briefing import GROUPS, both, briefing
from tests.story.telling_rows import Writer, told_by, who

KENYA, NORWAY = who("Kenya", "KEN", identity="i1"), who("Norway", "NOR", identity="i2")


def story() -> Told:
    one = Writer(
        "a1",
        "The foreign ministers of Kenya and Norway met in Geneva on Monday to talk about the flood in the west. "
        "At least 120 people were killed in the flood, the disaster agency of Kenya said on Monday evening. "
        '"We will not leave a single family behind in the west," the minister of Norway told reporters in Geneva. '
        "It was not immediately clear how many villages the water had cut off from the road to the west. "
        "A second meeting of the two ministers will be held in Oslo in October, the ministry of Norway said.",
        outlet="The Harbor Courier",
    )
    one.event("met", "CONSULT", event="e1", day="2025-03-03", actors=(KENYA, NORWAY))
    one.event("will be held", "CONSULT", event="e2", day="2025-10-01", actors=(KENYA, NORWAY), factuality="future")
    one.name("Kenya", KENYA).name("Norway", NORWAY)
    one.figure("120", 120, as_of="2025-03-03", authority="disaster agency")
    one.quote("We will not leave a single family behind in the west,", NORWAY)
    other = Writer(
        "a2",
        "Ministers of Kenya and Norway met in Geneva on Monday about the flood that hit the west of Kenya. "
        "The Red Cross put the number of people killed in the flood at 310 on the same day in a report of its own. "
        "Bread is cheaper this week in the markets of the capital than it was in the whole of last year.",
        outlet="Coast Daily",
        published="2025-03-05",
    )
    other.event("met", "CONSULT", event="e1", day="2025-03-03", actors=(KENYA, NORWAY))
    other.name("Kenya", KENYA).name("Norway", NORWAY)
    other.figure("310", 310, as_of="2025-03-03", authority="Red Cross")
    return told_by(one, other)


def test_every_sentence_stands_in_an_article_once() -> None:
    told = story()
    points = briefing(told)
    here = {s for a in told.articles for s in a.sentences}
    sentences = [p.sentence for p in points if p.group != "differs"]
    assert len(sentences) == len(set(sentences))
    assert {s for p in points for s in (p.sentence, *(x.sentence for x in p.sides))} <= here
    assert [GROUPS.index(p.group) for p in points] == sorted(GROUPS.index(p.group) for p in points)
    assert all(s.words in here or s.words.exact for p in points for s in p.sources)


def test_each_group_holds_what_it_is_called() -> None:
    found = {p.group: p for p in reversed(briefing(story()))}
    assert "met in Geneva" in found["happened"].sentence.exact
    assert found["happened"].witnesses == 2
    assert "single family" in found["said"].sentence.exact
    assert found["said"].by == "Norway"
    assert "October" in found["next"].sentence.exact
    assert found["unknown"].sentence.exact.startswith("It was not immediately clear")


def test_numbers_that_do_not_meet_stand_side_by_side_and_nowhere_else() -> None:
    points = briefing(story())
    (apart,) = (
        p for p in points if p.group == "differs" and len(p.sides) > 1 and "120" in p.sides[0].value + p.sides[1].value
    )
    assert {o for side in apart.sides for o in side.outlets} == {"disaster agency", "Red Cross"}
    assert all("310" not in p.sentence.exact for p in points if p.group != "differs")


def test_two_sides_are_told_of_alone() -> None:
    told = both(story(), "KEN", "NOR")
    assert all("Bread" not in s.exact for a in told.articles for s in a.sentences)
    assert any(p.group == "happened" for p in briefing(told))
    assert briefing(both(story(), "KEN", "SWE")) == ()


def test_nothing_is_told_of_nothing() -> None:
    assert briefing(Told()) == ()
