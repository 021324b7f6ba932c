"""Alerts: what is new is told once, by whoever claims it, whatever dies on the way."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dateline.errors import BadInput, NotFound, QueryError
from dateline.model.alert import Alert, Rhythm
from dateline.store import Store, open_store
from dateline.story.joining import join
from dateline.story.leaving import leave
from tests.factory import NOW, Sample, arabic, harbor, plain

AT_ONCE = Rhythm(pace="at-once")
MINUTE = timedelta(minutes=1)
AGAIN = plain(
    "Harbor strike ends\nDockers went back to work on Friday. The strike closed the harbor for nine days, "
    "the port said.",
    url="https://other.example/harbor",
    publisher="Other News",
    published="2024-09-02",
)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


def keep(store: Store, *samples: Sample, at: datetime = NOW) -> None:
    for sample in samples:
        store.add(sample.page, sample.cutting, sample.records, added_at=at, join=join)


def alert(store: Store, query: str = "harbor", *, now: datetime = NOW, **more: Any) -> Alert:
    given: dict[str, Any] = {"channel": "webhook", "recipient": "https://hook.example/", "rhythm": AT_ONCE}
    given |= {"each": "article", "by": "a test", "now": now}
    return store.alerts.add(more.pop("name", query), query, **(given | more))


def tell(store: Store, id: str, now: datetime) -> list[str]:
    """Make, claim and settle a message; return what it told."""
    store.alerts.make(id, now=now)
    claimed = store.alerts.claim(now=now)
    if claimed is None:
        return []
    store.alerts.settle(claimed, sent=True, says="ok", again=None, now=now)
    return list(claimed.delivery.articles)


def test_only_what_comes_after_is_told_and_once(store: Store) -> None:
    keep(store, harbor())
    made = alert(store, now=NOW + MINUTE)
    assert tell(store, made.id, NOW + 2 * MINUTE) == []
    keep(store, AGAIN, arabic(), at=NOW + 3 * MINUTE)
    assert tell(store, made.id, NOW + 4 * MINUTE) == [AGAIN.article.id]
    assert tell(store, made.id, NOW + 5 * MINUTE) == []
    # A later version of what was there, or was told, is nothing new.
    keep(store, harbor(hours=5, more=" Ships are queuing."), at=NOW + timedelta(hours=5))
    assert tell(store, made.id, NOW + timedelta(hours=5, minutes=1)) == []


def test_a_page_that_was_long_on_its_way_is_still_told(store: Store) -> None:
    made = alert(store)
    keep(store, harbor(), at=NOW + 9 * MINUTE)
    assert tell(store, made.id, NOW + 10 * MINUTE) == [harbor().article.id]
    # Stamped before the last look, through after it.
    keep(store, AGAIN, at=NOW + 8 * MINUTE)
    assert tell(store, made.id, NOW + 20 * MINUTE) == [AGAIN.article.id]


def test_a_story_is_told_once_however_it_grows(store: Store) -> None:
    made = alert(store, "", each="story")
    keep(store, harbor(), arabic(), at=NOW + MINUTE)
    assert set(tell(store, made.id, NOW + 2 * MINUTE)) == {harbor().article.id, arabic().article.id}
    keep(store, AGAIN, at=NOW + 3 * MINUTE)
    assert store.joined([AGAIN.article.id])[AGAIN.article.id].story == store.story(harbor().article.id)[0]
    assert tell(store, made.id, NOW + 4 * MINUTE) == []
    # A story that was there before the alert is not new either.
    later = alert(store, "strike", each="story", now=NOW + 2 * MINUTE)
    assert tell(store, later.id, NOW + 4 * MINUTE) == []
    each = alert(store, "strike", name="each", each="article", now=NOW + 2 * MINUTE)
    assert tell(store, each.id, NOW + 4 * MINUTE) == [AGAIN.article.id]


def test_rhythms_are_kept(store: Store) -> None:
    made = alert(store, rhythm=Rhythm(pace="daily", zone="Europe/Oslo"))
    keep(store, harbor(), at=NOW + MINUTE)
    assert store.alerts.due(now=NOW + MINUTE) == ()
    assert store.alerts.make(made.id, now=NOW + MINUTE) is None
    due = datetime(2024, 9, 3, 6, tzinfo=UTC)
    assert store.alerts.get(made.id).due_at == due
    # The machine was off for three days: one message, then the next morning.
    late = due + timedelta(days=3)
    assert store.alerts.due(now=late) == (made.id,)
    assert tell(store, made.id, late) == [harbor().article.id]
    assert store.alerts.get(made.id).due_at == late + timedelta(days=1)


def test_looking_in_vain_writes_nothing(store: Store) -> None:
    made = alert(store)
    before = store.stamp()
    for n in range(20):
        assert store.alerts.make(made.id, now=NOW + n * MINUTE) is None
        assert not store.alerts.waiting(now=NOW + n * MINUTE)
    assert store.stamp() == before


def test_a_message_is_one_senders_until_the_claim_runs_out(store: Store) -> None:
    made = alert(store)
    keep(store, harbor(), at=NOW + MINUTE)
    id = store.alerts.make(made.id, now=NOW + MINUTE)
    first = store.alerts.claim(now=NOW + MINUTE)
    assert first is not None and first.delivery.id == id
    assert store.alerts.claim(now=NOW + 2 * MINUTE) is None, "it is somebody's"
    # The first one died; the next one gets the very same message.
    second = store.alerts.claim(now=NOW + 10 * MINUTE)
    assert second is not None and (second.delivery.id, second.delivery.tries) == (id, 2)
    assert second.delivery.articles == first.delivery.articles
    # The first one was only slow: that it failed says nothing, that it got through does.
    store.alerts.settle(first, sent=False, says="lost", again=None, now=NOW + 11 * MINUTE)
    assert store.alerts.get(made.id).state == "active"
    store.alerts.settle(first, sent=True, says="ok", again=None, now=NOW + 11 * MINUTE)
    assert store.alerts.log(made.id).rows[0].state == "sent"


def test_two_who_look_at_once_make_one_message(store: Store, place: str) -> None:
    made = alert(store)
    keep(
        store, *(plain(f"Harbor news {n}\nIt rained.", url=f"https://a.example/{n}") for n in range(5)), at=NOW + MINUTE
    )
    claimed, together = [], threading.Barrier(4)

    def run() -> None:
        with open_store(place) as mine:
            together.wait()
            for _ in range(5):
                mine.alerts.make(made.id, now=NOW + 2 * MINUTE)
                if (one := mine.alerts.claim(now=NOW + 2 * MINUTE)) is not None:
                    claimed.append(one.delivery.id)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == 1
    (one,) = store.alerts.log(made.id).rows
    assert len(one.articles) == 5


def test_messages_of_an_alert_keep_their_order_and_wait_for_one_another(store: Store) -> None:
    made = alert(store)
    for n, sample in enumerate((harbor(), AGAIN)):
        keep(store, sample, at=NOW + (2 * n + 1) * MINUTE)
        store.alerts.make(made.id, now=NOW + (2 * n + 2) * MINUTE)
    now = NOW + 5 * MINUTE
    first = store.alerts.claim(now=now)
    assert first is not None and first.delivery.articles == (harbor().article.id,)
    store.alerts.settle(first, sent=False, says="busy", again=now + 10 * MINUTE, now=now)
    assert store.alerts.claim(now=now + MINUTE) is None
    again = store.alerts.claim(now=now + 10 * MINUTE)
    assert again is not None and again.delivery.id == first.delivery.id
    store.alerts.settle(again, sent=True, says="ok", again=None, now=now)
    second = store.alerts.claim(now=now + 10 * MINUTE)
    assert second is not None and second.delivery.articles == (AGAIN.article.id,)


def test_one_that_cannot_be_sent_stops_its_alert_and_goes_on_when_told_to(store: Store) -> None:
    made = alert(store)
    keep(store, harbor(), at=NOW + MINUTE)
    store.alerts.make(made.id, now=NOW + MINUTE)
    claimed = store.alerts.claim(now=NOW + MINUTE)
    assert claimed is not None
    store.alerts.settle(claimed, sent=False, says="answered 410 Gone" + "x" * 2000, again=None, now=NOW + MINUTE)
    stopped = store.alerts.get(made.id)
    assert stopped.state == "stopped" and (stopped.reason or "").startswith("answered 410 Gone")
    assert len(stopped.reason or "") <= 500
    keep(store, AGAIN, at=NOW + 2 * MINUTE)
    assert store.alerts.due(now=NOW + 3 * MINUTE) == () and store.alerts.make(made.id, now=NOW + 3 * MINUTE) is None
    store.alerts.resume(made.id, now=NOW + 4 * MINUTE)
    assert tell(store, made.id, NOW + 5 * MINUTE) == [harbor().article.id]
    assert tell(store, made.id, NOW + 5 * MINUTE) == [AGAIN.article.id]


def test_one_may_rest_and_be_removed(store: Store) -> None:
    made = alert(store)
    keep(store, harbor(), at=NOW + MINUTE)
    store.alerts.make(made.id, now=NOW + MINUTE)
    store.alerts.pause("harbor", by="anna")
    assert store.alerts.get("harbor").reason == "paused by anna"
    assert store.alerts.claim(now=NOW + 2 * MINUTE) is None and not store.alerts.waiting(now=NOW + 2 * MINUTE)
    store.alerts.resume("harbor", now=NOW + 3 * MINUTE)
    assert store.alerts.claim(now=NOW + 3 * MINUTE) is not None
    store.alerts.remove("harbor")
    assert store.alerts.all() == ()
    for ask in (store.alerts.get, store.alerts.remove, store.alerts.log):
        with pytest.raises(NotFound):
            ask("harbor")


def test_what_cannot_be_an_alert_is_refused(store: Store) -> None:
    alert(store)
    with pytest.raises(BadInput, match="already"):
        alert(store)
    for channel, recipient in (("mail", "anna"), ("mail", ""), ("webhook", "ftp://a.example"), ("webhook", "")):
        with pytest.raises(BadInput, match="is no"):
            alert(store, name="other", channel=channel, recipient=recipient)
    for query in ("(", 'search:"none"'):
        with pytest.raises(QueryError):
            alert(store, query)
    with pytest.raises(BadInput):
        alert(store, name="a" * 101)
    assert [a.name for a in store.alerts.all()] == ["harbor"]
    assert alert(store, "", name=" ").name == "Everything"


def test_a_saved_search_is_asked_as_it_is_by_then(store: Store) -> None:
    store.save_search("mine", "nothing", by="a test")
    made = alert(store, "search:mine")
    store.save_search("mine", "harbor", by="a test")
    keep(store, harbor(), at=NOW + MINUTE)
    assert tell(store, made.id, NOW + 2 * MINUTE) == [harbor().article.id]
    store.delete_search("mine")
    with pytest.raises(QueryError, match="no saved search"):
        store.alerts.make(made.id, now=NOW + 3 * MINUTE)


def test_preview_says_how_often_it_would_have_been_told(store: Store) -> None:
    week = {"since": NOW - timedelta(days=7), "until": NOW + timedelta(days=1)}
    days = [NOW - timedelta(days=n, minutes=7) for n in (6, 3, 3, 1)]
    for n, day in enumerate(days):
        words = f"Harbor news {n}\nThe {['crane', 'pilot', 'ferry', 'anchor'][n]} came in the night, a person said."
        keep(store, plain(words, url=f"https://a.example/{n}", fetched=day))
    keep(store, plain("Harbor before\nOld news.", url="https://a.example/old", fetched=NOW - timedelta(days=30)))

    def counts(pace: Any, each: Any = "article", query: str = "harbor", **more: Any) -> list[int]:
        found = store.alerts.preview(query, each=each, rhythm=Rhythm(pace=pace, **more), **(week | {}))
        assert [f.at for f in found] == sorted(f.at for f in found)
        return [len(f.articles) for f in found]

    assert counts("at-once") == counts("hourly") == counts("daily") == [1, 2, 1]
    assert counts("weekly", weekday=6) == [3, 1] and counts("on-demand") == [4]
    assert counts("daily", query="nothing") == []
    assert counts("daily", query="date:2023") == []
    with pytest.raises(QueryError):
        counts("daily", query="(")


def test_preview_tells_a_story_once(store: Store) -> None:
    keep(store, harbor())
    grown = plain(AGAIN.page.content, url="https://other.example/h", fetched=NOW + timedelta(hours=30))
    keep(store, grown)

    def counts(each: Any, since: datetime) -> list[int]:
        until = NOW + timedelta(days=5)
        found = store.alerts.preview("strike", each=each, rhythm=AT_ONCE, since=since, until=until)
        return [len(f.articles) for f in found]

    assert counts("article", NOW - MINUTE) == [1, 1] and counts("story", NOW - MINUTE) == [1]
    assert counts("article", NOW + MINUTE) == [1] and counts("story", NOW + MINUTE) == []


def test_an_earlier_version_that_comes_late_is_not_told_again(store: Store) -> None:
    made = alert(store)
    newer = harbor(hours=5, more=" Ships are queuing.")
    keep(store, newer, at=NOW + MINUTE)
    assert tell(store, made.id, NOW + 2 * MINUTE) == [newer.article.id]
    keep(store, harbor(), at=NOW + 3 * MINUTE)
    assert store.row(newer.article.id).story == harbor().article.id, "the chain has another name now"
    assert tell(store, made.id, NOW + 4 * MINUTE) == []
    (one,) = store.alerts.log(made.id).rows
    assert [row.id for row in store.alerts.currently(one.articles).values()] == [newer.article.id]


def test_what_is_deleted_is_told_no_more(store: Store) -> None:
    made = alert(store)
    keep(store, harbor(), AGAIN, at=NOW + MINUTE)
    store.alerts.make(made.id, now=NOW + MINUTE)
    store.delete([harbor().article.id], leave=leave, by="anna", at=NOW + 2 * MINUTE)
    claimed = store.alerts.claim(now=NOW + 2 * MINUTE)
    assert claimed is not None
    assert list(store.alerts.currently(claimed.delivery.articles)) == [AGAIN.article.id]
