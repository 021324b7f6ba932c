"""What a rule lets go: what is old, unless people have judged or noted it, its story, or an older version of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import BadInput
from dateline.model.story import Judgement
from dateline.retaining import BY, Rule, overdue, retain
from dateline.store import Store, open_store
from dateline.story.joining import join
from tests.factory import NOW, arabic, harbor, plain, talks

LATER = datetime(2024, 12, 1, tzinfo=UTC)
YOUNG = plain("Snow at last\nIt snowed in the hills on Saturday.", published="2024-11-29", url="https://hill.example/1")
OLD = [talks(), arabic(), harbor(), harbor(hours=5, more=" Ships are queuing outside.")]


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        for sample in (*OLD, YOUNG):
            opened.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        yield opened


def note(store: Store, target: str) -> None:
    store.judge(Judgement(id=f"n-{target[:8]}", target=target, verdict="note", by="Ada", at=NOW, note="keep"))


def test_what_is_old_goes_with_its_versions(store: Store) -> None:
    rule = Rule(days=30)
    assert set(overdue(store, rule, at=LATER)) == {OLD[0].article.id, OLD[1].article.id, OLD[3].article.id}
    gone = retain(store, rule, at=LATER)
    assert {g.id for g in gone.articles} == {s.article.id for s in OLD}
    assert [row.id for row in store.articles().rows] == [YOUNG.article.id]
    assert {s.by for s in store.tombstones().rows} == {BY}
    assert retain(store, rule, at=LATER).articles == ()
    assert store.check().ok


def test_what_people_judged_or_noted_stays(store: Store) -> None:
    note(store, OLD[1].article.id)
    note(store, OLD[2].article.id)
    quote = OLD[0].records[0].quotes[0].id
    store.judge(Judgement(id="j", target=quote, verdict="accept", by="Ada", at=NOW))
    assert overdue(store, Rule(days=30), at=LATER) == []
    assert overdue(store, Rule(days=30, unless=("noted",)), at=LATER) == [OLD[0].article.id]
    only_judged = set(overdue(store, Rule(days=30, unless=("judged",)), at=LATER))
    assert only_judged == {OLD[1].article.id, OLD[3].article.id}, "a note on an older version counts for the newest"


def test_a_note_on_one_story_keeps_no_other(store: Store) -> None:
    note(store, store.story(OLD[1].article.id)[0])
    assert set(overdue(store, Rule(days=30), at=LATER)) == {OLD[0].article.id, OLD[3].article.id}


def test_what_a_search_finds_stays(store: Store) -> None:
    store.save_search("strike", "dockers", by="Ada")
    left = set(overdue(store, Rule(days=30, search='search:"strike" OR solberg'), at=LATER))
    assert left == {OLD[1].article.id}


def test_the_day_counts_not_the_hour_it_came(store: Store) -> None:
    assert overdue(store, Rule(days=1), at=datetime(2024, 11, 30, tzinfo=UTC) + timedelta(hours=1))
    assert YOUNG.article.id not in overdue(store, Rule(days=1), at=datetime(2024, 11, 29, 12, tzinfo=UTC))
    with pytest.raises(BadInput, match="pretty"):
        overdue(store, Rule(days=1, unless=("pretty",)), at=LATER)
