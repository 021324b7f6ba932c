"""Sources that did not take it from one another: copies, agencies, relays and an outlet's own reports count once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.model.told import ArticleRow, Who, Words
from dateline.story.copies.credits import credited, leans_on, plain
from dateline.story.copies.independence import independent

MINISTRY = Who(label="Ministry of Works", type="organization", code="CHE", sector="GOV")


def told(id: str, outlet: str, *text: str, original: str | None = None, agency: str | None = None) -> ArticleRow:
    sentences, at = [], 0
    for sentence in text:
        sentences.append(Words(article=id, span=Span(at, at + len(sentence)), exact=sentence))
        at += len(sentence) + 1
    return ArticleRow(
        id=id,
        outlet=outlet,
        seen="2025-03-10T08:00:00Z",
        story="s1",
        original=original or id,
        agency=agency,
        sentences=tuple(sentences),
    )


def test_reprints_count_once() -> None:
    (source,) = independent([told("a", "Harbor Post"), told("b", "Valley Sun", original="a")])
    assert source.articles == ("a", "b")
    assert source.reason == "Harbor Post's own report; 1 prints the same text again"


def test_an_agency_counts_once_by_full_name_short_name_and_initials() -> None:
    articles = [
        told("a", "Harbor Post", agency="Northern Press Agency"),
        told("b", "Valley Sun", "ORSUND, March 3 (NPA) - The bridge is open."),
        told("c", "Northern Press Agency"),
        told("d", "Lake Echo", "The bridge is open.", "Traffic was light, the Northern Press Agency reported."),
    ]
    (source,) = independent(articles)
    assert source.reason.startswith("the report of Northern Press Agency, in 4 outlets") or "NPA" in source.reason


def test_outlets_that_only_pass_on_one_voice_are_one() -> None:
    articles = [told(str(n), f"Outlet {n}") for n in range(10)]
    relays: dict[str, list[Who | None]] = {a.id: [MINISTRY] for a in articles}
    (source,) = independent(articles, relays)
    assert source.reason == "10 outlets, none of which says more than that Ministry of Works says so"
    own: dict[str, list[Who | None]] = {**relays, "3": [MINISTRY, None]}
    assert [len(s.articles) for s in independent(articles, own)] == [9, 1]


def test_an_outlet_is_one_source_whether_it_tells_or_passes_on() -> None:
    articles = [told("a", "Harbor Post"), told("b", "Harbor Post"), told("c", "Harbor Post"), told("d", "Valley Sun")]
    found = independent(articles, {"b": [MINISTRY], "d": [None]})
    assert [s.articles for s in found] == [("a", "b", "c"), ("d",)]
    assert found[0].reason == "Harbor Post's own report, 3 of them"


def test_only_the_trade_reports() -> None:
    assert list(leans_on("Water was cut, the Morning Herald reported.", ())) == ["Morning Herald"]
    assert list(leans_on("Norway reported a rise in exports.", ())) == []
    assert list(leans_on("Calls were few, Orsund reported.", {"orsund"})) == ["Orsund"]


def test_an_agency_in_a_dateline_is_credited() -> None:
    assert credited(told("a", "Sun", "New Carrow, Jan 30 (Delta Wire) Ministers met.")) == "Delta Wire"
    assert credited(told("a", "Sun", "The chairman (Ismael Otte) said no.")) is None
    assert plain("Delta News Agency") == plain("the Delta Wire") == "delta"


ARTICLES = st.lists(
    st.builds(
        lambda outlet, original, agency: (outlet, original, agency),
        st.sampled_from(["Harbor Post", "Valley Sun", "Lake Echo"]),
        st.integers(0, 7),
        st.sampled_from([None, "Delta Wire"]),
    ),
    max_size=8,
)


@given(ARTICLES)
def test_every_article_is_in_one_group_in_any_order(given_: list[tuple[str, int, str | None]]) -> None:
    articles = [
        told(str(n), outlet, original=str(min(n, original)), agency=agency)
        for n, (outlet, original, agency) in enumerate(given_)
    ]
    found = independent(articles)
    assert sorted(i for s in found for i in s.articles) == sorted(a.id for a in articles)
    assert {frozenset(s.articles) for s in independent(articles[::-1])} == {frozenset(s.articles) for s in found}
    assert all(s.reason for s in found)
