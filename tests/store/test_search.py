"""The search language, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import NotFound, QueryError
from dateline.store import Store, open_store
from dateline.store.language import caret, parse
from dateline.store.periods import covering
from dateline.store.query import All, Either, Field, Not, Part, Words, narrowed, printed
from dateline.story.joining import join
from tests.conftest import Places
from tests.factory import NOW, arabic, harbor, plain, talks


@pytest.fixture(scope="module")
def store(places: Places) -> Iterator[Store]:
    with open_store(places()) as opened:
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
        ('"AND" "NOT" "NEAR"', {"Ministers"}),
        ("near AND NOT strike", {"Ministers"}),
        ("-rain OR snow", {"Harbor", "Ministers", "الوزراء", "बाढ़", "Café"}),
        ("(strike source:coast) OR lang:hi", {"Harbor", "बाढ़"}),
        ("NOT (lang:en OR lang:ar)", {"बाढ़"}),
        ("harbor (country:KEN OR date:2024-09)", {"Harbor", "Ministers"}),
        ("source:=coast", set()),
        ('source:="Coast Daily"', {"Harbor"}),
        ("source:coast.example", {"Harbor", "Café"}),
        ("source:dai*", {"Harbor"}),
        ("said:sol*", {"Ministers"}),
        ("about:strike", {"Harbor"}),
        ("about:kenya", {"Ministers"}),
        ("about:dockers -about:quay", {"Harbor"}),
        ("about:kisumu", set()),
        ("lang:hi-IN", {"बाढ़"}),
        ("lang:in", set()),
        ("type:article -type:consult -source:coast -lang:hi", {"الوزراء"}),
        ("date:2024-08-28..", {"Harbor", "Ministers", "الوزراء", "बाढ़"}),
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
        ("rain !!!", 6),
        ("source:", 1),
        ("(" * 30 + "rain" + ")" * 30, 21),
        ("rain AND", 6),
        ("AND rain", 1),
        ("rain NOT", 6),
        ("rain (snow OR)", 12),
        ("date:2024-02-30", 1),
        ("date:2024..2023", 1),
        ("lang:=en", 6),
        ("date:2024*", 1),
        ("rain search:none", 6),
    ],
)
def test_a_query_that_cannot_be_understood_says_where(store: Store, query: str, column: int) -> None:
    with pytest.raises(QueryError, match=f"^column {column}:"):
        store.search(query)


RAIN = Words("rain", prefix=True)


def test_a_query_is_read_into_its_parts() -> None:
    query = parse('flood -"dry season" (source:"Coast Daily" OR said:=Lena NOT rain*)')
    assert query == All(
        (
            Words("flood"),
            Not(Words("dry season")),
            Either(
                (Field("source", "Coast Daily"), All((Field("said", "Lena", whole=True), Not(Words("rain", True)))))
            ),
        )
    )
    assert [p.column for p in query.parts[2].parts if isinstance(p, Field)] == [22]  # type: ignore[union-attr]
    assert parse(" \t") is None


def test_an_error_points_at_its_column() -> None:
    with pytest.raises(QueryError) as raised:
        parse("水 rain OR")
    assert raised.value.column == 8
    assert caret("水 rain OR", 8) == "水 rain OR\n        ^"


def test_a_query_is_narrowed_once() -> None:
    by = Field("country", "KEN")
    once = narrowed(parse("rain OR snow"), by)
    assert printed(once) == "(rain OR snow) country:KEN"
    assert narrowed(once, by) == once
    assert printed(narrowed(None, by)) == "country:KEN"


ODD = st.text(alphabet="ab \"()-:*=OR^{}+,.'\x00\ud800\u3000水é", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        ["rain", '"a b"', "wor*", "(", ")", "-", "OR", "AND", "NOT", "source:x", 'said:="Y Z"', "date:P7D", "lang:en"]
    ),
    max_size=14,
).map(" ".join)


@given(st.text(max_size=40) | ODD | PIECES)
def test_any_text_is_a_query_or_an_error_with_a_column_in_it(text: str) -> None:
    try:
        part = parse(text)
    except QueryError as error:
        assert error.column is not None
        assert 1 <= error.column <= len(text)
        assert f"column {error.column}:" in error.message
    else:
        again = parse(printed(part))
        assert again == part
        assert printed(again) == printed(part)


WORDS = st.builds(Words, st.sampled_from(["rain", "dry season", "OR", "-x", "a:b", "x*", "(y)"]), st.booleans())
FIELDS = st.builds(
    Field, st.sampled_from(["source", "said"]), st.sampled_from(["x", "=y", "Y Z", "//w"]), st.booleans()
)


def joined(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[Part]:
    two = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(All, two), st.builds(Either, two), st.builds(Not, parts))


@given(st.recursive(WORDS | FIELDS, joined, max_leaves=8))
def test_what_is_printed_reads_back(part: Part) -> None:
    once = parse(printed(part))
    assert parse(printed(once)) == once


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 9000), st.integers(-400, 9400))
def test_years_months_and_days_cover_a_stretch_and_no_more(first: date, length: int, at: int) -> None:
    last, day = first + timedelta(length), first + timedelta(at)
    words = set(covering(first, last))
    digits = f"{day:%Y%m%d}"
    assert bool(words & {digits[:n] for n in (2, 3, 4, 6, 8)}) == (first <= day <= last)
    # At either end at most 30 days, 11 months, 9 years and 9 decades stand alone.
    assert len(words) <= 2 * (30 + 11 + 9 + 9)


@given(st.text(max_size=40) | ODD)
def test_no_query_breaks_the_index(store: Store, query: str) -> None:
    try:
        store.search(query)
        store.facets(query)
    except QueryError as error:
        assert "column" in str(error)


def test_dates_and_saved_searches_stand_in_any_query(store: Store, places: Places) -> None:
    with open_store(places()) as own:
        for sample in (talks(), arabic()):
            own.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        own.save_search("kenya", "country:KEN  OR about:kenya", by="Ada")
        own.save_search("both of them", "search:kenya OR lang:ar", by="Ada")
        assert found(own, 'search:"both of them" -search:kenya') == {"الوزراء"}
        assert [(s.name, s.query, s.by) for s in own.saved_searches()] == [
            ("both of them", "search:kenya OR lang:ar", "Ada"),
            ("kenya", "country:KEN OR about:kenya", "Ada"),
        ]
        for name, query in (
            ("kenya", 'rain search:"both of them"'),
            ("x", "search:x"),
            ("", "x"),
            ("x", " "),
            ("x", "("),
        ):
            with pytest.raises(QueryError):
                own.save_search(name, query, by="Ada")
        own.delete_search("kenya")
        with pytest.raises(QueryError, match="column 1: in the saved search 'both of them', column 1: there is no"):
            own.search('search:"both of them"')
        with pytest.raises(NotFound):
            own.delete_search("kenya")


def test_older_versions_are_not_found_and_deleted_articles_leave_the_index(places: Places) -> None:
    with open_store(places()) as own:
        for sample in (
            harbor(hours=5, more=" Ships are queuing outside."),
            harbor(),
            harbor(hours=9, more=" It is over."),
        ):
            own.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        assert len(own.search("harbor").rows) == 1
        assert own.facets("harbor").total == 1
        assert not own.search("queuing").rows
        assert own.check().ok
        with own._engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM pages")
        assert not own.search("type:article").rows
        assert own.check().ok
        if own._engine.dialect.name == "sqlite":
            with own._engine.begin() as connection:
                connection.exec_driver_sql("INSERT INTO articles_fts(articles_fts) VALUES ('integrity-check')")


def test_what_was_found_is_counted_and_each_count_is_what_its_field_finds(store: Store) -> None:
    counted = store.facets("type:article")
    assert (counted.total, counted.more, counted.counted) == (5, False, 5)
    assert dict(counted.values["lang"]) == {"en": 3, "ar": 1, "hi": 1}
    assert dict(counted.days)["2024-09-01"] == 1
    assert counted.undated == 1
    for name, values in counted.values.items():
        for value, n in values:
            by = Field(name, value, whole=name == "source")
            assert len(store.search(printed(narrowed(parse("type:article"), by))).rows) == n, by
    for day, n in counted.days:
        assert len(store.search(f"date:{day}").rows) == n


def test_results_by_date_and_as_stories(places: Places) -> None:
    with open_store(places()) as own:
        for sample in (talks(), harbor(), arabic()):
            own.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        by_date = own.search("harbor OR talks", sort="date").rows
        dates = [hit.article.published or hit.article.first_seen.isoformat() for hit in by_date]
        assert dates == sorted(dates, reverse=True)
        assert all(hit.snippet for hit in by_date)
        stories = own.search_stories("harbor").rows
        assert {row.hit.article.id for row in stories} == {hit.article.id for hit in own.search("harbor").rows}
        assert all(row.found == 1 and row.hit.snippet for row in stories)
        first = own.search_stories("type:article", limit=1)
        rest = own.search_stories("type:article", cursor=first.next)
        assert len({row.story.id for row in (*first.rows, *rest.rows)}) == len(own.stories().rows)


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
