"""The memory of many articles, asked while some of them leave: who depends on them, and what becomes of the groups."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, Row, delete, or_, select, update

from dateline.model.memory import Dated, GroupKind
from dateline.model.record import Record
from dateline.store import schema
from dateline.store.across import group_words, groups, judgements, links, placings, runs, terms
from dateline.store.batches import batches
from dateline.store.memory import StoredMemory

_COUNTED = ""
_REMEMBERED = 300
"""So many records are remembered: each group that an article leaves asks for those of its other members."""


class LeavingMemory(StoredMemory):
    """A memory that articles can leave (see `dateline.story.leaving.Leavable`)."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._records: OrderedDict[str, Record | None] = OrderedDict()

    def record(self, id: str) -> Record | None:
        """Return an article that is kept, with what was read from it; those asked for lately are remembered."""
        if id not in self._records:
            self._records[id] = super().record(id)
            if len(self._records) > _REMEMBERED:
                self._records.popitem(last=False)
        self._records.move_to_end(id)
        return self._records[id]

    def records(self, ids: Iterable[str]) -> Iterator[Record]:
        """Yield articles with what was read from them, in this order; those that are not kept are passed over."""
        return (record for id_ in ids if (record := self.record(id_)) is not None)

    def unlearn(self, terms_: Collection[str]) -> None:
        """Count one article less with these terms."""
        for batch in batches((_COUNTED, *sorted(terms_))):
            fewer = update(terms).where(terms.c.term.in_(batch)).values(articles=terms.c.articles - 1)
            self._connection.execute(fewer)
        self._connection.execute(delete(terms).where(terms.c.articles < 1))

    def groups_of(self, articles: Collection[str]) -> set[tuple[GroupKind, str]]:
        """Return the groups that articles, or statements of theirs, belong to."""
        a, s, out = schema.articles.c, schema.statements.c, set[tuple[GroupKind, str]]()
        for batch in batches(articles):
            keys = select(a.key).where(a.id.in_(batch))
            told = select(groups.c.kind, groups.c.id).join_from(placings, groups, groups.c.key == placings.c.story)
            said = select(groups.c.kind, groups.c.id).join_from(links, groups, groups.c.key == links.c.group)
            linked = said.join(schema.statements, s.key == links.c.statement).where(s.article.in_(keys)).distinct()
            for asked in (told.where(placings.c.article.in_(keys)), linked):
                out |= {(row.kind, row.id) for row in self._connection.execute(asked)}
        return out

    def dependents(self, articles: Collection[str]) -> set[str]:
        """Return the articles that print again what these printed first, and the versions that replaced these."""
        a, out = schema.articles.c, set[str]()
        for batch in batches(articles):
            copies = select(a.id).join_from(placings, schema.articles).where(placings.c.original.in_(batch))
            newer = select(a.id).where(a.supersedes.in_(batch))
            out |= {*self._connection.execute(copies).scalars(), *self._connection.execute(newer).scalars()}
        return out - set(articles)

    def dated(self, articles: Collection[str]) -> list[Dated]:
        """Return these articles by their day."""
        a, rows = schema.articles.c, list[Row[tuple[str, str, str, str | None]]]()
        for batch in batches(articles):
            rows += self._connection.execute(select(a.dated, a.first_seen, a.id, a.supersedes).where(a.id.in_(batch)))
        return [Dated(article=r.id, day=r.dated, before=r.supersedes) for r in sorted(rows, key=lambda r: r[:3])]

    def unplace(self, articles: Collection[str]) -> None:
        """Forget where articles were put, so that they can be put anew; what their statements belong to stays."""
        a = schema.articles.c
        for batch in batches(articles):
            keys = select(a.key).where(a.id.in_(batch))
            for table in (placings, runs):
                self._connection.execute(delete(table).where(table.c.article.in_(keys)))

    def drop(self, ids: Collection[str]) -> None:
        """Forget groups that nobody belongs to any more, those that were merged into them, and what was noted there."""
        for batch in batches(_with_merged(self, ids)):
            keys = select(groups.c.key).where(groups.c.id.in_(batch))
            self._connection.execute(delete(group_words).where(group_words.c.group.in_(keys)))
            self._connection.execute(update(links).where(links.c.perhaps.in_(batch)).values(perhaps=None))
            noted = (judgements.c.target.in_(batch), judgements.c.verdict == "note")
            self._connection.execute(delete(judgements).where(*noted))
            self._connection.execute(delete(groups).where(groups.c.id.in_(batch)))

    def merged_into(self, ids: Collection[str]) -> set[str]:
        """Return the groups that were merged into one of these."""
        asked = select(groups.c.id).where(groups.c.redirects_to.in_(list(ids)))
        return set(self._connection.execute(asked).scalars())

    def drop_decisions(self) -> None:
        """Forget merges and splits all of whose members are gone, and what was undone of them."""
        moved = select(judgements.c.id, judgements.c.value).where(judgements.c.verdict.in_(("merge", "split")))
        gone = [row.id for row in self._connection.execute(moved).all() if not self._any_left(row.value)]
        for batch in batches(gone):
            about = or_(judgements.c.id.in_(batch), judgements.c.supersedes.in_(batch))
            self._connection.execute(delete(judgements).where(about))

    def _any_left(self, value: str | None) -> bool:
        a, s = schema.articles.c, schema.statements.c
        for batch in batches(json.loads(value or "{}").get("members", ())):
            for column in (a.id, s.id):
                if self._connection.execute(select(column).where(column.in_(batch)).limit(1)).first() is not None:
                    return True
        return False


def _with_merged(memory: LeavingMemory, ids: Iterable[str]) -> list[str]:
    """Return groups and all that were merged into them, over any number of steps."""
    every, new = set(ids), set(ids)
    while new:
        new = memory.merged_into(new) - every
        every |= new
    return sorted(every)
