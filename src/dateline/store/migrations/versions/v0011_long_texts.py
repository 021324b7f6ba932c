"""Indexes that nobody asks go; in PostgreSQL, no index refuses a long text any more.

PostgreSQL keeps no more than 2.7 KB of a row in a B-tree, and refuses the row. Names, words and addresses may be
longer: their indexes are by hash there, which keep four bytes of each, and no primary key holds them.
"""

from __future__ import annotations

from alembic import op

from dateline.store.migrations import on_postgresql

revision = "0011"
down_revision = "0010"

_UNASKED = (
    ("names_by_name", "names"),
    ("quotes_by_speaker", "quotes"),
    ("groups_by_label", "groups"),
    ("ix_times_value", "times"),
    ("figures_by_measure", "figures"),
    ("places_by_geonames_id", "places"),
    ("places_by_country", "places"),
    ("events_by_country", "events"),
    ("parties_by_code", "parties"),
)
_BY_HASH = (("items_by_url", "items", "url"), ("ix_tombstones_url", "tombstones", "url"))
_NO_KEYS = (
    ("names", "names_by_statement", "statement", "btree"),
    ("group_words", "group_words_by_word", "word", "hash"),
)


def upgrade() -> None:
    """Drop the indexes, and make those of long texts anew."""
    for index, table in _UNASKED:
        op.drop_index(index, table)
    if not on_postgresql.here():
        return
    for index, table, column in _BY_HASH:
        op.drop_index(index, table)
        op.create_index(index, table, [column], postgresql_using="hash")
    for table, index, column, using in _NO_KEYS:
        op.drop_constraint(f"{table}_pkey", table, type_="primary")
        op.create_index(index, table, [column], postgresql_using=using)
