"""How fast articles are placed into stories with 1,000 to 100,000 there: python -m eval.bench_stories [N ...].

The articles are made: words of a long-tailed vocabulary, some of them the story's own, a fifth of the articles copies.
They all fall within the window, so that nothing is forgotten, and are made before the clock starts.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from dateline.model.article import Article, Block, Cited
from dateline.model.record import Record
from dateline.model.span import Span, Text
from dateline.story.grouping.stream import WINDOW, Stream

MARKS, TIMED = (1_000, 10_000, 100_000), 500
VOCABULARY, LENGTH, OWN_WORDS = 60_000, 320, 40
"""How many words there are, how many an article has, how many are its story's own."""
_FIRST = date(2025, 1, 1)


def articles(count: int, *, seed: int = 0) -> Iterator[Record]:
    """Yield made articles in the order of their days."""
    dice = random.Random(seed)
    running: list[list[str]] = []
    earlier: list[list[str]] = []
    for n in range(count):
        if not running or dice.random() < 0.25:
            running = [*running[-200:], [_word(dice.randrange(300, VOCABULARY)) for _ in range(OWN_WORDS)]]
        copied = earlier and dice.random() < 0.2
        sentences = dice.choice(earlier) if copied else _sentences(dice.choice(running), dice)
        earlier = [*earlier[-300:], sentences]
        yield record_of(f"Item {n} {sentences[0]}", sentences, _FIRST + timedelta(days=n * WINDOW // count))


def record_of(headline: str, paragraphs: list[str], day: date) -> Record:
    """Return a record with nothing but an article of these paragraphs."""
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        span = Span(at, at + len(paragraph))
        blocks.append(Block(span=span, page_span=span, role="paragraph"))
        at += len(paragraph) + 2
    whole = Text.from_str(text)
    article = Article(
        page=headline,
        page_digest=whole.id,
        n=0,
        kind="article",
        text=whole,
        page_text=whole,
        blocks=tuple(blocks),
        headline=Cited(value=headline, basis="given"),
        published=Cited(value=day.isoformat(), basis="given"),
    )
    return Record(article=article)


def _sentences(own: list[str], dice: random.Random) -> list[str]:
    words = [
        dice.choice(own) if dice.random() < 0.25 else _word(int(VOCABULARY ** dice.random())) for _ in range(LENGTH)
    ]
    return [" ".join(words[i : i + 20]).capitalize() + "." for i in range(0, LENGTH, 20)]


def _word(rank: int) -> str:
    """Return the made word of a rank; frequent ones are short."""
    letters = ""
    while rank:
        rank, digit = divmod(rank, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5]
    return letters or "a"


def main() -> None:
    """Print, for each number of articles there, how many more are placed a second and what memory is taken."""
    marks = [int(a) for a in sys.argv[1:]] or list(MARKS)
    stream, made, there = Stream(), articles(max(marks) + TIMED), 0
    for mark in sorted(marks):
        for record in islice(made, mark - there):
            stream.place(record)
        more = list(islice(made, TIMED))
        clock, processor = time.perf_counter(), time.process_time()
        for record in more:
            stream.place(record)
        rates = [TIMED / (now - then) for now, then in ((time.perf_counter(), clock), (time.process_time(), processor))]
        there = mark + TIMED
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"stories    {mark:>7,} there: {rates[0]:.0f} more a second ({rates[1]:.0f} of processor), {peak:.0f} MiB"
        )


if __name__ == "__main__":
    main()
