"""The search language, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.store import Store, open_store
from dateline.store.query import Filter, Words, parse
from tests.factory import NOW, arabic, plain, talks


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("search") / "dateline.db") as opened:
        samples = [
            talks(),
            arabic(),
            plain(
                "Harbor strike ends\nDockers went back to work on Friday. The strike closed the harbor for nine days.",
                url="https://coast.example/strike",
                publisher="Coast Daily",
                published="2024-09-01",
            ),
            plain(
                "बाढ़ के बाद राहत\nसरकार ने राहत शिविर खोले हैं।",
                url="https://samachar.example/1",
                language="hi-IN",
                publisher="समाचार",
                published="2024-08-30",
            ),
            plain("Café reopens\nThe café on the quay reopened.", url="https://coast.example/cafe", published="2023"),
        ]
        for sample in samples:
            opened.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        yield opened


def found(store: Store, query: str) -> set[str]:
    now = datetime(2024, 9, 2, tzinfo=UTC)
    return {(hit.article.headline or "").split()[0] for hit in store.search(query, now=now).rows}


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("strike", {"Harbor"}),
        ("HARBOR", {"Harbor", "Ministers"}),
        ("harbor strike", {"Harbor"}),
        ('"the harbor for"', {"Harbor"}),
        ('"harbor the"', set()),
        ("harbor -strike", {"Ministers"}),
        ("strike OR toll", {"Harbor", "Ministers"}),
        ("(strike OR toll) geneva", {"Ministers"}),
        ("(harbor -dockers)", {"Ministers"}),
        ("harbor -(dockers OR quay)", {"Ministers"}),
        ("dock*", {"Harbor"}),
        ("cafe", {"Café"}),
        ("राहत", {"बाढ़"}),
        ("जनीवा", set()),
        ("المساعدات", {"الوزراء"}),
        ("سالم", {"Ministers"}),
        ("-strike -café -राहत lang:en", {"Ministers"}),
        ("source:coast", {"Harbor", "Café"}),
        ('source:"coast daily"', {"Harbor"}),
        ("-source:coast lang:en", {"Ministers"}),
        ("country:ken", {"Ministers"}),
        ("type:CONSULT", {"Ministers"}),
        ("type:consult strike", set()),
        ("type:related", set()),
        ("date:2024-09", {"Harbor"}),
        ("date:2024-08-28", {"Ministers"}),
        ("date:2024-08-29..2024-08-30", {"الوزراء", "बाढ़"}),
        ("date:..2023", {"Café"}),
        ("date:2024-08-30..", {"Harbor", "बाढ़"}),
        ("date:P2D", {"Harbor"}),
        ("lang:hi", {"बाढ़"}),
        ("said:solberg", {"Ministers"}),
        ("entity:Solberg", {"Ministers"}),
        ("well-known", set()),
        ("AND NOT NEAR", {"Ministers"}),
    ],
)
def test_a_query_finds(store: Store, query: str, headlines: set[str]) -> None:
    assert found(store, query) == headlines


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ('rain "never closed', 6),
        ("(rain", 1),
        ("rain)", 5),
        ("rain OR", 6),
        ("OR rain", 1),
        ("rain ()", 6),
        ("colour:red", 1),
        ("rain date:yesterday", 6),
        ("country:India", 1),
        ("(rain source:x)", 7),
        ("rain !!!", 6),
        ("source:", 1),
        ("(" * 30 + "rain" + ")" * 30, 21),
        ("-rain OR snow", 1),
    ],
)
def test_a_query_that_cannot_be_understood_says_where(store: Store, query: str, column: int) -> None:
    with pytest.raises(QueryError, match=f"^column {column}:"):
        store.search(query)


def test_a_query_is_read_into_its_parts() -> None:
    query = parse('flood -"dry season" source:"Coast Daily"')
    assert query.parts == (Words("flood"),)
    assert query.without == (Words("dry season"),)
    assert query.filters == (Filter("source", "Coast Daily", False, 21),)


@given(st.text(max_size=40) | st.text(alphabet="ab \"()-:*OR^{}+,.'\x00", max_size=40))
def test_no_query_breaks_the_index(store: Store, query: str) -> None:
    try:
        store.search(query)
    except QueryError as error:
        assert "column" in str(error)


def test_the_words_that_matched_are_marked_where_they_stand(store: Store) -> None:
    (hit,) = store.search('"food was" kisumu').rows
    text = hit.article.text.content
    assert hit.snippet is not None
    assert [m.of(text).lower() for m in hit.marks] == ["kisumu", "food was"]
    assert all(m in hit.snippet for m in hit.marks)
    assert "\n" not in hit.snippet.of(text)


def test_the_headline_weighs_more_than_the_body(store: Store) -> None:
    rows = store.search("harbor").rows
    assert [hit.article.publisher for hit in rows] == ["Coast Daily", "The Morning Ledger"]


def test_results_go_on_where_they_stopped(store: Store) -> None:
    seen, cursor = [], None
    for _ in range(3):
        page = store.search("harbor OR geneva OR café", limit=1, cursor=cursor)
        seen += [hit.article.id for hit in page.rows]
        cursor = page.next
    assert cursor is None
    assert len(set(seen)) == 3


@pytest.mark.parametrize("cursor", ["", "x", "W10", "WyJhIl0", "éé", "e30"])
def test_a_wrong_cursor_is_said_to_be_wrong(store: Store, cursor: str) -> None:
    for ask in (store.stories, store.events):
        with pytest.raises(QueryError, match="cursor"):
            ask(cursor=cursor)
    with pytest.raises(QueryError, match="cursor"):
        store.search("harbor", cursor=cursor)
