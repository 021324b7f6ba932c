"""The groups that articles and statements are put in (stories, identities, events), kept in the store's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from dateline.model.memory import Group, GroupKind, Link, Member
from dateline.store import schema
from dateline.store.across import group_words, groups, links, placings
from dateline.store.batches import batches
from dateline.store.dialects.upserts import put_all, upsert

_MOST = 6
_COLUMNS = ("id", "label", "type", "country", "first", "last", "state")


class StoredGroups:
    """The groups over an open transaction; what is kept is there when the transaction is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, int] = {}

    def holders(
        self, kind: GroupKind, words: Collection[str], *, most: int, since: str | None = None
    ) -> dict[str, list[int]]:
        """Return, for each word, the groups that are found by it, the latest first."""
        out: dict[str, list[int]] = {word: [] for word in words}
        latest = (groups.c.last.desc(), groups.c.key.desc())
        nth = func.row_number().over(partition_by=group_words.c.word, order_by=latest).label("nth")
        known = (
            select(group_words.c.word, groups.c.key, nth)
            .join_from(group_words, groups, groups.c.key == group_words.c.group)
            .where(group_words.c.kind == kind)
        )
        if since is not None:
            known = known.where(groups.c.last >= since)
        # One question for all words: asked one by one, the asking took half of the time that joining took.
        for batch in batches(out):
            found = known.where(group_words.c.word.in_(batch)).subquery()
            asked = select(found.c.word, found.c.key).where(found.c.nth <= most).order_by(found.c.word, found.c.nth)
            for row in self._connection.execute(asked):
                out[row.word].append(row.key)
        return out

    def groups(self, kind: GroupKind, keys: Collection[int]) -> list[Group]:
        """Return the groups with these numbers, in that order."""
        found: dict[int, Group] = {}
        for batch in batches(keys):
            asked = select(groups).where(groups.c.key.in_(batch), groups.c.kind == kind)
            found.update({row.key: _group(row) for row in self._connection.execute(asked)})
        return [found[key] for key in keys if key in found]

    def group(self, kind: GroupKind, id: str) -> Group | None:
        """Return the group of that id, or the one it was merged into."""
        for _ in range(_MOST):
            asked = select(groups).where(groups.c.id == id, groups.c.kind == kind)
            row = self._connection.execute(asked).first()
            if row is None or row.redirects_to is None:
                return _group(row) if row is not None else None
            id = row.redirects_to
        return None

    def keep(self, kind: GroupKind, group: Group) -> int:
        """Keep a group as it is now, and return its number."""
        return self._kept(kind, [group])[group.id]

    def keep_all(self, kind: GroupKind, kept: Iterable[Group]) -> None:
        """Keep groups as they are now, in their order; each is there once."""
        # One question for all of them: asked one by one, they were half of all that joining an article asks.
        for batch in batches(kept):
            self._kept(kind, batch)

    def _kept(self, kind: GroupKind, kept: Sequence[Group]) -> dict[str, int]:
        """Write groups with their words, and return their numbers."""
        rows = [{name: getattr(group, name) for name in _COLUMNS} | {"kind": kind} for group in kept]
        made = upsert(self._connection, groups)
        set_ = {name: made.excluded[name] for name in _COLUMNS if name != "id"}
        written = made.on_conflict_do_update(index_elements=["id"], set_=set_).returning(groups.c.id, groups.c.key)
        keys: dict[str, int] = {row.id: row.key for row in self._connection.execute(written, rows)}
        had: dict[int, set[str]] = {key: set() for key in keys.values()}
        for key, word in self._pairs(group_words.c.group, group_words.c.word, keys.values()):
            had[key].add(word)
        new = []
        for group in kept:
            key, words = keys[group.id], set(group.words)
            self._forget(key, had[key] - words)
            new += [{"kind": kind, "word": word, "group": key} for word in sorted(words - had[key])]
        if new:
            self._connection.execute(insert(group_words), new)
        return keys

    def _forget(self, key: int, words: Collection[str]) -> None:
        for batch in batches(sorted(words)):
            gone = and_(group_words.c.group == key, group_words.c.word.in_(batch))
            self._connection.execute(delete(group_words).where(gone))

    def members(self, kind: GroupKind, group: str) -> list[Member]:
        """Return the members of a group, in the order of their articles' days."""
        a, s, key = schema.articles, schema.statements, self._group_key(group)
        if kind == "story":
            asked = select(a.c.id, a.c.dated).join_from(placings, a).where(placings.c.story == key)
        else:
            asked = (
                select(a.c.id, a.c.dated, s.c.id.label("said"))
                .join_from(links, s, s.c.key == links.c.statement)
                .join(a, a.c.key == s.c.article)
                .where(links.c.group == key)
            )
        rows = self._connection.execute(asked.order_by(a.c.dated, a.c.first_seen, a.c.id))
        return [Member(article=r.id, day=r.dated, statement=None if kind == "story" else r.said) for r in rows]

    def move(self, kind: GroupKind, members: Collection[str], group: str, *, reason: str) -> None:
        """Put members to another group."""
        key, owner = self._group_key(group), schema.articles if kind == "story" else schema.statements
        table, member = (placings, placings.c.article) if kind == "story" else (links, links.c.statement)
        to = {"story" if kind == "story" else "group": key, "reason": reason}
        for batch in batches(members):
            chosen = select(owner.c.key).where(owner.c.id.in_(batch))
            self._connection.execute(update(table).where(member.in_(chosen)).values(to))

    def redirect(self, kind: GroupKind, id: str, into: str | None) -> None:
        """Say that a group is now another one, and let it be found no longer; None takes that back."""
        self._connection.execute(update(groups).where(groups.c.id == id).values(redirects_to=into))
        if into is not None:
            self._connection.execute(delete(group_words).where(group_words.c.group == self._group_key(id)))

    def link(self, kind: GroupKind, links_: Collection[Link]) -> None:
        """Keep which groups statements belong to."""
        s, rows = schema.statements.c, dict[str, dict[str, Any]]()
        ids = {link.statement for link in links_}
        keys = dict(row for batch in batches(sorted(ids)) for row in self._pairs(s.id, s.key, batch))
        wanted = sorted({link.group for link in links_})
        known = dict(row for batch in batches(wanted) for row in self._pairs(groups.c.id, groups.c.key, batch))
        for link in links_:
            if link.statement in keys and link.group in known:
                told = {"reason": link.reason, "confidence": link.confidence, "perhaps": link.perhaps}
                rows[link.statement] = {"statement": keys[link.statement], "group": known[link.group], **told}
        if rows:
            made = upsert(self._connection, links)
            set_ = {name: made.excluded[name] for name in ("group", "reason", "confidence", "perhaps")}
            more = made.on_conflict_do_update(index_elements=["statement"], set_=set_)
            put_all(self._connection, more, links.c.statement, list(rows.values()))

    def links(self, kind: GroupKind, article: str) -> list[Link]:
        """Return which groups the statements of an article belong to."""
        s = schema.statements
        asked = (
            select(links, s.c.id.label("said"), groups.c.id.label("group_id"))
            .join_from(links, s, s.c.key == links.c.statement)
            .join(groups, groups.c.key == links.c.group)
            .where(s.c.article == self._article_key(article), groups.c.kind == kind)
            .order_by(s.c.n)
        )
        return [
            Link(statement=r.said, group=r.group_id, reason=r.reason, confidence=r.confidence, perhaps=r.perhaps)
            for r in self._connection.execute(asked)
        ]

    def group_of(self, kind: GroupKind, statement: str) -> str | None:
        """Return the group that a statement belongs to."""
        s = schema.statements.c
        asked = select(groups.c.id).join_from(links, groups, groups.c.key == links.c.group)
        found: str | None = self._connection.execute(
            asked.join(schema.statements, s.key == links.c.statement).where(s.id == statement, groups.c.kind == kind)
        ).scalar()
        return found

    def _article_key(self, id: str) -> int | None:
        a = schema.articles.c
        if id not in self._keys:
            found = self._connection.execute(select(a.key).where(a.id == id)).scalar()
            if found is None:
                return None
            self._keys[id] = found
        return self._keys[id]

    def _group_key(self, id: str) -> int | None:
        return self._connection.execute(select(groups.c.key).where(groups.c.id == id)).scalar()

    def _pairs(self, one: Any, other: Any, values: Collection[Any]) -> Iterator[tuple[Any, Any]]:
        for row in self._connection.execute(select(one, other).where(one.in_(values))):
            yield row[0], row[1]


def _group(row: Row[Any]) -> Group:
    same = ("id", "state", "label", "type", "country", "first", "last", "key")
    return Group(**{name: getattr(row, name) for name in same})
