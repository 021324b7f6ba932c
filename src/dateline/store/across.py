"""The tables of what many articles tell together: groups, the words they are found by, and who belongs to which.

A group is a story, an identity or an event; its `state` is what `story` remembers of it, kept here without being read.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, Table, Text

from dateline.store.columns import key, words
from dateline.store.schema import metadata

groups = Table(
    "groups",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    words("kind"),
    words("label"),
    Column("type", Text),
    Column("country", Text),
    Column("first", Text),
    Column("last", Text),
    words("state"),
    Column("redirects_to", Text),
    Index("groups_by_last", "kind", "last", "id"),
)

group_words = Table(
    "group_words",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("group", Integer, ForeignKey("groups.key", ondelete="CASCADE"), primary_key=True),
    Index("group_words_by_group", "group"),
)

placings = Table(
    "placings",
    metadata,
    Column("article", Integer, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("story", Integer, ForeignKey("groups.key"), nullable=False),
    words("reason"),
    Column("likeness", Float, nullable=False),
    words("original"),
    Column("taken", Text),
    Index("placings_by_story", "story"),
    Index("placings_by_original", "original"),
)
"""Where each article was put; `taken` is what it took over from an earlier one, as JSON."""

links = Table(
    "links",
    metadata,
    Column("statement", Integer, ForeignKey("statements.key", ondelete="CASCADE"), primary_key=True),
    Column("group", Integer, ForeignKey("groups.key"), nullable=False),
    words("reason"),
    Column("confidence", Float, nullable=False),
    Column("perhaps", Text),
    Index("links_by_group", "group"),
)
"""Which identity an article's entity is, which event an event mention tells."""

terms = Table(
    "terms",
    metadata,
    Column("term", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
)
"""In how many articles each term stood; the empty term counts the articles themselves."""

runs = Table(
    "runs",
    metadata,
    Column("run", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    words("day"),
    Index("runs_by_day", "day"),
    Index("runs_by_article", "article"),
)
"""Sampled runs of words of the latest articles, by which copies of one text are found."""

judgements = Table(
    "judgements",
    metadata,
    key(),
    Column("id", Text, nullable=False, unique=True),
    words("target"),
    words("verdict"),
    words("by"),
    words("at"),
    Column("value", Text),
    Column("note", Text),
    Column("supersedes", Text),
    Column("page", Text),
    Index("judgements_by_target", "target", "at"),
    Index("judgements_by_page", "page"),
    Index("judgements_by_supersedes", "supersedes"),
    Index("judgements_by_time", "at"),
)
"""What people decided; a later one supersedes, none is overwritten.

`page` is the digest of the page of the fact or article it is about: a reader may give its articles other ids.
"""

ACROSS = (groups, group_words, placings, links, terms, runs, judgements)
