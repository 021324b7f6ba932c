"""What is kept for a page is forgotten once anybody writes to the store."""

from __future__ import annotations

from pathlib import Path

from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.views.memo import Memo
from tests.factory import NOW, arabic, talks


def test_a_page_is_made_once_until_the_store_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def count(store: Store, name: str) -> int:
        made.append(name)
        return len(store.stories().rows)

    with open_store(tmp_path / "d.db") as store, open_store(tmp_path / "d.db") as other:
        memo = Memo(store, most=2)
        assert [memo(count, "a"), memo(count, "a"), memo(count, "b")] == [0, 0, 0]
        assert made == ["a", "b"]
        for n, sample in enumerate((talks(), arabic()), 1):
            other.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
            assert memo(count, "a") == n
        memo(count, "b"), memo(count, "c")
        made.clear()
        assert memo(count, "a") == 2
        assert made == ["a"]
