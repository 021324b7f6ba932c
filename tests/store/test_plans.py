"""Lists run along an index and stop when the screen is full: no list sorts or reads the whole store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dateline.store import Store, open_store
from dateline.story.joining import join
from eval.load import generate
from tests.factory import NOW

LISTS: dict[str, Callable[[Store], Any]] = {
    "stories": lambda store: store.stories(limit=3),
    "articles": lambda store: store.articles(limit=3),
    "events": lambda store: store.events(limit=3),
    "events, further on": lambda store: store.events(limit=3, cursor=store.events(limit=3).next),
    "events of a type": lambda store: store.events(limit=3, type="CONSULT"),
    "articles of a source": lambda store: store.search("source:outlet", limit=3),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    opened = open_store(tmp_path_factory.mktemp("plans") / "dateline.db")
    for sample in generate(30):
        opened.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
    return opened


@pytest.mark.parametrize("name", LISTS)
def test_a_list_walks_along_an_index(store: Store, name: str) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    assert LISTS[name](store).rows
    event.remove(store._engine, "before_cursor_execute", note)
    lists = [(s, p) for s, p in asked if "LIMIT" in s]
    assert lists
    with sqlite3.connect(Path(store.path)) as file:
        for statement, parameters in lists:
            plan = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            assert "USING" in plan[0], plan
            assert not [step for step in plan if "TEMP B-TREE" in step], plan


def test_the_generated_store_is_in_order_and_always_the_same(store: Store) -> None:
    assert store.check().ok
    assert store.check().counts["events"] > 100
    again = [sample.article.id for sample in generate(30)]
    assert again == [sample.article.id for sample in generate(30)]
    assert any(store.changes(id_) for id_ in again)
