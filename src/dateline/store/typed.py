"""What statements say, in columns to ask by: quotes, figures, events and their parties, entities, places, times.

The values themselves stand whole in `schema.statements`.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, Table, Text

from dateline.store.columns import number, owner, words
from dateline.store.schema import metadata

quotes = Table(
    "quotes",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    words("manner"),
    Column("speaker", Text),
    Column("speaker_name", Text),
    Column("source", Text),
    Index("quotes_by_article", "article"),
)

figures = Table(
    "figures",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    Column("measure", Text),
    Column("low", Float),
    Column("high", Float),
    Column("unit", Text),
    Column("as_of", Text),
    Index("figures_by_article", "article"),
)

events = Table(
    "events",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    words("type"),
    Column("mode", Text),
    number("quad"),
    Column("intensity", Float, nullable=False),
    words("factuality"),
    Column("earliest", Text),
    Column("latest", Text),
    Column("geonames_id", Integer),
    Column("country", Text),
    Column("id", Text, nullable=False, server_default=""),
    Column("dated", Text, nullable=False, server_default=""),
    Index("events_by_type", "type", "dated", "id", "article"),
    Index("events_by_date", "dated", "id", "article"),
    Index("events_by_article", "article"),
)
"""The list of events runs along (`dated`, `id`), the first day or nothing and the statement's id, without sorting."""

parties = Table(
    "parties",
    metadata,
    owner("statements", "statement", primary=True),
    Column("side", Text, primary_key=True),
    number("n", primary=True),
    Column("code", Text),
    Column("sector", Text),
    Column("name", Text),
)

entities = Table(
    "entities",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    words("label"),
    words("type"),
    Column("country", Text),
    Column("sector", Text),
    Column("code", Text),
    Index("entities_by_code", "code"),
    Index("entities_by_country", "country", "article"),
    Index("entities_by_article", "article"),
)

names = Table(
    "names",
    metadata,
    owner("statements", "statement", primary=True),
    Column("name", Text, primary_key=True),
)
"""The label and aliases of each entity, case folded."""

places = Table(
    "places",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    Column("geonames_id", Integer),
    Column("name", Text),
    Column("country", Text),
    Column("lat", Float),
    Column("lon", Float),
    Index("places_by_article", "article"),
)

times = Table(
    "times",
    metadata,
    owner("statements", "statement", primary=True),
    owner("articles", "article"),
    words("type"),
    Column("value", Text),
    Index("times_by_article", "article"),
)
