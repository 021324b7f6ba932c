"""What people decide of groups is carried out, undone, and kept when everything is joined anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import NotFound
from dateline.flow import add_read
from dateline.model.memory import GroupKind
from dateline.model.story import Judgement, Verdict
from dateline.store import Store, open_store
from dateline.store.memory import StoredMemory
from dateline.story.deciding import decide, rejoin
from tests.flow.test_joining import PAGES as JOINED
from tests.flow.test_joining import page

EXPELLED = [
    "Norway expelled two Danish diplomats on Monday, the foreign ministry in Oslo said.",
    "The two had been seen with cameras at a shipyard in Bergen.",
    "Denmark summoned the Norwegian ambassador.",
]
TOLD_AGAIN = [
    "OSLO - Norway on Monday expelled two Danish diplomats whom it accused of spying.",
    "They were given three days to leave the country.",
    "A shipyard in Bergen had reported the men in February.",
]
PAGES = (*JOINED, page(EXPELLED, name="g", day="2025-03-10"), page(TOLD_AGAIN, name="h", day="2025-03-11"))


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as store:
        for item in PAGES:
            add_read(store, item)
        yield store


def judged(n: int, verdict: Verdict, target: str, supersedes: str | None = None, **value: object) -> Judgement:
    at = datetime(2025, 3, 9, tzinfo=UTC) + timedelta(minutes=n)
    said = json.dumps(value) if value else None
    return Judgement(id=f"j{n}", target=target, verdict=verdict, by="ada", at=at, value=said, supersedes=supersedes)


def stories(memory: StoredMemory) -> list[str]:
    return [p.story for item in PAGES if (p := memory.placing(item.records[0].article.id))]


def groups(memory: StoredMemory, kind: GroupKind) -> list[str]:
    return [link.group for item in PAGES for link in memory.links(kind, item.records[0].article.id)]


def belonging(memory: StoredMemory, kind: GroupKind) -> list[str]:
    return stories(memory) if kind == "story" else groups(memory, kind)


def test_joining_anew_changes_nothing(store: Store) -> None:
    with store.remembering() as memory:
        before = (stories(memory), groups(memory, "identity"), groups(memory, "event"))
        assert rejoin(memory) == len(PAGES)
        assert (stories(memory), groups(memory, "identity"), groups(memory, "event")) == before


def test_a_merge_redirects_stays_and_can_be_undone(store: Store) -> None:
    with store.remembering() as memory:
        before = stories(memory)
        ferry, budget = before[0], before[1]
        assert ferry != budget
        decide(memory, judged(1, "merge", budget, into=ferry))
        merged = stories(memory)
        assert merged == [ferry if s == budget else s for s in before]
        assert memory.group("story", budget) == memory.group("story", ferry)
        rejoin(memory)
        assert stories(memory) == merged
        decide(memory, judged(2, "undo", budget, supersedes="j1"))
        assert stories(memory) == before


def test_a_split_takes_members_out_and_stays(store: Store) -> None:
    with store.remembering() as memory:
        before = stories(memory)
        last = PAGES[3].records[0].article.id
        assert before[3] == before[0]
        decide(memory, judged(1, "split", before[0], members=[last]))
        after = stories(memory)
        assert after[3] not in before and after[:3] + after[4:] == before[:3] + before[4:]
        rejoin(memory)
        assert stories(memory) == after


@pytest.mark.parametrize("kind", ["story", "identity", "event"])
def test_what_was_split_off_merged_back_and_split_off_again_is_in_a_group_that_is_shown(
    store: Store, kind: GroupKind
) -> None:
    with store.remembering() as memory:
        before = belonging(memory, kind)
        twice = next(g for g in before if before.count(g) > 1)
        member = memory.members(kind, twice)[-1].id
        decide(memory, judged(1, "split", twice, kind=kind, members=[member]))
        (apart,) = {*belonging(memory, kind)} - {*before}
        decide(memory, judged(2, "merge", apart, kind=kind, into=twice))
        decide(memory, judged(3, "split", twice, kind=kind, members=[member]))
        found = memory.group(kind, apart)
        assert found is not None
        assert (found.id, [m.id for m in memory.members(kind, apart)]) == (apart, [member])
        rejoin(memory)
        assert [m.id for m in memory.members(kind, apart)] == [member]
        assert memory.group(kind, apart) != memory.group(kind, twice)
    assert sum(row.articles for row in store.stories().rows) == len(PAGES)


def test_entities_are_split_and_merged(store: Store) -> None:
    with store.remembering() as memory:
        before = groups(memory, "identity")
        twice = next(g for g in before if before.count(g) > 1)
        member = memory.members("identity", twice)[-1].id
        decide(memory, judged(1, "split", twice, kind="identity", members=[member]))
        apart = memory.group_of("identity", member)
        assert apart is not None and apart != twice
        decide(memory, judged(2, "merge", apart, kind="identity", into=twice))
        assert groups(memory, "identity") == before
        rejoin(memory)
        assert groups(memory, "identity") == before


def test_what_is_not_there_cannot_be_judged(store: Store) -> None:
    with store.remembering() as memory, pytest.raises(NotFound):
        decide(memory, judged(1, "merge", "s0", into="s1"))
    with store.remembering() as memory, pytest.raises(NotFound):
        decide(memory, judged(1, "undo", "s0", supersedes="nothing"))
