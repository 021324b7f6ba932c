"""Two people work at once on one database, each at a desk of their own: all that was answered is there, exactly once.

Both add pages, each third one the same at the same time, judge facts, merge, split and undo, and search; nobody waits
for the other. DATELINE_SOAK_SECONDS names another time than ten minutes.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from typing import Any

import httpx
import pytest

from dateline.flow import read_page
from dateline.model.page import Page
from dateline.model.story import Judgement
from dateline.store import Store, open_store
from tests.postgres import Server

SECONDS = int(os.environ.get("DATELINE_SOAK_SECONDS", "600"))
PATIENCE = 60.0
"""Seconds: whoever waits longer is left without an answer."""
PLACES = ("Oslo", "Lima", "Accra", "Hanoi", "Quito", "Tunis", "Riga", "Perth", "Dakar", "Kyoto")
PEOPLE = ("Lena Orsk", "Idris Vane", "Mara Quell", "Tomas Brill", "Yusra Haddon", "Piet Solan")
SEARCHES = ("people", "envoys", "harbor OR round", '"went well"', "hurt people", "Orsk", "country:NOR", "entity:Vane")
LATE_DECISIONS = 3.0
"""Seconds between two decisions on what belongs together: they hold the store alone."""


@dataclass
class Ledger:
    """What somebody was answered: how many of each kind and status, how long it took, and what has to be there."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    waits: list[tuple[str, float]] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)


class User:
    """Somebody at a desk, who does one kind of thing."""

    def __init__(self, name: str, desk: str, token: str, *, number: int) -> None:
        self.name, self.ledger, self.chance = name, Ledger(), random.Random(f"{name} {number}")
        self._tokens = (f"{name} {number}.{n}" for n in count())
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=desk, headers=headers, trust_env=False, timeout=PATIENCE)

    def get(self, path: str, **asked: Any) -> Any:
        """Return an answer in JSON."""
        return self._told(f"GET {path.split('/')[1]}", self._client.get(path, params=asked)).json()

    def post(self, path: str, **form: str) -> bool:
        """Post a form; say whether it was taken."""
        parts = path.split("/")
        name = next((part for part in ("merge", "split", "undo") if part in parts), parts[1])
        return self._told(f"POST {name}", self._client.post(path, data=form)).status_code == 303

    def note(self) -> str:
        """Return words that nobody else writes."""
        return next(self._tokens)

    def _told(self, kind: str, answer: httpx.Response) -> httpx.Response:
        self.ledger.statuses[kind, answer.status_code] += 1
        self.ledger.waits.append((kind, answer.elapsed.total_seconds()))
        if answer.status_code not in (200, 303, 404):
            self.ledger.bad.append(f"{kind}: {answer.status_code} {answer.text[-300:]}")
        return answer


Work = Callable[[User, int], None]
"""Does a thing once; it is told how often it was done before."""


def adds(user: User, n: int) -> None:
    """Add a page of which many tell alike, and no two the same; each third one the other adds, too."""
    who, place = PEOPLE[n % len(PEOPLE)], PLACES[n // 3 % len(PLACES)]
    whose = "in all" if n % 3 == 0 else f"where {user.name} was"
    text = f'{who} met envoys in {place}.\n\n"It went well," {who} said. At least {n + 12} people were hurt {whose}.\n'
    if user.post("/read", text=text, keep="1"):
        user.ledger.texts.append(text)
    time.sleep(user.chance.uniform(0, 0.3))


def judges(user: User, _n: int) -> None:
    """Judge one of the facts the reader was least sure of, as the other does, and now and then undo it."""
    rows = user.get("/review.json", limit=10).get("rows")
    if not rows:
        return
    target = user.chance.choice(rows)["fact"]["review"]["target"]
    note, verdict = user.note(), user.chance.choice(("accept", "accept", "reject", "note"))
    if user.post(f"/review/fact/{target}", verdict=verdict, note=note):
        user.ledger.notes.append(note)
        if user.chance.random() < 0.3:
            _undoes(user, target, note)


def _undoes(user: User, target: str, note: str) -> None:
    lines = user.get("/review/history.json", target=target, by=user.name)["rows"]
    mine = next(row["line"]["id"] for row in lines if row["line"]["note"] == note)
    if user.post(f"/review/undo/{mine}"):
        user.ledger.undone.append(note)


def decides(user: User, n: int) -> None:
    """Merge two stories, or take an article out of one; now and then undo it, for which all are joined anew."""
    rows = user.get("/stories.json", limit=50).get("rows", [])
    large = [row["id"] for row in rows if row["articles"] > 1]
    note = user.note()
    if user.name == "Ada" and len(rows) > 1:
        story, into = user.chance.sample([row["id"] for row in rows], 2)
        taken = user.post(f"/review/story/{story}/merge", into=into, note=note)
    elif user.name == "Ben" and large:
        story = user.chance.choice(large)
        members = user.get(f"/review/story/{story}.json").get("members", [])
        taken = bool(members) and user.post(
            f"/review/story/{story}/split", member=user.chance.choice(members)["id"], note=note
        )
    else:
        return
    if taken:
        user.ledger.notes.append(note)
        if n in (2, 5):
            # Seldom, and early: all articles of the store are joined anew, while nobody else can write.
            _undoes(user, "", note)
    time.sleep(LATE_DECISIONS)


def searches(user: User, _n: int) -> None:
    """Search, and open what was found first."""
    found = user.get("/search.json", q=user.chance.choice(SEARCHES))
    for row in found.get("rows", [])[:1]:
        assert user.get(f"/article/{row['line']['article']}.json")["ok"]


def works(user: User, work: Work) -> Ledger:
    """Do a thing over and over until the time is up."""
    until = time.monotonic() + SECONDS
    for n in count():
        if time.monotonic() > until:
            break
        work(user, n)
    return user.ledger


@contextlib.contextmanager
def desk(store: str) -> Iterator[str]:
    """Serve the store by the command."""
    command = [sys.executable, "-m", "dateline", "serve", "--store", store, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield next(word for word in process.stdout.readline().split() if word.startswith("http"))
        process.terminate()


def both_work(place: str) -> list[Ledger]:
    """Let two people do all they do, at once; return what they were answered."""
    with open_store(place) as store:
        for name in ("Ada", "Ben"):
            store.accounts.add(name, "owner")
        tokens = {n: store.accounts.make_token(n, "soak", ["read", "review", "add"]) for n in ("Ada", "Ben")}
    with desk(place) as ada, desk(place) as ben, ThreadPoolExecutor(8) as pool:
        desks = {"Ada": ada, "Ben": ben}
        going = [
            pool.submit(works, User(name, desks[name], tokens[name], number=number), work)
            for name in desks
            for number, work in enumerate((adds, judges, decides, searches))
        ]
        return [each.result() for each in going]


@pytest.mark.soak
@pytest.mark.timeout(SECONDS + 1800)
def test_two_people_work_at_once(postgresql: Server) -> None:
    place = postgresql.store()
    ledgers = both_work(place)
    told = sum((ledger.statuses for ledger in ledgers), Counter[tuple[str, int]]())
    name = place.rpartition("/")[2]
    ((deadlocks,),) = postgresql.ask(f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{name}'")
    for (kind, status), n in sorted(told.items()):
        waits = sorted(wait for ledger in ledgers for of, wait in ledger.waits if of == kind)
        times = f"half within {median(waits):.2f} s, longest {waits[-1]:.2f} s"
        print(f"{kind:16} {status} {n:6} answers, {times}")
    print(f"{deadlocks} deadlocks broken by the server")
    assert [bad for ledger in ledgers for bad in ledger.bad] == []
    with open_store(place) as store:
        print(store.check().summary)
        assert store.check().problems == ()
        pages_are(store, {text for ledger in ledgers for text in ledger.texts})
        judgements_are(store.judgements(), ledgers)


def pages_are(store: Store, texts: set[str]) -> None:
    """See that the store holds these texts, each once, with all that is read from them, each in one story."""
    digests = store.page_digests()
    kept = Counter(store.page(digest).content for digest in digests)
    assert kept == Counter(texts)
    ids = []
    for stored in store.stored():
        alone = read_page(Page(id="alone", content=store.page(stored.article.page_digest).content))
        assert Counter(s.kind for s in stored.record.statements()) == Counter(
            s.kind for record in alone.records for s in record.statements()
        )
        ids.append(stored.article.id)
    assert len(ids) == len(set(ids)) == len(texts)
    placed = store.joined(ids)
    assert len(placed) == len(ids)
    stories, cursor = 0, None
    while True:
        listed = store.stories(limit=500, cursor=cursor)
        stories += sum(row.articles for row in listed.rows)
        cursor = listed.next
        if cursor is None:
            break
    assert stories == len(ids)


def judgements_are(judgements: tuple[Judgement, ...], ledgers: list[Ledger]) -> None:
    """See that what was decided is kept, each decision once, and undone as it was undone, once."""
    wanted = Counter(note for ledger in ledgers for note in ledger.notes)
    assert Counter(j.note for j in judgements if j.verdict != "undo") == wanted
    gone = Counter(j.supersedes for j in judgements if j.verdict == "undo")
    undone = {j.id for j in judgements if j.note in {note for ledger in ledgers for note in ledger.undone}}
    assert gone == Counter(undone)
