"""Texts longer than an index of PostgreSQL takes are kept, found and deleted like others, in both databases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from dateline.errors import BadInput
from dateline.model.page import Bookmark
from dateline.store import open_store
from dateline.store.following.rounds import Known
from dateline.store.moving import move
from dateline.story.deciding import rejoin
from dateline.story.joining import join
from dateline.story.leaving import leave
from tests.conftest import Places
from tests.factory import NOW, Maker, Sample, plain
from tests.store.rows_of_store import rows
from tests.store.test_following import fetch, followed, item


def long(seed: int, *, length: int = 9_000, letters: str = "abcdefghijklmnopqrstuvwxyz0123456789") -> str:
    """Return letters that cannot be packed: PostgreSQL packs what repeats before it measures it."""
    return "".join(random.Random(seed).choices(letters, k=length))


def made(url: str) -> Sample:
    """Return an article whose names, words, address and source are all long."""
    names = [f"Zo{long(n, letters='abcdefghijklmnopqrstuvwxyzאבגדהוזחטי')} Abara" for n in range(3)]
    sample = plain(
        f"{long(3)} {names[0]}\n"
        f"The minister {names[0]} told {names[1]}: “No.” {long(4)} boats in {names[2]} on {long(5)}.",
        url=f"{url}/{long(6)}",
        publisher=f"The {long(7)}",
        published="2024-09-01",
    )
    m = Maker(sample.article)
    m.entity("e1", names[0], "person", country="NOR", aliases=(names[0].upper(), long(8)), role=long(9))
    m.entity("e2", names[1], "organization")
    m.place(names[2], 3143244, "NOR", name=names[2])
    m.time(long(5), long(10))
    m.quote("direct", f"The minister {names[0]}", "told", "“No.”", speaker="e1")
    m.figure(long(4), 3, 3, measure=f"thing:{long(11)}", unit=long(12))
    m.event("CONSULT", "told", [m.party(names[0], "NOR", "e1")], [m.party(names[1], None, "e2")])
    return Sample(sample.page, sample.cutting, (m.record(),))


def test_long_names_words_and_addresses_are_kept_found_and_deleted(places: Places) -> None:
    place = places()
    one, other = made("https://one.example"), made("https://other.example")
    with open_store(place) as store:
        for sample in (one, other):
            assert store.add(sample.page, sample.cutting, sample.records, added_at=NOW, join=join).new
        assert store.article(one.article.id).record == one.records[0]
        assert len(store.search(long(3)[:400] + "*", now=NOW).rows) == 2
        assert len(store.stories().rows) == 1
        assert len(store.story(one.article.id)[1]) == 2
        with store.remembering() as memory:
            rejoin(memory)
        assert store.check().ok
    back = places()
    move(place, back)
    assert rows(back) == rows(place)
    with open_store(place) as store:
        store.delete([one.article.id, other.article.id], leave=leave, by="Ada", at=NOW)
        assert not store.add(one.page, one.cutting, one.records, added_at=NOW, join=join).new
        assert store.tombstones().rows[0].url


def test_long_addresses_are_followed_or_refused(place: str) -> None:
    with open_store(place) as store:
        source, url = followed(store), f"https://a.example/{long(1)}"
        with pytest.raises(BadInput, match="at most 2000"):
            store.following.add(url, at=NOW)
        assert store.following.add(f"https://a.example/{long(2, length=1900)}", at=NOW)[1]
        seen = [item(source, f"{n}", url=f"{url}/{n}", title=long(n)) for n in range(2)]
        known = {url: Known(etag=long(3), modified=None, digest="d")}
        store.following.finish(
            source, fetch(url=url), seen=seen, known=known, next_at=NOW, every=60, changes={"url": url}
        )
        assert store.following.source(source.id).url == source.url
        assert store.following.elsewhere(followed(store, "https://b.example/feed"), [f"{url}/1"]) == {f"{url}/1"}
        store.following.keep_item(replace(seen[0], next_at=NOW + timedelta(hours=1), tries=1))
        place_in = Bookmark(offset=1, skip=2, record=3)
        store.following.keep_place(f"/{long(4)}.warc.gz", "head", place_in, at=NOW)
        assert store.following.place(f"/{long(4)}.warc.gz", "head") == place_in
        store.following.keep_place(f"/{long(4)}.warc.gz", "head", None, at=NOW)
        assert store.following.place(f"/{long(4)}.warc.gz", "head") is None
        assert store.check().ok
