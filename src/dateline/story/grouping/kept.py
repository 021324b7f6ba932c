"""The stream of stories over a memory that lasts: what one article touches is fetched, and written back changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model.article import Article
from dateline.model.memory import Group, Memory, Placing
from dateline.story.copies.fingerprints import sampled
from dateline.story.copies.reprints import WINDOW, Masthead, PrintedText, Reprints, Taken, Texts
from dateline.story.grouping.reasons import Common
from dateline.story.grouping.stream import Placed, Placings, Stream
from dateline.story.grouping.threads import CROWDED, Thread, Threads, asked, nearest
from dateline.story.grouping.weights import Vector, Weights
from dateline.story.prose import words_of


def kept_stream(memory: Memory, *, day: int) -> Stream:
    """Return a stream that goes on where the memory left off, to place articles of a day (as an ordinal)."""
    since = iso(day - WINDOW)
    return Stream(
        weights=KeptWeights(memory),
        threads=KeptThreads(memory, since),
        reprints=Reprints(KeptTexts(memory, since)),
        placed=KeptPlacings(memory),
    )


def iso(day: int) -> str:
    """Return an ordinal day as ISO 8601."""
    return date.fromordinal(max(day, 1)).isoformat()


class KeptWeights(Weights):
    """Document frequencies that the memory holds."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def learn(self, terms: Mapping[str, int]) -> None:
        """Count one more article."""
        self._memory.learn(terms.keys())

    def vector(self, terms: Mapping[str, int]) -> Vector:
        """Return the article's heaviest terms."""
        self._counts, self._articles = Counter(self._memory.counts(terms.keys())), self._memory.learned()
        return super().vector(terms)


class KeptThreads(Threads):
    """Stories that the memory holds."""

    def __init__(self, memory: Memory, since: str) -> None:
        super().__init__()
        self._memory, self._since = memory, since

    def open(self, name: str, day: int) -> Thread:
        """Return a new story; its id is made of its first article's."""
        return Thread(number=0, first=day, last=day, id=story_id(name))

    def named(self, id: str) -> Thread | None:
        """Return the story of that id, if it still runs."""
        group = self._memory.group("story", id)
        return thread_of(group) if group and (group.last or "") >= self._since else None

    def near(self, vector: Vector) -> list[Thread]:
        """Return the stories that may be like an article."""
        found = self._memory.holders("story", asked(vector), most=CROWDED + 1, since=self._since)
        return [thread_of(group) for group in self._memory.groups("story", nearest(vector, found))]

    def keep(self, thread: Thread) -> None:
        """Write a story back."""
        thread.found_by = thread.heaviest()
        thread.number = self._memory.keep("story", group_of(thread))

    def close(self, day: int) -> None:
        """Leave closed stories where they are; they are no longer found."""


class KeptTexts(Texts):
    """Texts that the memory holds."""

    def __init__(self, memory: Memory, since: str) -> None:
        super().__init__()
        self._memory, self._since = memory, since

    def near(self, runs: NDArray[np.uint64]) -> list[PrintedText]:
        """Return the texts that share most runs with another."""
        found = self._memory.texts(_signed(runs), since=self._since)
        return self._printed_texts(found)

    def named(self, id: str) -> PrintedText | None:
        """Return the text of that id."""
        return next(iter(self._printed_texts([(id, id)])), None)

    def keep(self, text: PrintedText, runs: NDArray[np.uint64]) -> None:
        """Remember a text."""
        self._memory.keep_text(text.id, _signed(runs), day=iso(text.day))

    def _printed_texts(self, found: Sequence[tuple[str, str]]) -> list[PrintedText]:
        articles = self._memory.bare([id for id, _ in found])
        return [_printed(articles[id], original) for id, original in found if id in articles]


class KeptPlacings(Placings):
    """Placings that the memory holds."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory

    def named(self, name: str) -> Placed | None:
        """Return where an article was put."""
        found = self._memory.placing(name)
        if found is None:
            return None
        taken = Taken("part" if found.part else "reprint", found.reprint) if found.reprint else None
        return Placed(id=name, story=found.story, reason=found.reason, likeness=found.likeness, taken=taken)

    def keep(self, placed: Placed, day: int) -> None:
        """Remember where an article was put."""
        taken = placed.taken
        self._memory.place(
            Placing(
                article=placed.id,
                story=placed.story,
                reason=placed.reason,
                likeness=placed.likeness,
                part=taken is not None and taken.kind == "part",
                reprint=taken.reprint if taken else None,
            )
        )

    def close(self, day: int) -> None:
        """Leave what was placed where it is."""


def story_id(article: str) -> str:
    """Return the id of the story that an article opens."""
    return f"s{article[:16]}"


def group_of(thread: Thread) -> Group:
    """Return a story as the memory keeps it."""
    state = {
        "terms": {term: round(weight, 5) for term, weight in thread.terms.items()},
        "square": thread.square,
        "names": dict(thread.common.names),
        "events": [[*key, n] for key, n in thread.common.events.items()],
        "days": [thread.first, thread.last],
    }
    return Group(
        id=thread.id,
        state=json.dumps(state, ensure_ascii=False),
        words=thread.heaviest(),
        label=thread.label,
        first=iso(thread.first),
        last=iso(thread.last),
    )


def thread_of(group: Group) -> Thread:
    """Return the story that a group of the memory is."""
    state: dict[str, Any] = json.loads(group.state)
    common = Common(Counter(state["names"]), Counter({(a, b, c): n for a, b, c, n in state["events"]}))
    first, last = state["days"]
    return Thread(
        number=group.key,
        first=first,
        last=last,
        terms=state["terms"],
        square=state["square"],
        common=common,
        id=group.id,
        label=group.label,
    )


def _signed(runs: NDArray[np.uint64]) -> list[int]:
    """Return the sampled runs as databases hold whole numbers: with a sign."""
    found: list[int] = sampled(runs).view(np.int64).tolist()
    return found


def _printed(article: Article, original: str) -> PrintedText:
    day = article.published.value[:10] if article.published else ""
    try:
        at = date.fromisoformat(day).toordinal()
    except ValueError:  # a year or a month alone is no day
        at = 0
    return PrintedText(article.id, original, words_of(article), Masthead.of(article), at)
