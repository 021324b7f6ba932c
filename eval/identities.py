"""Who is who across articles, on our own gold of many: BCubed over the marked names, and namesakes made one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from dateline.model.record import Record
from dateline.model.span import Span
from dateline.story.grouping.stream import Stream, day_of
from dateline.story.who.identities import Identities
from eval.many import MANY, Case, bcubed, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A marked name, the entity it was read as (None: not read), and the identity that was recognized as.

    Args:
        batch, key, words: The mark.
        entity: Article and entity, as one word.
        identity: The identity.
        given: Whether an id that the reader gave (GeoNames, state, known body) decided which one it is.
    """

    batch: str
    key: str
    words: str
    entity: str | None
    identity: str | None
    given: bool = False


def named_marks(told: Sequence[Case]) -> Iterator[Named]:
    """Run all articles through one stream of stories and of identities, and yield every marked name."""
    stream, identities = Stream(), Identities()
    for case in told:
        story = stream.place(case.record).story
        found = {r.statement: r.identity for r in identities.take(case.record, story=story, day=day_of(case.record))}
        entities = {e.key: e.id for e in case.record.entities}
        for mark, span in case.at:
            if mark.kind == "E":
                key = _entity_at(case.record, span)
                statement = entities.get(key or "")
                face = identities.faces.get(found.get(statement or "", ""))
                yield Named(
                    batch=mark.key.partition(".")[0],
                    key=mark.key,
                    words=mark.words,
                    entity=statement,
                    identity=found.get(statement or ""),
                    given=bool(face and face.fixed),
                )


def _entity_at(record: Record, span: Span) -> str | None:
    """Return the entity whose name covers most of a mark."""
    touching = [m for m in record.mentions if m.form == "name" and m.entity and m.span.touches(span)]
    best = max(touching, key=lambda m: min(m.span.end, span.end) - max(m.span.start, span.start), default=None)
    return best.entity if best else None


def groups(folder: Path = MANY) -> dict[str, list[str]]:
    """Return the namesakes: keys of one batch that share a name, by batch and name."""
    out: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.entities.tsv")):
        for line in path.read_text("utf8").splitlines():
            cells = line.split("\t")
            if not line.startswith(("#", "key\t")) and len(cells) > 3 and cells[3]:
                out[f"{path.stem} {cells[3]}"].append(cells[0])
    return dict(out)


def merged_namesakes(named: Sequence[Named]) -> list[tuple[str, str, str]]:
    """Return the pairs of namesakes that share an identity, with it; entities that bear marks of two are left out.

    So are those to whom the reader gave one id: whether that is right is measured where places are.
    """
    marked: defaultdict[str | None, set[str]] = defaultdict(set)
    for one in named:
        marked[one.entity].add(one.key)
    identities: defaultdict[str, set[str]] = defaultdict(set)
    for one in named:
        if one.entity and one.identity and not one.given and len(marked[one.entity]) == 1:
            identities[one.key].add(one.identity)
    pairs = (pair for keys in groups().values() for pair in combinations(keys, 2))
    return [(a, b, i) for a, b in pairs for i in sorted(identities[a] & identities[b])]


def _bearers(named: Sequence[Named]) -> dict[str, str]:
    marks: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in named:
        if one.entity:
            marks[one.entity][one.key] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in marks.items()}


def score_identities(told: Sequence[Case] | None = None) -> dict[str, float]:
    """Return BCubed over names whose entity was read, over all (one not read is alone), and namesakes kept apart."""
    named = list(named_marks(told if told is not None else cases()))
    read = [(n.key, n.batch + n.identity) for n in named if n.identity]
    every = [(n.key, n.batch + (n.identity or f"-{k}")) for k, n in enumerate(named)]
    bearer = _bearers(named)
    right = [(n.key, n.batch + n.identity) for n in named if n.identity and n.entity and bearer[n.entity] == n.key]
    found, whole, clean = bcubed(read), bcubed(every), bcubed(right)
    return {
        "precision": found.precision,
        "recall": found.recall,
        "f1": found.f1,
        "f1_where_the_reader_keeps_them_apart": clean.f1,
        "f1_end_to_end": whole.f1,
        "namesakes_apart": 1 - len({p[:2] for p in merged_namesakes(named)}) / max(1, _pairs()),
    }


def _pairs() -> int:
    return sum(1 for keys in groups().values() for _ in combinations(keys, 2))
