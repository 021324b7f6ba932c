"""What people's judgements come to: which of them stand, and what they make of the facts of an article.

A judgement of a fact carries the statement as it was judged, so that it outlives a reader that no longer says so.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.model.codec import from_json, to_json
from dateline.model.corrections import KINDS, corrected, said_of
from dateline.model.record import Record
from dateline.model.span import Text
from dateline.model.statement import Statement
from dateline.model.story import Judgement

VERDICTS = ("accept", "correct", "reject")
"""The verdicts on a fact; a later one takes the place of an earlier one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was judged, as it stood then.

    Args:
        statement: The statement.
        page: The digest of the page it was read from.
        said: What it said, in the fields that can be corrected.
        fields: What it was corrected to, where it was.
    """

    statement: Statement
    page: str
    said: Mapping[str, Any]
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The judgement that stands on a fact.

    Args:
        judgement: It.
        was: What was read, in the fields that can be corrected.
        now: What holds instead, in those that differ.
        beside: Other people's judgements and earlier ones that were not undone, the latest first.
        anew: Whether the fact was read anew since, to something else.
    """

    judgement: Judgement
    was: Mapping[str, Any] = field(default_factory=dict)
    now: Mapping[str, Any] = field(default_factory=dict)
    beside: tuple[Judgement, ...] = ()
    anew: bool = False

    @property
    def rejected(self) -> bool:
        """Whether the fact does not hold."""
        return self.judgement.verdict == "reject"

    def holds(self, name: str, read: Any) -> Any:
        """Return what holds of a field: what it was corrected to, or else what was read."""
        return self.now.get(name, read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """What people decided of an article's facts.

    Args:
        standing: By the id of a statement, the judgement that stands on it.
        kept: Statements that people accepted or corrected and that no longer come out; `standing` holds them, too.
        notes: By the id of what it is about, what people wrote of it, the earliest first.
        latest: By the id of what it is about, the id of the latest judgement of any sort.
    """

    standing: Mapping[str, Standing] = field(default_factory=dict)
    kept: tuple[Statement, ...] = ()
    notes: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    latest: Mapping[str, str] = field(default_factory=dict)


def undone(judgements: Iterable[Judgement]) -> set[str]:
    """Return the ids of judgements that were undone; an undo can be undone, too, and then undoes nothing.

    Args:
        judgements: In the order of time.
    """
    out: set[str] = set()
    for j in reversed(list(judgements)):
        if j.verdict == "undo" and j.id not in out and j.supersedes is not None:
            out.add(j.supersedes)
    return out


def on_each(judgements: Sequence[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return, by target, the verdicts on facts that were not undone, the one that stands first."""
    gone = undone(judgements)
    out: defaultdict[str, tuple[Judgement, ...]] = defaultdict(tuple)
    for j in judgements:
        if j.verdict in VERDICTS and j.id not in gone:
            out[j.target] = (j, *out[j.target])
    return dict(out)


def rulings(record: Record, judgements: Sequence[Judgement]) -> Rulings:
    """Return what judgements make of the facts of an article.

    Args:
        record: The article and what was read from it.
        judgements: In the order of time; those on the article's facts, and on facts of an article of the same page
            that is no longer cut as it was.
    """
    if not judgements:
        return Rulings()
    here = {s.id: s for s in record.statements()}
    judged = on_each(judgements)
    standing = {id_: _standing(here[id_], record, mine) for id_, mine in judged.items() if id_ in here}
    kept: list[Statement] = []
    # Of two that were read anew as one, the later stands.
    for mine in sorted(judged.values(), key=lambda mine: (mine[0].at, mine[0].id)):
        if mine[0].target in here or mine[0].verdict == "reject":
            continue
        was = judged_of(mine[0])
        old = moved(was.statement, record) if was else None
        if was is None or old is None:
            continue
        # One that was judged before this one was there beside it then, and is no later reading of it.
        now = nearest(old, (s for s in here.values() if s.id not in judged or judged[s.id][0].at > mine[0].at))
        if now is not None and now.id in judged:
            standing[now.id] = replace(standing[now.id], beside=(*standing[now.id].beside, *mine))
            continue
        if now is None:
            kept.append(old)
        standing[(now or old).id] = _anew(was, now or old, record, mine)
    gone, notes = undone(judgements), defaultdict[str, tuple[Judgement, ...]](tuple)
    for j in judgements:
        if j.verdict == "note" and j.id not in gone:
            notes[j.target] += (j,)
    return Rulings(
        standing=standing,
        kept=tuple(kept),
        notes=dict(notes),
        latest={j.target: j.id for j in judgements},
    )


def _standing(statement: Statement, record: Record, mine: Sequence[Judgement]) -> Standing:
    was, then = said_of(statement, record), judged_of(mine[0])
    return Standing(
        judgement=mine[0], was=was, now=_differing(was, then.fields if then else {}), beside=tuple(mine[1:])
    )


def _anew(then: Judged, now: Statement, record: Record, mine: Sequence[Judgement]) -> Standing:
    """Return the judgement on a fact that is now read as another: all that the person left as it was holds as well."""
    kept = now.id not in {s.id for s in record.statements()}
    was = then.said if kept else said_of(now, record)
    settled = {**then.said, **then.fields}
    return Standing(judgement=mine[0], was=was, now=_differing(was, settled), beside=tuple(mine[1:]), anew=True)


def _differing(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in now.items() if was.get(name) != value}


def value_of(statement: Statement, record: Record, fields: Mapping[str, Any]) -> str:
    """Return what a judgement of a statement keeps of it, as JSON.

    Raises:
        BadInput: If the corrections do not fit.
    """
    corrected(statement, fields)
    kept = {
        "kind": statement.kind,
        "page": record.article.page_digest,
        "statement": to_json(statement),
        "said": said_of(statement, record),
        "is": dict(fields),
    }
    return json.dumps(kept, ensure_ascii=False)


def judged_of(judgement: Judgement) -> Judged | None:
    """Return what a judgement kept of the statement it was passed on; None if it is about something else."""
    kept = json.loads(judgement.value or "null")
    if not isinstance(kept, dict) or "statement" not in kept:
        return None
    statement = from_json(KINDS[kept["kind"]], kept["statement"])
    return Judged(statement=statement, page=kept["page"], said=kept["said"], fields=kept["is"])


def nearest(statement: Statement, others: Iterable[Statement]) -> Statement | None:
    """Return the statement of the same kind whose evidence overlaps most with that of another, if one does."""
    near = [(_shared(statement, o), o) for o in others if o.kind == statement.kind]
    best = max(near, key=lambda n: n[0], default=None)
    return best[1] if best and best[0] else None


def _shared(one: Statement, other: Statement) -> int:
    """Return how many characters the evidence of two statements has in common."""
    return sum(
        max(0, min(a.span.end, b.span.end) - max(a.span.start, b.span.start))
        for a in one.evidence
        for b in other.evidence
        if a.text_id == b.text_id
    )


def moved(statement: Statement, record: Record) -> Statement | None:
    """Return a statement as it stands in an article that is cut anew; None if its words are not all there once."""
    text, first = record.article.text, statement.evidence[0]
    if statement.article == record.article.id:
        return statement
    at = text.content.find(first.exact)
    if at < 0 or text.content.find(first.exact, at + 1) >= 0:
        return None
    shifted = _shifted(to_json(statement), at - first.span.start, text)
    if shifted is None:
        return None
    out = from_json(KINDS[statement.kind], shifted | {"article": record.article.id})
    return out if all(e.holds_in(text) for e in out.evidence) else None


def _shifted(value: Any, by: int, text: Text) -> Any:
    """Return JSON with every span moved, and every text named the one given; None if a span leaves it."""
    if isinstance(value, dict) and value.keys() == {"start", "end"}:
        start, end = value["start"] + by, value["end"] + by
        return {"start": start, "end": end} if start >= 0 and end <= len(text.content) else None
    if isinstance(value, dict):
        out = {k: text.id if k == "text_id" else _shifted(v, by, text) for k, v in value.items()}
        return None if any(out[k] is None and value[k] is not None for k in out) else out
    if isinstance(value, list):
        items = [_shifted(v, by, text) for v in value]
        return None if any(i is None for i in items) else items
    return value
