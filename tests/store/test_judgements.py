"""What people decide is kept for good: in the order of time, undone and done again, whatever is read anew."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import BadInput, NotFound, QueryError
from dateline.model.article import Cutting
from dateline.model.record import Record
from dateline.model.review import VERDICTS, judged_of, on_each, undone
from dateline.model.ruled import ruled
from dateline.model.statement import Figure
from dateline.model.story import Judgement, Verdict
from dateline.store import Store, open_store
from dateline.views.told import told_of
from tests.factory import NOW, Maker, Sample, arabic, cutting_of, page_of, talks

PARTS = (
    ("headline", "Ferry sinks off Kilindo"),
    ("paragraph", "At least 12 people died, the harbor office said."),
    ("paragraph", "Some 40 were pulled from the water, and three cranes were lost."),
)


def ferry(*figures: tuple[str, float, str], skip: int = 0) -> Sample:
    """Return a page on a ferry with these figures; `skip` leaves out the first blocks, as another cutting would."""
    page = page_of(PARTS, url="https://coast.example/ferry")
    parts = [("navigation", words) if n < skip else (role, words) for n, (role, words) in enumerate(PARTS)]
    cutting = cutting_of(page, parts)
    maker = Maker(cutting.articles[0])
    for words, value, measure in figures:
        maker.figure(words, value, value, measure=measure)
    return Sample(page, cutting, (maker.record(),))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("judged") / "made.db"
    with open_store(path) as store:
        for sample in (talks(), arabic()):
            store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
    return path


@contextmanager
def copied(made: Path) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(made, Path(folder) / "d.db")
        with open_store(Path(folder) / "d.db") as store:
            yield store


@pytest.fixture
def store(made: Path) -> Iterator[Store]:
    with copied(made) as opened:
        yield opened


def judged(
    n: int, verdict: Verdict, target: str, *, by: str = "ada", minute: int | None = None, **more: Any
) -> Judgement:
    at = datetime(2025, 3, 9, tzinfo=UTC) + timedelta(minutes=n if minute is None else minute)
    return Judgement(id=f"j{n}", target=target, verdict=verdict, by=by, at=at, **more)


def add(store: Store, sample: Sample) -> Record:
    store.add(sample.page, sample.cutting, sample.records, added_at=NOW)
    return sample.records[0]


def figure() -> Figure:
    return talks().records[0].figures[0]


def test_a_verdict_is_joined_to_its_fact_and_the_statement_stays_as_read(store: Store) -> None:
    target = figure().id
    store.judge(judged(1, "correct", target, value=json.dumps({"low": 125, "high": None})))
    stored = store.article(figure().article)
    standing = stored.rulings.standing[target]
    assert (standing.judgement.by, standing.now, standing.was["low"]) == ("ada", {"low": 125}, 120)
    assert stored.record == talks().records[0]
    assert list(stored.rulings.standing) == [target]


def test_the_later_stands_and_both_are_kept(store: Store) -> None:
    target = figure().id
    store.judge(judged(2, "reject", target, by="ben", supersedes=None))
    store.judge(judged(1, "accept", target, by="ada"))
    standing = store.article(figure().article).rulings.standing[target]
    assert standing.judgement.by == "ben"
    assert standing.rejected
    assert [j.by for j in standing.beside] == ["ada"]
    assert [j.id for j in store.judgements(target=target)] == ["j1", "j2"]


def test_two_of_one_moment_stand_in_the_order_they_came(store: Store) -> None:
    target = figure().id
    for n in (1, 2):
        store.judge(judged(n, "accept", target, minute=0))
    assert store.article(figure().article).rulings.standing[target].judgement.id == "j2"


def test_an_undo_can_be_undone(store: Store) -> None:
    target, stands = figure().id, []
    store.judge(judged(1, "reject", target))
    for n in range(2, 6):
        store.judge(judged(n, "undo", "", supersedes=f"j{n - 1}"))
        stands.append(target in store.article(figure().article).rulings.standing)
        assert store.judgement(f"j{n}", root=True).id == "j1"
        assert store.judgement(f"j{n}").target == target
    assert stands == [False, True, False, True]


STEPS = st.lists(
    st.tuples(st.sampled_from([*VERDICTS, "undo"]), st.integers(0, 2), st.integers(0, 30)), min_size=1, max_size=12
)


def told(steps: list[tuple[str, int, int]]) -> list[Judgement]:
    """Return judgements on three things; an undo is of any earlier one."""
    out: list[Judgement] = []
    for n, (verdict, target, back) in enumerate(steps):
        if verdict == "undo" and out:
            other = out[back % len(out)]
            out.append(judged(n, "undo", other.target, supersedes=other.id))
        else:
            out.append(judged(n, "accept" if verdict == "undo" else verdict, f"t{target}"))  # type: ignore[arg-type]
    return out


@given(STEPS)
def test_undoing_the_last_step_is_as_if_it_had_not_been(steps: list[tuple[str, int, int]]) -> None:
    every = told(steps)
    last = every[-1]
    undo = judged(len(every), "undo", last.target, supersedes=last.id)
    redo = judged(len(every) + 1, "undo", last.target, supersedes=undo.id)
    assert on_each([*every, undo]) == on_each(every[:-1])
    assert on_each([*every, undo, redo]) == on_each(every)
    assert undone([*every, undo, redo]) - {undo.id} == undone(every)


@given(STEPS)
@settings(max_examples=10, deadline=None)
def test_keeping_twice_changes_nothing_and_order_is_time(made: Path, steps: list[tuple[str, int, int]]) -> None:
    targets = {f"t{n}": s.id for n, s in enumerate(list(talks().records[0].statements())[:3])}
    every = [
        replace(j, target=targets[j.target], verdict="reject" if j.verdict == "correct" else j.verdict)
        for j in told(steps)
    ]
    with copied(made) as store:
        for j in every:
            store.judge(j)
        once = store.judgements()
        for j in every:
            store.judge(j)
        assert store.judgements() == once
        assert [j.id for j in once] == [j.id for j in every]
        assert store.judgements(since=every[-1].at) == once[-1:]
        stands = store.article(figure().article).rulings.standing
        assert {k: v.judgement.id for k, v in stands.items()} == {k: v[0].id for k, v in on_each(every).items()}


def test_what_is_read_anew_to_the_same_keeps_its_judgement(store: Store) -> None:
    first = add(store, ferry(("12", 12, "killed"), ("three", 3, "killed")))
    target = first.figures[0].id
    store.judge(judged(1, "correct", target, value=json.dumps({"measure": "dead"})))
    add(store, ferry(("12", 12, "killed"), ("Some 40", 40, "rescued")))
    rulings = store.article(first.article.id).rulings
    assert (rulings.standing[target].now, rulings.standing[target].anew, rulings.kept) == (
        {"measure": "dead"},
        False,
        (),
    )


def test_what_was_corrected_holds_where_it_is_read_to_something_else(store: Store) -> None:
    first = add(store, ferry(("12", 12, "killed")))
    store.judge(judged(1, "correct", first.figures[0].id, value=json.dumps({"measure": "dead"})))
    second = add(store, ferry(("At least 12", 13, "injured")))
    rulings = store.article(first.article.id).rulings
    standing = rulings.standing[second.figures[0].id]
    assert standing.anew
    # The person left the bounds as they were: what was read then holds, too.
    assert (standing.now, standing.was["low"]) == ({"low": 12, "high": 12, "measure": "dead"}, 13)
    assert rulings.kept == ()
    store.judge(judged(2, "reject", second.figures[0].id))
    rulings = store.article(first.article.id).rulings
    assert (rulings.kept, len(rulings.standing)) == ((), 1)
    assert [j.id for j in rulings.standing[second.figures[0].id].beside] == ["j1"]


@pytest.mark.parametrize("verdict", ["accept", "correct", "reject"])
def test_what_no_longer_comes_out_stays_as_judged_unless_it_was_rejected(store: Store, verdict: Verdict) -> None:
    first = add(store, ferry(("12", 12, "killed"), ("three", 3, "killed")))
    said = json.dumps({"measure": "lost"}) if verdict == "correct" else None
    store.judge(judged(1, verdict, first.figures[1].id, value=said))
    add(store, ferry(("12", 12, "killed")))
    rulings = store.article(first.article.id).rulings
    assert rulings.kept == (() if verdict == "reject" else (first.figures[1],))
    assert [s.judgement.id for s in rulings.standing.values()] == ([] if verdict == "reject" else ["j1"])
    again = store.judge(judged(2, "accept", first.figures[1].id, minute=9))
    then = judged_of(again)
    assert then is not None
    assert then.statement == first.figures[1]


def test_a_correction_follows_its_words_into_an_article_that_is_cut_anew(store: Store) -> None:
    first = add(store, ferry(("12", 12, "killed"), ("three", 3, "killed")))
    for n, at in enumerate(first.figures):
        store.judge(judged(n, "correct", at.id, value=json.dumps({"measure": "lost"})))
    second = add(store, ferry(("12", 12, "killed"), skip=1))
    assert second.article.id != first.article.id
    rulings = store.article(second.article.id).rulings
    assert rulings.standing[second.figures[0].id].now == {"measure": "lost"}
    (kept,) = rulings.kept
    assert kept.span.of(second.article.text.content) == "three"
    assert all(e.holds_in(second.article.text) for e in kept.evidence)


def test_a_rerun_that_finds_no_article_loses_no_judgement(store: Store) -> None:
    sample = ferry(("12", 12, "killed"))
    add(store, sample)
    kept = store.judge(judged(1, "accept", sample.records[0].figures[0].id))
    none = Cutting(page_text=sample.cutting.page_text, articles=(), reason="a menu")
    store.add(sample.page, none, (), added_at=NOW)
    assert store.judgements() == (kept,)
    add(store, sample)
    assert len(store.article(sample.article.id).rulings.standing) == 1


def test_notes_are_kept_on_anything_and_judge_nothing(store: Store) -> None:
    article = figure().article
    store.judge(judged(1, "note", figure().id, note="see the ministry's own count"))
    store.judge(judged(2, "note", article, note="a copy of the wire"))
    rulings = store.article(article).rulings
    assert {k: [j.note for j in v] for k, v in rulings.notes.items()} == {
        figure().id: ["see the ministry's own count"],
        article: ["a copy of the wire"],
    }
    assert rulings.standing == {}
    with pytest.raises(NotFound):
        store.judge(judged(3, "note", "nothing", note="?"))


def test_what_does_not_fit_is_refused_and_nothing_is_kept(store: Store) -> None:
    for value in ({"low": "many"}, {"trigger": "x"}, {}, {"low": 120}):
        with pytest.raises(BadInput):
            store.judge(judged(1, "correct", figure().id, value=json.dumps(value)))
    with pytest.raises(NotFound):
        store.judge(judged(1, "accept", "nothing"))
    with pytest.raises(NotFound):
        store.judge(judged(1, "undo", "nothing", supersedes="nothing"))
    with pytest.raises(BadInput):
        store.judge(judged(1, "merge", "s1", value='{"into": "s2"}'))
    assert store.judgements() == ()


def test_what_waits_is_least_sure_first_and_comes_once(store: Store) -> None:
    record = store.article(figure().article).record
    other = store.article(arabic().article.id).record
    wanted = {s.id for r in (record, other) for s in r.statements() if s.kind != "mention"}
    seen, cursor = [], None
    while True:
        rows = store.waiting(limit=3, cursor=cursor)
        seen += [(row.confidence, row.statement) for row in rows.rows]
        cursor = rows.next
        if cursor is None:
            break
    assert {id_ for _, id_ in seen} == wanted
    assert len(seen) == len(wanted)
    assert [c for c, _ in seen] == sorted(c for c, _ in seen)
    first = store.waiting(kinds=["event"]).rows[0]
    assert first.confidence == 0.8
    store.judge(judged(1, "accept", first.statement))
    assert first not in store.waiting(kinds=["event"]).rows
    store.judge(judged(2, "undo", "", supersedes="j1"))
    assert first in store.waiting(kinds=["event"]).rows
    with pytest.raises(QueryError):
        store.waiting(kinds=["rumor"])


def test_history_is_turned_page_by_page(store: Store) -> None:
    for n in range(5):
        store.judge(judged(n, "accept", figure().id, by="ada" if n % 2 else "ben"))
    first = store.history(limit=3)
    rest = store.history(limit=3, cursor=first.next)
    assert [j.id for j in (*first.rows, *rest.rows)] == ["j4", "j3", "j2", "j1", "j0"]
    assert rest.next is None
    assert [j.id for j in store.history(by="ada").rows] == ["j3", "j1"]


def test_exports_leave_out_what_was_rejected_and_say_what_was_corrected(store: Store) -> None:
    record = talks().records[0]
    figures, quote, event = record.figures, record.quotes[0], record.events[0]
    store.judge(judged(1, "reject", figures[1].id))
    store.judge(judged(2, "correct", figures[0].id, value=json.dumps({"low": 125, "measure": "dead"})))
    store.judge(judged(3, "correct", quote.id, value=json.dumps({"speaker": "Norway"})))
    sides = {"actors": ["Kenya", "The lenders"], "earliest": "2024-08-27"}
    store.judge(judged(4, "correct", event.id, value=json.dumps(sides)))
    rows = {row["id"]: row for kind in ("figures", "quotes", "events") for row in store.export(kind)}
    assert figures[1].id not in rows
    assert (rows[figures[0].id]["low"], rows[figures[0].id]["measure"], rows[figures[0].id]["verdict"]) == (
        125,
        "dead",
        "correct",
    )
    assert rows[figures[0].id]["quote_exact"] == "at least 120"
    assert (rows[quote.id]["speaker"], rows[quote.id]["speaker_name"]) == ("e3", "Norway")
    assert [p["name"] for p in rows[event.id]["actors"]] == ["Kenya", "The lenders"]
    assert rows[event.id]["date"]["earliest"] == "2024-08-27"
    assert rows[figures[2].id]["verdict"] is None
    every = [row["id"] for row in store.export("figures", rejected=True)]
    assert every == [f.id for f in figures]


def test_a_record_as_people_left_it_holds_together(store: Store) -> None:
    record = talks().records[0]
    kenya = record.places[0]
    store.judge(judged(1, "correct", kenya.id, value=json.dumps({"name": "Kakamega", "geonames_id": 195272})))
    store.judge(judged(2, "reject", record.figures[0].quote or ""))
    store.judge(judged(3, "correct", record.entities[0].id, value=json.dumps({"label": "The Kenyan side"})))
    stored = store.article(record.article.id)
    left = ruled(stored.record, stored.rulings)
    figure = left.record.figures[0]
    assert {p.id: p.name for p in left.record.places}[figure.place or ""] == "Kakamega"
    assert figure.quote is None
    assert left.was(figure.id) == record.figures[0].id
    assert [left.was(e.id) for e in left.record.entities] == [e.id for e in record.entities]
    assert ruled(stored.record, stored.rulings, rejected=True).record.quotes == record.quotes
    (told,) = {f.place_name for f in told_of(store, [record.article.id]).figures if f.low == 120}
    assert told == "Kakamega"
    assert {f.id for f in told_of(store, [record.article.id]).figures} == {f.id for f in record.figures}
