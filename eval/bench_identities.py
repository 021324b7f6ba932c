"""How fast who is who is told over many articles: `python -m eval.bench_identities [articles]`.

The articles of our own gold are told again and again under other names: every round renames its persons and bodies by a
syllable, so that the number of identities grows as it does with a stream of news; half of the rounds keep their names.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.model.record import Record
from dateline.model.statement import Entity
from dateline.story.who.identities import Identities
from eval.many import cases

SYLLABLES = "ba do ke lu mi no pa ri so tu va we xi yo za".split()


def told_again(records: Sequence[Record], count: int, *, seed: int = 5) -> Iterator[tuple[Record, str, int]]:
    """Yield so many articles, each with its story and day."""
    chance = random.Random(seed)
    for n in range(count):
        round_, at = divmod(n, len(records))
        record = records[at]
        ending = "" if round_ % 2 else chance.choice(SYLLABLES) + chance.choice(SYLLABLES)
        article = replace(record.article, page_digest=f"{record.article.page_digest}-{n}")
        entities = tuple(_renamed(replace(e, article=article.id), ending) for e in record.entities)
        yield replace(record, article=article, entities=entities), f"s{n // 6}", 739_000 + n // 300


def _renamed(entity: Entity, ending: str) -> Entity:
    if entity.type not in ("person", "organization"):
        return entity
    return replace(entity, label=entity.label + ending, aliases=tuple(a + ending for a in entity.aliases))


def main(count: int = 20_000) -> None:
    """Print articles a second, by the processor, for each quarter, and how many faces there are."""
    records = [case.record for case in cases()]
    known, spent = Identities(), 0.0
    for n, (record, story, day) in enumerate(told_again(records, count), 1):
        began = time.process_time()
        known.take(record, story=story, day=day)
        spent += time.process_time() - began
        if n % (count // 4) == 0:
            print(f"{n} articles: {count // 4 / spent:.0f} a second, {len(known.faces)} identities")
            known.changed.clear()
            spent = 0.0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
