"""Lists run along an index and stop when the screen is full: no list sorts or reads the whole store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dateline.store import Store, open_store, search
from dateline.story.joining import join
from eval.load import generate
from tests.factory import NOW

LISTS: dict[str, Callable[[Store], Any]] = {
    "stories": lambda store: store.stories(limit=3),
    "articles": lambda store: store.articles(limit=3),
    "events": lambda store: store.events(limit=3),
    "events, further on": lambda store: store.events(limit=3, cursor=store.events(limit=3).next),
    "events of a type": lambda store: store.events(limit=3, type="CONSULT"),
    "articles that many fit": lambda store: store.search("source:outlet", limit=3),
    "what is found, by date": lambda store: store.search("people toll", limit=3, sort="date"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = open_store(tmp_path_factory.mktemp("plans") / "dateline.db")
    for sample in generate(30):
        opened.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    return opened


@pytest.mark.parametrize("name", LISTS)
def test_a_list_walks_along_an_index(store: Store, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Here more than two are many; it takes thousands before a search walks back from the newest article.
    monkeypatch.setattr(search, "FEW", 2)
    plans = [
        plan for asked, plan in plans_of(store, LISTS[name]) if "articles_fts MATCH" not in asked or "dated" in asked
    ]
    assert plans
    for plan in plans:
        assert "USING" in plan[0], plan
        assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_what_fits_comes_from_the_index_of_words_alone(store: Store) -> None:
    for query in ("toll country:KEN", "(people OR lang:en) -type:ACCUSE", "date:2024-02.."):
        plans = [plan for asked, plan in plans_of(store, partial(Store.facets, query=query)) if "LIMIT" in asked]
        assert [len(plan) for plan in plans] == [1]
        assert "articles_fts VIRTUAL TABLE INDEX" in plans[0][0]


def plans_of(store: Store, ask: Callable[[Store], Any]) -> list[tuple[str, list[str]]]:
    """Ask a store; return what it asked its database with a limit, and how that was looked up."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    ask(store)
    event.remove(store._engine, "before_cursor_execute", note)
    with sqlite3.connect(Path(store.path)) as file:
        return [
            (statement, [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)])
            for statement, parameters in asked
            if "LIMIT" in statement
        ]


def test_the_generated_store_is_in_order_and_always_the_same(store: Store) -> None:
    assert store.check().ok
    assert store.check().counts["events"] > 100
    again = [sample.article.id for sample in generate(30)]
    assert again == [sample.article.id for sample in generate(30)]
    assert any(store.changes(id_) for id_ in again)
