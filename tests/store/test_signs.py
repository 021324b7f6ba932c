"""Signs of life: the counts, the revision, and a text by its id."""

import pytest
from sqlalchemy import text

from dateline.errors import NotFound, StoreError
from dateline.store import open_store
from dateline.store.engine import writing
from dateline.story.joining import join
from tests.factory import NOW, talks


def test_counts_and_texts(place: str) -> None:
    with open_store(place) as store:
        assert set(store.counts().values()) == {0}
        store.check_ready()
        sample = talks()
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join)
        counts = store.counts()
        assert (counts["pages"], counts["articles"], counts["stories"]) == (1, len(sample.cutting.articles), 1)
        assert counts["identities"] > 1
        assert store.text(sample.article.text.id) == sample.article.text
        with pytest.raises(NotFound):
            store.text("sha256:none")


def test_vitals_say_when_the_last_page_came_and_how_much_room_is_left(place: str) -> None:
    with open_store(place) as store:
        assert store.vitals(now=NOW).newest is None
        sample = talks()
        store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
        vitals = store.vitals(now=NOW)
        assert vitals.newest == NOW
        assert vitals.bytes > 2**16
        assert (vitals.free is not None) == (store.folder is not None), "who lies elsewhere says nothing of room"
        assert set(vitals.due.values()) == {None}


def test_another_revision_is_not_ready(place: str) -> None:
    with open_store(place) as store:
        with writing(store._engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        with pytest.raises(StoreError, match="revision 0000"):
            store.check_ready()
