"""What is followed: added once, asked by one at a time, kept round by round, all of it or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import BadInput, NotFound, StoreError
from dateline.model.page import Bookmark
from dateline.store import Store, open_store
from dateline.store.following.rounds import CLAIMED, KEPT_ROUNDS, Known, Site
from dateline.store.following.rows import Fetch, Item, Source

NOW = datetime(2030, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def followed(store: Store, url: str = "https://a.example/feed") -> Source:
    return store.following.add(url, at=NOW, title="A", folder="F")[0]


def item(source: Source, guid: str, **told: object) -> Item:
    row = Item(source=source.id, guid=guid, url=f"https://a.example/{guid}", title=guid, published=NOW, said=guid,
               first_seen=NOW, state="waiting")  # fmt: skip
    return replace(row, **told)  # type: ignore[arg-type]


def fetch(**told: object) -> Fetch:
    return replace(Fetch(at=NOW, url="https://a.example/feed", status=200, result="new", new=1), **told)  # type: ignore[arg-type]


def test_an_address_is_followed_once(place: str) -> None:
    with open_store(place) as store:
        first = followed(store)
        assert store.following.add(first.url, at=NOW, title="B") == (first, False)
        assert store.following.source(first.url) == store.following.source(first.id) == first
        assert store.following.remove(first.id) == first
        with pytest.raises(NotFound):
            store.following.source(first.id)
        with pytest.raises(BadInput, match="at most"):
            store.following.add("https://a.example/" + "a" * 3000, at=NOW)
    with open_store(place, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        followed(store)


def test_a_source_is_asked_by_one_at_a_time(place: str) -> None:
    with open_store(place) as store:
        for n in range(5):
            followed(store, f"https://a.example/{n}")

    def take(n: int) -> list[str]:
        taken = []
        with open_store(place) as store:
            while (source := store.following.claim(by=f"p{n}", at=NOW)) is not None:
                taken.append(source.id)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [id for ids in pool.map(take, range(4)) for id in ids]
    assert len(taken) == len(set(taken)) == 5


def test_what_was_taken_is_free_again_in_time_or_once_its_taker_is_gone(place: str) -> None:
    with open_store(place) as store:
        source = followed(store)
        claim = store.following.claim
        assert claim(by="a", at=NOW) == source and claim(by="b", at=NOW) is None
        assert store.following.claimants() == ("a",)
        assert claim(by="b", at=NOW, dead=("a",)) == source
        assert claim(by="c", at=NOW + CLAIMED + HOUR) == source
        store.following.let_go(source.id, by="b")
        assert store.following.claimants() == ("c",)
        store.following.let_go(source.id, by="c")
        store.following.pause(source.id, at=NOW)
        assert claim(by="d", at=NOW + HOUR) is None
        assert claim(by="d", at=NOW, only=source.id) is not None


def test_a_round_is_kept_whole(place: str) -> None:
    with open_store(place) as store:
        source = followed(store)
        known = {source.url: Known(etag='"1"', modified=None, digest="d")}
        store.following.finish(
            source, fetch(), seen=[item(source, "1"), item(source, "2", state="kept")], known=known,
            next_at=NOW + HOUR, every=3600, changes={"kind": "feed"},
        )  # fmt: skip
        after = store.following.source(source.id)
        assert (after.kind, after.new_at, after.strikes, after.next_at) == ("feed", NOW, 0, NOW + HOUR)
        assert store.following.known(source.url) == known[source.url]
        assert [i.guid for i in store.following.waiting(at=NOW, each=9)] == ["1"]
        assert store.following.seen(source, ["1", "2", "3"]).keys() == {"1", "2"}
        assert store.following.said(source, ["1", "x"]) == {"1"}
        store.following.finish(after, fetch(result="failed", error="no", new=0), next_at=NOW, every=60)
        failed = store.following.source(source.id)
        assert (failed.strikes, failed.error, failed.answered_at) == (1, "no", NOW)
        store.following.remove(source.id)
        store.following.finish(after, fetch(), next_at=NOW, every=60)  # removed meanwhile: nothing to keep
        assert store.following.waiting(at=NOW, each=9) == ()
        assert store.check().ok


def test_a_source_that_moves_onto_another_stands_still(place: str) -> None:
    with open_store(place) as store:
        one, other = followed(store), followed(store, "https://b.example/feed")
        store.following.finish(one, fetch(), next_at=NOW, every=60, changes={"url": other.url, "moved_from": one.url})
        after = store.following.source(one.id)
        assert after.paused and after.url == one.url and "followed already" in (after.error or "")


def test_no_source_takes_all_the_turns(place: str) -> None:
    with open_store(place) as store:
        many, few = followed(store), followed(store, "https://b.example/feed")
        store.following.finish(many, fetch(), seen=[item(many, str(n)) for n in range(50)], next_at=NOW, every=60)
        store.following.finish(few, fetch(), seen=[item(few, "x")], next_at=NOW, every=60)
        waiting = store.following.waiting(at=NOW, each=5)
        assert [i.source for i in waiting].count(many.id) == 5 and few.id in {i.source for i in waiting}
        assert [i.guid for i in waiting if i.source == many.id] == ["49", "48", "47", "46", "45"]
        later = item(many, "49", next_at=NOW + HOUR, tries=1)
        store.following.keep_item(later)
        assert "49" not in {i.guid for i in store.following.waiting(at=NOW, each=99)}
        assert store.following.elsewhere(few, ["https://a.example/48"]) == {"https://a.example/48"}


def test_rounds_of_long_ago_are_forgotten(place: str) -> None:
    with open_store(place) as store:
        source = followed(store)
        for at in (NOW, NOW + HOUR, NOW + KEPT_ROUNDS + HOUR * 2):
            store.following.finish(source, fetch(at=at), next_at=NOW, every=60)
        assert [f.at for f in store.following.history(source.id)] == [NOW + KEPT_ROUNDS + HOUR * 2]


def test_days_are_counted_by_source(place: str) -> None:
    with open_store(place) as store:
        source = followed(store)
        seen = [item(source, str(n), first_seen=NOW - n * timedelta(hours=12)) for n in range(4)]
        seen.append(item(source, "p", state="passed"))
        store.following.finish(source, fetch(), seen=seen, next_at=NOW, every=60)
        day = NOW.date()
        assert store.following.days(since=NOW - timedelta(days=9)) == {
            source.id: {day: 1, day - timedelta(days=1): 2, day - timedelta(days=2): 1}
        }
        assert store.following.days_answered(since=NOW - HOUR, named=source.id) == {source.id: {day: 1}}
        assert store.following.states() == {source.id: {"waiting": 4, "passed": 1}}


def test_what_sites_said_and_how_far_archives_were_read_is_kept(place: str) -> None:
    with open_store(place) as store:
        site = Site(site="https://a.example", text="User-agent: *", asked=NOW, failing=None)
        for kept in (site, replace(site, text="", failing=NOW)):
            store.following.keep_site(kept)
            assert store.following.site(site.site) == kept
        store.following.keep_resting("a.example", (NOW, 2))
        assert store.following.resting() == {"a.example": (NOW, 2)}
        store.following.keep_resting("a.example", None)
        assert store.following.resting() == {}
        half = Bookmark(offset=10**12, skip=5, record=7)
        store.following.keep_place("/a.warc.gz", "head", half, at=NOW)
        assert store.following.place("/a.warc.gz", "head") == half
        assert store.following.place("/a.warc.gz", "other") is None
        store.following.keep_place("/a.warc.gz", "head", None, at=NOW)
        assert store.following.place("/a.warc.gz", "head") is None


def test_an_item_is_fetched_by_one_at_a_time(place: str) -> None:
    with open_store(place) as store:
        source = followed(store)
        store.following.finish(source, fetch(), seen=[item(source, "1")], next_at=NOW, every=60)
        (one,) = store.following.waiting(at=NOW, each=9)
        take = store.following.take
        assert take(one, by="h/1", at=NOW) and not take(one, by="h/2", at=NOW)
        assert store.following.waiting(at=NOW, each=9) == () and store.following.claimants() == ("h/1",)
        assert [i.guid for i in store.following.waiting(at=NOW, each=9, dead=["h/1"])] == ["1"]
        assert take(one, by="h/2", at=NOW, dead=["h/1"]) and not take(one, by="h/3", at=NOW, dead=["h/1"])
        assert take(one, by="h/3", at=NOW + CLAIMED + HOUR)
        store.following.keep_item(one)
        assert store.following.waiting(at=NOW, each=9) == (one,) and store.following.claimants() == ()
