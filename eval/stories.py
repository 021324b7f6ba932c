"""Stories and reprints of a corpus as `dateline stories` prints them, beside a plain TF-IDF stream."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import log, sqrt
from pathlib import Path

from dateline.flow import read_pages, story_lines
from dateline.page.jsonl import pages_of_lines
from dateline.page.limits import Limits
from eval.corpora import Json, score

PEER_NEAR, PEER_DAYS = 0.25, 7
"""The peer's threshold and window: those with the best sum of scores on the two development parts."""


def predict_stories(inputs: Path, output: Path, *, jobs: int) -> tuple[str, ...]:
    """Write the line of `dateline stories --jsonl` for every article of a file; return what could not be read."""
    output.parent.mkdir(parents=True, exist_ok=True)
    problems = []
    with gzip.open(inputs, "rb") as source, output.open("w", encoding="utf8") as sink:
        pages = pages_of_lines(source, name=inputs.name, limits=Limits())  # type: ignore[arg-type]
        for line in story_lines(read_pages(pages, jobs=jobs)):
            sink.write(json.dumps(line, ensure_ascii=False) + "\n")
            if "error" in line:
                problems.append(f"{line['page']}: {line['error']['message']}")
    return tuple(problems)


def predict_by_peer(inputs: Path, output: Path) -> None:
    """Write what a plain TF-IDF stream makes of the same articles."""
    peer = Peer()
    with gzip.open(inputs, "rt", encoding="utf8") as source, output.open("w", encoding="utf8") as sink:
        for line in source:
            given = json.loads(line)
            sink.write(json.dumps({"id": given["id"], "story": peer.place(given)}) + "\n")


@dataclass(slots=True)
class Peer:
    """Words weighed by tf and idf over the stream so far; an article joins the story whose mean is nearest."""

    counts: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    sums: list[defaultdict[str, float]] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def place(self, given: Json) -> int:
        """Return the number of an article's story."""
        words = Counter(re.findall(r"\w\w+", f"{given['title']} {given['text']}".lower()))
        self.counts.update(words.keys())
        self.articles += 1
        vector = {w: (1 + log(n)) * log(1 + self.articles / self.counts[w]) for w, n in words.items()}
        day = date.fromisoformat(given["published"][:10]).toordinal()
        near = [(_cosine(vector, s), -n) for n, s in enumerate(self.sums) if day - self.last[n] <= PEER_DAYS]
        best, number = max(near, default=(0.0, 0))
        if best < PEER_NEAR:
            self.sums.append(defaultdict(float))
            self.last.append(day)
            number = 1 - len(self.sums)
        length = sqrt(sum(w * w for w in vector.values())) or 1.0
        for word, weight in vector.items():
            self.sums[-number][word] += weight / length
        self.last[-number] = day
        return -number


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    product = sum(w * b[t] for t, w in a.items() if t in b)
    return product / sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values())) if product else 0.0


def peer_scores(folder: Path, task: str, output: Path) -> dict[str, float]:
    """Return the peer's scores on a task."""
    predict_by_peer(folder / f"{task}.input.jsonl.gz", output)
    return score(folder, task, output)
