"""Utterances: the same words under several mastheads, cut or translated, are one; what has no marks is no quotation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.told import Told
from dateline.model.utterance import Utterance
from dateline.story.rows import rows_of, together
from dateline.story.speech.phrasing import alike, contained, longest_run, wording_of
from dateline.story.speech.utterances import utterances
from tests.story.telling import record

GATE = (
    (
        "2025-03-03",
        "“The harbor gate was open all night and nobody counted the boats,” Captain Lena Brodt said on Monday.",
    ),
    ("2025-03-04", "“The harbor gate was open all night,” Brodt told reporters."),
    ("2025-03-04", "“All night the harbor gate stood open, no one counted boats,” Lena Brodt said."),
    ("2025-03-04", "Lena Brodt said that the harbor gate was open all night and that nobody counted the boats."),
    ("2025-03-04", "“We will rebuild the pier before winter comes,” Governor Piet Aldam said on Tuesday."),
)


def told_of(texts: tuple[tuple[str, str], ...]) -> Told:
    records = [
        record([text], day=day, name=f"a{n}", title="News from the harbor", url=f"https://outlet{n}.example/news")
        for n, (day, text) in enumerate(texts)
    ]
    return together(
        rows_of(r, story="s1", original=r.article.id, seen=f"{day}T1{n % 10}:00:00+00:00")
        for n, (r, (day, _)) in enumerate(zip(records, texts, strict=True))
    )


def gate(found: tuple[Utterance, ...]) -> Utterance:
    return next(u for u in found if any("gate" in w.exact for w in u.said))


def test_the_same_words_are_one_utterance() -> None:
    found = gate(utterances(told_of(GATE)))
    assert found.variants[0].wording == "longest"
    assert {v.wording for v in found.variants[1:]} == {"cut", "reworded", "reported"}
    assert [w.exact for w in found.said] == ["The harbor gate was open all night and nobody counted the boats,"]
    assert found.speaker is not None and "Brodt" in found.speaker.label
    assert (found.first, found.last, len(found.outlets)) == ("2025-03-03", "2025-03-04", 4)


def test_other_words_are_another() -> None:
    found = utterances(told_of(GATE))
    assert len(found) == 2
    assert next(u for u in found if len(u.variants) == 1).said[0].exact.startswith("We will rebuild the pier")


def test_what_has_no_marks_is_no_quotation() -> None:
    assert utterances(told_of(GATE[3:4])) == ()
    [reported] = [v for v in gate(utterances(told_of(GATE))).variants if v.wording == "reported"]
    assert "“" not in reported.content[0].exact


def test_few_have_it_are_left_out_if_asked() -> None:
    assert [len(u.variants) for u in utterances(told_of(GATE), least=2)] == [4]


def test_words_read_back() -> None:
    told = told_of(GATE)
    texts = {w.article: w.exact for a in told.articles for w in a.sentences}
    for utterance in utterances(told):
        for words in (*utterance.said, *(w for v in utterance.variants for w in v.content)):
            assert words.exact in texts[words.article]


def test_each_quote_is_in_one_utterance() -> None:
    told = told_of(GATE)
    ids = [q for u in utterances(told) for v in u.variants for q in v.quotes]
    assert len(ids) == len(set(ids)) and set(ids) <= {q.id for q in told.quotes}


def test_order_of_rows_does_not_matter() -> None:
    told = told_of(GATE)
    turned = Told(articles=told.articles[::-1], names=told.names, figures=(), quotes=told.quotes[::-1], events=())
    assert utterances(turned) == utterances(Told(articles=told.articles, names=told.names, quotes=told.quotes))


WORDS = st.lists(st.sampled_from("boats harbor gate night open winter pier counted the and of".split()), max_size=12)


@given(WORDS, WORDS)
def test_likeness_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]) -> None:
    a, b = wording_of([" ".join(one)]), wording_of([" ".join(other)])
    assert 0 <= alike(a, b) <= 1 + 1e-9
    if a.weight != b.weight:
        assert alike(a, b) == alike(b, a)
    assert longest_run(a, b) == longest_run(b, a) <= min(len(one), len(other))


@given(WORDS, WORDS)
def test_a_cut_is_contained_and_alike(one: list[str], more: list[str]) -> None:
    cut, whole = wording_of([" ".join(one)]), wording_of([" ".join([*one, *more])])
    assert contained(cut, whole)
    assert not cut.weight or abs(alike(cut, whole) - 1) < 1e-9


def test_short_forms_and_numbers_are_one() -> None:
    assert wording_of(["It isn't three boats"]).stems == wording_of(["it is not 3 boats"]).stems
