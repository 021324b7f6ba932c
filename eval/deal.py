"""Articles put together without being joined: what they name and tell is dealt to groups by what it is called."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, literal, literal_column, null, select

from dateline.model.memory import Group, Memory, Placing
from dateline.model.record import Record
from dateline.store import schema, typed
from dateline.store.across import groups, links


def deal(record: Record, memory: Memory, *, day: str, before: str | None = None) -> None:
    """Put an article into one of the stories of its day."""
    story = f"s{day[:10]}-{int(record.article.id[:8], 16) % 12}"
    known = memory.group("story", story)
    memory.keep("story", known or Group(id=story, state="{}", label=story, first=day, last=day))
    memory.place(Placing(article=record.article.id, story=story, reason="dealt", likeness=1.0))


def deal_facts(connection: Connection) -> None:
    """Let entities of one label be one identity, and events of one type and day one event, in a store without any."""
    a, n, e = schema.articles.c, typed.entities, typed.events
    named, told = literal("i-") + n.c.label, literal("e-") + e.c.type + e.c.dated
    for kind, table, id_, label in (("identity", n, named, n.c.label), ("event", e, told, e.c.type)):
        columns = (id_, literal(kind), func.min(label), func.min(table.c.type), func.min(table.c.country))
        days = func.min(func.substr(a.dated, 1, 10)), func.max(func.substr(a.dated, 1, 10))
        made = select(*columns, *days, literal("{}")).join_from(table, schema.articles, a.key == table.c.article)
        names = ["id", "kind", "label", "type", "country", "first", "last", "state"]
        connection.execute(insert(groups).from_select(names, made.group_by(literal_column("1"))))
        whose = select(table.c.statement, groups.c.key, literal("dealt"), literal(1.0), null())
        joined = whose.join_from(table, groups, groups.c.id == id_)
        connection.execute(insert(links).from_select(list(links.c), joined))
