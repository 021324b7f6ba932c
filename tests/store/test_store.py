"""What goes in comes out; nothing twice; all or nothing; and the database itself holds evidence to its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dateline.errors import EvidenceError, NotFound, StoreError
from dateline.model.article import Cutting
from dateline.model.changes import changes
from dateline.model.record import Record
from dateline.model.span import Evidence, Span, Text
from dateline.store import Added, ArticleRow, Store, open_store
from dateline.store.engine import writing
from tests.conftest import Places
from tests.factory import NOW, Sample, arabic, plain, talks


@pytest.fixture
def place(places: Places) -> str:
    return places()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


def add(store: Store, sample: Sample) -> Added:
    return store.add(sample.page, sample.cutting, sample.records, added_at=NOW)


def dump(place: str) -> dict[str, list[Any]]:
    """Return all the store says, with ids for keys, so that two stores can be compared."""
    with open_store(place, read_only=True) as opened:
        ids = sorted(version.id for r in opened.records() for version in opened.versions(r.article.id))
        rows = [opened.article(id_) for id_ in ids]
        kinds = ("articles", "quotes", "figures", "events", "entities", "places", "times", "mentions")
        said = {k: sorted(opened.export(k), key=lambda r: (r["article"], r.get("id", ""))) for k in kinds}
        stored = [
            (r.record, r.first_seen, r.story, r.current, r.superseded_by, opened.changes(r.article.id)) for r in rows
        ]
        return {"stored": stored, **said}


def count(store: Store, table: str) -> int:
    with store._engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def do(store: Store, sql: str, **given: Any) -> None:
    """Write to the store past all that guards it but the database itself."""
    with writing(store._engine) as connection:
        connection.execute(text(sql), given)


def test_what_goes_in_comes_out_equal(store: Store) -> None:
    for sample in (talks(), arabic()):
        assert add(store, sample).new
        stored = store.article(sample.article.id)
        assert stored.record == sample.records[0]
        assert stored.dropped == sample.cutting.dropped
        assert stored.page_url == sample.page.url
        assert store.page(sample.page.digest) == sample.page


def test_a_record_read_back_has_the_same_ids_and_evidence_that_holds(store: Store) -> None:
    sample = talks()
    add(store, sample)
    record = store.article(sample.article.id).record
    assert [s.id for s in record.statements()] == [s.id for s in sample.records[0].statements()]
    assert all(e.holds_in(record.article.text) for s in record.statements() for e in s.evidence)


def test_adding_twice_changes_nothing(store: Store, place: str) -> None:
    sample = talks()
    first = add(store, sample)
    before = dump(place)
    again = store.add(sample.page, sample.cutting, sample.records, added_at=NOW + timedelta(days=3))
    later = replace(sample.page, fetched=NOW + timedelta(days=1))
    seen_later = store.add(later, sample.cutting, sample.records, added_at=NOW + timedelta(days=1))
    assert (first.new, again.new, seen_later.new) == (True, False, False)
    assert (again.articles, again.statements) == (first.articles, first.statements) == (1, count(store, "statements"))
    assert dump(place) == before


def test_the_order_of_adding_does_not_matter(places: Places) -> None:
    url = "https://news.example/world/talks"
    newer = plain(
        "Ministers meet in Geneva as toll passes 130\nThe ministers met again.",
        url=url,
        fetched=NOW + timedelta(hours=2),
    )
    newest = plain(
        "Ministers meet in Geneva as toll passes 140\nThe ministers met again.",
        url=url,
        fetched=NOW + timedelta(hours=4),
    )
    samples = [talks(), arabic(), newer, newest]
    dumps = []
    for n, order in enumerate(permutations(samples)):
        place = places()
        with open_store(place) as store:
            for sample in order:
                add(store, sample)
        dumps.append(dump(place))
        if n == 5:
            break
    assert all(d == dumps[0] for d in dumps)


def test_a_changed_page_supersedes_the_old_one_and_stays_the_same_story(store: Store) -> None:
    url = "https://news.example/a"
    old = plain("Dam holds after heavy rain\nThe dam near the old town held, engineers said on Monday.", url=url)
    new = plain(
        "Dam holds after heavy rain\nThe dam near the old town held, engineers said on Monday. A crack was found.",
        url=url,
        fetched=NOW + timedelta(hours=1),
    )
    add(store, old)
    add(store, new)
    head, before = store.article(new.article.id), store.article(old.article.id)
    assert head.article.supersedes == old.article.id
    assert (before.superseded_by, before.current, head.current) == (new.article.id, False, True)
    assert [row.id for row in store.articles(kind="article").rows] == [new.article.id]
    assert head.story == before.story == old.article.id
    for id_ in (old.article.id, new.article.id):
        assert [v.id for v in store.versions(id_)] == [new.article.id, old.article.id]


def versions(number: int) -> list[Sample]:
    """Return versions of one article, each an hour younger than the one before."""
    return [
        plain(
            f"Dam holds after heavy rain\nThe dam near the old town held, they said on Monday. {n} cracks were found.",
            url="https://news.example/dam",
            fetched=NOW + timedelta(hours=n),
        )
        for n in range(number)
    ]


def test_what_changed_is_kept_with_the_version_that_changed_it(store: Store) -> None:
    old, new = versions(2)
    add(store, new)
    assert store.changes(new.article.id) == ()
    add(store, old)
    assert store.changes(old.article.id) == ()
    found = store.changes(new.article.id)
    before, after = old.article.text.content, new.article.text.content
    assert found == changes(before, after)
    assert [c.old.of(before) for c in found if c.kind == "removed" and c.old] == ["0"]
    assert [c.new.of(after) for c in found if c.kind == "added" and c.new] == ["1"]
    assert store.check().ok


def test_changes_are_worked_out_once_and_follow_a_version_that_comes_between(store: Store) -> None:
    first, second, third = versions(3)
    add(store, first)
    add(store, third)
    assert store.changes(third.article.id) == changes(first.article.text.content, third.article.text.content)
    add(store, second)
    assert store.changes(third.article.id) == changes(second.article.text.content, third.article.text.content)
    do(store, "UPDATE changes SET kept = '[]' WHERE before = :id", id=first.article.id)
    assert store.check().ok  # nothing in common is a poor diff, but a true one
    fewer = replace(third.records[0], reader="rules-2")
    store.add(third.page, third.cutting, [fewer], added_at=NOW)
    assert {c.kind for c in store.changes(second.article.id)} == {"removed", "added"}
    assert store.changes(third.article.id) == changes(second.article.text.content, third.article.text.content)
    assert count(store, "changes") == 2


def test_a_diff_that_does_not_read_back_is_found(store: Store) -> None:
    for sample in versions(2):
        add(store, sample)
    do(store, "UPDATE changes SET kept = '[[0, 1, 5]]'")
    assert "do not read back" in store.check().problems[0]
    do(store, "DELETE FROM changes")
    assert "missing" in store.check().problems[0]


def test_another_article_at_the_same_address_replaces_nothing(store: Store) -> None:
    url = "https://news.example/"
    add(store, plain("Dam holds\nEngineers praised the dam near the old town.", url=url))
    add(store, plain("Team wins cup\nFans sang all night long.", url=url, fetched=NOW + timedelta(hours=1)))
    assert len(store.articles(kind="article").rows) == 2


def test_a_page_read_anew_keeps_what_is_said_again_and_drops_the_rest(store: Store) -> None:
    sample = talks()
    add(store, sample)
    fewer = replace(sample.records[0], figures=sample.records[0].figures[:1], reader="rules-2")
    assert store.add(sample.page, sample.cutting, [fewer], added_at=NOW).new
    assert store.article(sample.article.id).record == fewer
    assert count(store, "figures") == 1
    assert store.check().ok


def test_an_article_without_a_record_and_a_page_without_an_article_are_kept(store: Store) -> None:
    sample = talks()
    store.add(sample.page, sample.cutting, [], added_at=NOW)
    assert store.article(sample.article.id).record == Record(article=sample.article)
    bare = plain("x\ny", url="https://news.example/empty").page
    none = Cutting(page_text=Text.from_str(bare.content), articles=(), reason="only links")
    assert store.add(bare, none, [], added_at=NOW) == Added(new=True, articles=0, statements=0)
    assert store.page(bare.digest) == bare


def test_a_page_fails_as_a_whole(store: Store) -> None:
    sample = talks()
    add(store, arabic())
    before = {
        table: count(store, table) for table in ("texts", "pages", "articles", "statements", "evidence", "quotes")
    }
    last = sample.records[0].events[-1]
    wrong = Evidence(last.evidence[0].text_id, last.evidence[0].span, "X" * len(last.evidence[0].exact))
    events = (*sample.records[0].events[:-1], replace(last, evidence=(wrong,)))
    with pytest.raises(EvidenceError, match="read back"):
        store.add(sample.page, sample.cutting, [replace(sample.records[0], events=events)], added_at=NOW)
    assert {table: count(store, table) for table in before} == before
    assert add(store, sample).new


@pytest.mark.parametrize("table", ["evidence", "front_evidence"])
def test_the_database_itself_refuses_evidence_that_does_not_read_back(store: Store, table: str) -> None:
    add(store, talks())
    owner = "statement" if table == "evidence" else "front"
    with writing(store._engine) as connection:
        asked = f'SELECT {owner}, text, start, "end", exact FROM {table} WHERE start > 0'
        key, content, start, end, exact = connection.execute(text(asked)).all()[0]
        insert = text(f'INSERT INTO {table} ({owner}, n, text, start, "end", exact) VALUES (:o, 99, :t, :s, :e, :x)')
        names = ("o", "t", "s", "e", "x")
        bad = [
            (key, content, start, end, exact[:-1] + "¤"),
            (key, content, start, end + 1, exact),
            (key, content, start + 1, end + 1, exact),
            (key, content, start, start, ""),
            (key, content, -1, 0, " "),
            (key, content, 10**6, 10**6 + 3, "abc"),
            (key, 10**6, start, end, exact),
        ]
        refused: list[tuple[Any, dict[str, Any], str]] = [
            (insert, dict(zip(names, row, strict=True)), "does not read back") for row in bad
        ]
        shout = text(f"UPDATE {table} SET exact = upper(exact) || '!' WHERE {owner} = {key}")
        refused += [
            (shout, {}, "does not read back"),
            (text("UPDATE texts SET content = 'other'"), {}, "never changes"),
        ]
        for statement, given, says in refused:
            with pytest.raises(IntegrityError, match=says), connection.begin_nested():
                connection.execute(statement, given)
        connection.execute(insert, dict(zip(names, (key, content, start, end, exact), strict=True)))
        connection.rollback()


def test_spans_beside_the_evidence_stay_inside_the_text(store: Store) -> None:
    sample = talks()
    beyond = Span(10**6, 10**6 + 1)
    quotes = (replace(sample.records[0].quotes[0], source=beyond), *sample.records[0].quotes[1:])
    with pytest.raises(EvidenceError, match="reaches past"):
        store.add(sample.page, sample.cutting, [replace(sample.records[0], quotes=quotes)], added_at=NOW)


def test_what_does_not_belong_together_is_refused(store: Store) -> None:
    one, other = talks(), arabic()
    with pytest.raises(StoreError, match="does not hold"):
        store.add(one.page, one.cutting, other.records, added_at=NOW)
    with pytest.raises(StoreError, match="another page"):
        store.add(one.page, other.cutting, [], added_at=NOW)
    with pytest.raises(StoreError, match="time zone"):
        store.add(one.page, one.cutting, [], added_at=NOW.replace(tzinfo=None))


def test_what_is_not_there_is_said_to_be_not_there(store: Store) -> None:
    for ask in (store.article, store.story, store.page, store.changes):
        with pytest.raises(NotFound):
            ask("nothing")
    assert list(store.records(["nothing"])) == []


def test_rows_are_given_together_as_they_are_one_by_one(store: Store) -> None:
    ids = []
    for sample in (talks(), arabic()):
        add(store, sample)
        ids.append(sample.article.id)
    assert store.rows([*ids, "nothing"]) == {id_: store.row(id_) for id_ in ids}


def test_two_who_opened_one_store_see_each_other(store: Store, place: str) -> None:
    with open_store(place) as other, open_store(place, read_only=True) as reader:
        add(store, talks())
        add(other, arabic())
        assert len(reader.articles().rows) == 2
        with pytest.raises(StoreError, match="read-only"):
            add(reader, talks())


def test_lists_go_on_where_they_stopped(store: Store) -> None:
    for n in range(7):
        add(
            store, plain(f"Headline {n}\nBody {n}.", url=f"https://news.example/{n}", published=f"2024-08-0{n % 3 + 1}")
        )
    seen: list[ArticleRow] = []
    cursor = None
    while True:
        page = store.articles(limit=3, cursor=cursor, kind="article")
        seen += page.rows
        cursor = page.next
        if cursor is None:
            break
    assert len({row.id for row in seen}) == len(seen) == 7
    assert [row.published for row in seen] == sorted((row.published for row in seen if row.published), reverse=True)


def test_a_row_shows_what_a_list_needs(store: Store) -> None:
    sample = talks()
    add(store, sample)
    (row,) = store.articles(kind="article").rows
    assert (row.headline, row.publisher, row.agency) == (
        "Ministers of Kenya and Norway meet in Geneva as flood toll passes 120",
        "The Morning Ledger",
        "Harbor Wire",
    )
    assert row.opening is not None
    assert row.opening.of(row.text.content).startswith("The foreign ministers of Kenya and Norway met")
    assert set(row.countries) == {"KEN", "NOR", "CHE"}
    assert row.counts["event"] == 3


def test_events_are_listed_with_their_sides_and_their_article(store: Store) -> None:
    add(store, talks())
    rows = store.events(limit=2).rows + store.events(limit=2, cursor=store.events(limit=2).next).rows
    assert rows[0].event.type == "CONSULT"
    assert sorted(r.event.type for r in rows) == ["ACCUSE", "CONSULT", "COOPERATE"]
    assert [(p.side, p.name, p.code) for p in rows[0].parties] == [
        ("actor", "Kenya", "KEN"),
        ("actor", "Norway", "NOR"),
    ]
    assert [r.event.type for r in store.events(type="ACCUSE").rows] == ["ACCUSE"]


def test_an_export_carries_its_source_and_its_exact_words(store: Store) -> None:
    sample = talks()
    add(store, sample)
    text = sample.article.text.content
    for kind in ("quotes", "figures", "events", "entities", "places", "times", "mentions"):
        rows = list(store.export(kind))
        assert len(rows) == len(getattr(sample.records[0], kind))
        for row in rows:
            assert text[row["char_start"] : row["char_end"]] == row["quote_exact"]
            assert row["source_url"] == sample.page.url
            assert "sha256:" + row["text_sha256"] == sample.article.text.id
    assert [row["text"] for row in store.export("articles")] == [text]


def test_a_check_finds_what_went_round_the_guards(store: Store) -> None:
    add(store, talks())
    assert store.check().ok
    assert store.check().counts["articles"] == 1
    of = " ON texts" if store._engine.dialect.name == "postgresql" else ""
    do(store, f"DROP TRIGGER texts_never_change{of}")
    do(store, "UPDATE texts SET content = 'x' || content")
    assert any("read back" in problem for problem in store.check().problems)
