"""The facts of an article as people left them: corrected in place, what was rejected marked so."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.record import Record
from dateline.model.review import Rulings
from dateline.model.ruled import ruled
from dateline.views.facts import Fact, facts_of
from dateline.views.verdicts import Reviewed, changes_in, verdict_line

_SHORT = 12


def judged_facts(record: Record, rulings: Rulings) -> tuple[Fact, ...]:
    """Return the facts of an article, each with what people decided of it, under the ids they were read with."""
    facts = facts_of(record)
    whole = {id_[:_SHORT]: id_ for id_ in (s.id for s in (*record.statements(), *rulings.kept))}
    if not rulings.standing:
        return tuple(replace(fact, review=review_of(rulings, whole[fact.id])) for fact in facts)
    read, left = {fact.id: fact for fact in facts}, ruled(record, rulings, rejected=True)
    was = {new[:_SHORT]: old[:_SHORT] for new, old in left.ids.items()}
    kept = {s.id[:_SHORT] for s in rulings.kept}
    out = []
    for fact in facts_of(left.record):
        id_ = was.get(fact.id, fact.id)
        # Somebody whom only a person named is no fact of the text.
        if id_ not in read and id_ not in kept:
            continue
        before = read.get(id_)
        title_was = before.title if before and before.title != fact.title else None
        reviewed = replace(review_of(rulings, whole[id_]), title_was=title_was, kept=id_ in kept)
        marks = tuple(replace(mark, fact=id_) for mark in fact.marks)
        out.append(replace(fact, id=id_, marks=marks, review=reviewed))
    return tuple(out)


def review_of(rulings: Rulings, target: str) -> Reviewed:
    """Return what people decided of a fact."""
    notes = tuple(map(verdict_line, rulings.notes.get(target, ())))
    standing = rulings.standing.get(target)
    if standing is None:
        return Reviewed(target=target, seen=rulings.latest.get(target), notes=notes)
    return Reviewed(
        target=target,
        seen=rulings.latest.get(target, standing.judgement.id),
        stands=verdict_line(standing.judgement),
        beside=tuple(map(verdict_line, standing.beside)),
        notes=notes,
        changes=changes_in(standing),
        anew=standing.anew,
        rejected=standing.rejected,
    )
