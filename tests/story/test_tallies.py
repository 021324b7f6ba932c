"""Tallies: one series an authority, parts and new counts apart, copies once, and every word reads back."""

from __future__ import annotations

import itertools

from dateline.model.tally import Tally, said_of
from dateline.model.told import Told
from dateline.story.numbers.tallies import meet, tallies
from dateline.story.rows import rows_of, together
from tests.story.telling import record

FLOOD = (
    (
        "2025-03-03",
        "At least 31 people drowned when the Tarn flooded Veldren, the Rescue Corps said on Monday.",
    ),
    ("2025-03-04", "The death toll of the Veldren flood rose to 48 on Tuesday, the Rescue Corps said."),
    (
        "2025-03-04",
        "Mayor Ana Kostel said 90 people had died in the flood at Veldren on the Tarn; the Rescue Corps counted 48.",
    ),
    (
        "2025-03-05",
        "The Rescue Corps kept its toll of the Veldren flood at 48. Four children were among the dead.",
    ),
    (
        "2025-03-06",
        "The Rescue Corps on Thursday lowered its toll of the Veldren flood from 48 to 44: names stood twice.",
    ),
)


def told_of(texts: tuple[tuple[str, str], ...], *, copies: dict[int, int] | None = None) -> Told:
    """Return the rows of articles of one story; `copies` says which article prints which other again."""
    records = [
        record([text], day=day, name=f"a{n}", title="", url=f"https://outlet{n}.example/news")
        for n, (day, text) in enumerate(texts)
    ]
    ids = [r.article.id for r in records]
    return together(
        rows_of(r, story="s1", original=ids[(copies or {}).get(n, n)], seen=f"{day}T1{n % 10}:00:00+00:00")
        for n, (r, (day, _)) in enumerate(zip(records, texts, strict=True))
    )


def toll(found: tuple[Tally, ...]) -> Tally:
    return next(t for t in found if t.measure == "toll" and t.group is None)


def numbers(tally: Tally) -> dict[str | None, list[float | None]]:
    return {s.authority: [c.low for c in s.claims] for s in tally.series}


def test_a_toll_is_followed_by_authority() -> None:
    found = toll(tallies(told_of(FLOOD)))
    assert numbers(found) == {"Rescue Corps": [31, 48, 44], "Mayor Ana Kostel": [90]}
    first, plateau, _ = found.series[0].claims
    assert first.high is None and said_of(first, "Rescue Corps") == "at least 31, Rescue Corps, via outlet0.example"
    assert (plateau.first, plateau.last, len(plateau.outlets)) == ("2025-03-04", "2025-03-05", 4)


def test_contradictions_and_corrections_are_told() -> None:
    found = toll(tallies(told_of(FLOOD)))
    assert [(c.day, c.one, c.other) for c in found.contradictions] == [("2025-03-04", (0, 1), (1, 0))]
    assert [(c.earlier, c.later, c.said) for c in found.series[0].corrections] == [(1, 2, True)]


def test_children_are_no_number_of_the_toll() -> None:
    found = tallies(told_of(FLOOD))
    assert [t.series[0].claims[0].low for t in found if t.group == "children"] == [4]


def test_a_strike_does_not_enter_the_toll_of_the_war() -> None:
    war = (
        (
            "2025-05-02",
            "At least 59,000 people were killed since the war began, Norland's health ministry said.",
        ),
        ("2025-05-02", "Shelling killed 12 people in Orsund on Friday, Norland's health ministry said."),
        (
            "2025-05-04",
            "Norland's health ministry put the toll of the war at 59,140. Another 31 died overnight.",
        ),
    )
    found = tallies(told_of(war))
    totals = [t for t in found if any(c.low == 59000 for s in t.series for c in s.claims)]
    assert len(totals) == 1
    assert all(c.low is not None and c.low > 1000 for s in totals[0].series for c in s.claims)
    assert sum(len(s.claims) for s in totals[0].series) == 2


def test_copies_count_once() -> None:
    texts = (*FLOOD[:1], ("2025-03-04", FLOOD[0][1]), ("2025-03-04", FLOOD[0][1]))
    found = toll(tallies(told_of(texts, copies={1: 0, 2: 0})))
    [claim] = found.series[0].claims
    assert (len(claim.stated), len(claim.stated[0].copies), claim.outlets) == (1, 2, ("outlet0.example",))
    assert found.sources == 1


def test_every_figure_is_in_one_series_and_reads_back() -> None:
    told = told_of(FLOOD)
    found = tallies(told)
    stated = [s for t in found for series in t.series for c in series.claims for s in c.stated]
    ids = [i for s in stated for i in (s.figure, *s.copies)]
    assert len(ids) == len(set(ids)) and set(ids) <= {f.id for f in told.figures}
    words = {f.id: f.words for f in told.figures}
    assert all(s.words == words[s.figure] and s.words.exact in s.sentence.exact for s in stated)


def test_order_of_rows_does_not_matter() -> None:
    told = told_of(FLOOD)
    turned = Told(
        articles=told.articles[::-1],
        names=told.names[::-1],
        figures=told.figures[::-1],
        quotes=told.quotes,
        events=told.events[::-1],
    )
    assert tallies(turned) == tallies(told)


def test_bounds_that_meet_are_no_contradiction() -> None:
    claims = [c for s in toll(tallies(told_of(FLOOD))).series for c in s.claims]
    assert all(meet(a, b) == meet(b, a) for a, b in itertools.product(claims, claims))
    assert all(meet(a, a) for a in claims)
    open_ended, later = claims[0], claims[1]
    assert meet(open_ended, later) and not meet(later, claims[2])


def test_nothing_told_gives_no_tally() -> None:
    assert tallies(Told()) == ()


def test_who_spoke_a_sentence_earlier_does_not_vouch_for_what_the_text_says_itself() -> None:
    war = (
        ("2025-03-03", "At least 127 people have starved in Veldren, according to the Rescue Corps."),
        (
            "2025-03-04",
            "At least 127 people have starved in Veldren, the Rescue Corps said. More than 1,340 people were killed in "
            "Veldren since May.",
        ),
    )
    owners = [s.authority for t in tallies(told_of(war)) for s in t.series if any(c.low == 1340 for c in s.claims)]
    assert owners == [None]


def test_an_attacker_does_not_vouch_for_the_toll_of_the_attack() -> None:
    text = "The raid that the Iron League led on Veldren in May resulted in around 1,200 deaths."
    owners = [s.authority for t in tallies(told_of((("2025-03-03", text),))) for s in t.series]
    assert owners == [None]
