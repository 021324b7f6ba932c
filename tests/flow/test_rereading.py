"""Pages read again: nothing that is the same is written, what differs is said, and what people decided stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

import pytest

from dateline.flow import add_pages, now, read_pages
from dateline.model.page import Page
from dateline.model.rereading import tally_of
from dateline.model.story import Judgement, Verdict
from dateline.record.reading import Reading
from dateline.rereading import READER, found_by, reread, to_read
from dateline.store import Store, open_store
from dateline.working import Apart, Asked, run_adding, run_rereading, start_rereading
from tests.factory import talks
from tests.store.rows_of_store import rows

PAGES = [
    Page(
        id="ferry",
        url="https://skerra.example/ferry",
        fetched=now(),
        content=(
            "Ferry to Skerra stops for a week\n\n"
            "PORT VENNEL, Aug 26 (Harbor Wire) - The ferry to Denmark will not sail, Transport Minister Anna "
            'Holm said on Monday. "Nobody sails with a crack in the hull," Holm told reporters in Oslo.\n\n'
            "At least 40 farmers met officials of Norway in Bergen and demanded a ship."
        ),
    ),
    Page(
        id="bridge",
        url="https://vennel.example/bridge",
        fetched=now(),
        content=(
            "Bridge opens\n\nOSLO, Aug 27 (Harbor Wire) - Norway opened a bridge of 900 meters on Tuesday. "
            'Prime Minister Olav Brekke said that it cost $40 million. "We waited for thirty years," he said.'
        ),
    ),
]
UNSURE = partial(read_pages, how=Reading(least_confidence=1.0))


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        assert all(not isinstance(added, Exception) for added in add_pages(opened, PAGES))
        yield opened


def judged(store: Store, verdict: Verdict, statement: str, **more: str) -> Judgement:
    at = now()
    return store.judge(
        Judgement(id=f"{verdict}-{statement[:6]}", target=statement, verdict=verdict, by="Ada", at=at, **more)
    )


def test_what_is_read_the_same_is_not_written(store: Store) -> None:
    before, stamp = rows(store.where), store.stamp()
    done = list(reread(store, store.page_digests()))
    assert [d.changed for d in done] == [False, False]
    assert store.stamp() == stamp
    assert rows(store.where) == before


def test_there_and_back_is_where_it_was(store: Store) -> None:
    before = rows(store.where)
    there = list(reread(store, store.page_digests(), read=UNSURE))
    assert all(d.changed for d in there)
    assert tally_of(x for d in there for x in d.diffs)["quote gone"] >= 2
    assert [d.changed for d in reread(store, store.page_digests(), read=UNSURE)] == [False, False]
    assert all(d.changed for d in reread(store, store.page_digests()))
    after = rows(store.where)
    across = {"groups", "group_words", "placings", "links"}
    assert {t: r for t, r in after.items() if t not in across} == {t: r for t, r in before.items() if t not in across}
    assert store.check().ok


def test_a_dry_run_says_the_same_and_writes_nothing(store: Store) -> None:
    stamp = store.stamp()
    dry = list(reread(store, store.page_digests(), read=UNSURE, dry_run=True))
    assert store.stamp() == stamp
    assert dry == list(reread(store, store.page_digests(), read=UNSURE))


def test_what_people_decided_stays(store: Store) -> None:
    article = store.article(found_by(store, "ferry")[0])
    quote = next(q for q in article.record.quotes if q.manner == "direct")
    figure = article.record.figures[0]
    other = next(q for q in article.record.quotes if q.id != quote.id)
    judged(store, "correct", quote.id, value=json.dumps({"manner": "mixed"}))
    judged(store, "reject", other.id)
    judged(store, "accept", figure.id)
    done = next(d for d in reread(store, store.page_digests(), read=UNSURE) if "ferry" in d.name)
    stranded = {(s.verdict, s.kind) for diff in done.diffs for s in diff.stranded}
    assert stranded == {("correct", "quote"), ("reject", "quote")}
    again = store.article(article.article.id)
    assert [s.judgement.verdict for s in again.rulings.standing.values()].count("correct") == 1
    assert [q.kind for q in again.rulings.kept] == ["quote"], "what was corrected is kept, and still corrected"
    list(reread(store, store.page_digests()))
    standing = store.article(article.article.id).rulings.standing
    assert {standing[quote.id].judgement.verdict, standing[other.id].judgement.verdict} == {"correct", "reject"}


def test_only_what_another_version_read_is_read_again(store: Store) -> None:
    assert to_read(store) == []
    sample = talks()
    store.add(sample.page, sample.cutting, sample.records, added_at=now())
    assert store.readers() == {READER: 2, "rules-1": 1}
    assert to_read(store) == [sample.page.digest]
    assert to_read(store, articles=[sample.article.id]) == [sample.page.digest]
    assert to_read(store, search="bridge") == [PAGES[1].digest]
    assert len(to_read(store, every=True)) == 3


def test_a_run_that_was_interrupted_goes_on(store: Store) -> None:
    asked = Asked(every=True)
    job, pages = start_rereading(store, asked, by="Ada")

    class Stopped(Exception):
        pass

    def stops(done: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        run_rereading(store, job, pages, read=UNSURE, seen=stops)
    assert store.job(job.id).done == 1
    store.end_job(job.id, "interrupted", at=now())
    again, left = start_rereading(store, asked, by="Ada")
    assert (again.id, again.done, left) == (job.id, 1, pages[1:])
    done = run_rereading(store, again, left, read=UNSURE)
    assert (done.state, done.done, done.tally["changed"]) == ("done", 2, 2)
    assert [i.name for i in store.job_items(job.id).rows] == [p.url for p in PAGES]
    anew, left = start_rereading(store, asked, by="Ada", anew=True)
    assert anew.id != job.id and left == pages


def test_pages_are_added_apart_and_what_each_came_to_is_kept(store: Store) -> None:
    fresh = Page(id="new", url="https://new.example/1", content="Rain\n\nIt rained in Oslo on Monday, Norway said.")
    job = store.start_job("add", {}, by="Ada", at=now())
    apart = Apart(Reading())
    done = run_adding(store, job, [PAGES[0], fresh], read=apart.read)
    apart.close()
    assert not apart.runs
    assert (done.state, done.done, done.tally) == ("done", 2, {"known": 1, "done": 1})
    assert [(i.name, i.state) for i in store.job_items(job.id).rows] == [
        ("https://skerra.example/ferry", "known"),
        ("https://new.example/1", "done"),
    ]


def test_a_canceled_job_stops_before_its_next_page(store: Store) -> None:
    job = store.start_job("add", {}, by="Ada", at=now())
    store.cancel_job(job.id, at=now())
    assert run_adding(store, job, PAGES, read=read_pages).state == "canceled"
    assert store.job(job.id).done == 1
