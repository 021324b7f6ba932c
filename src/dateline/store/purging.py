"""Wiping out of the file what was deleted: freed pages are overwritten as they are freed, and two places need more.

The index of words keeps deleted words in its segments until these are merged, and the write-ahead log keeps the pages
as they were. Both are dealt with here. PostgreSQL keeps deleted rows until VACUUM, which it runs by itself; see
docs/howto/delete.md.
"""

from __future__ import annotations

from sqlalchemy import Engine, text

from dateline.store.engine import telling, writing


def purge(engine: Engine, where: str) -> bool:
    """Merge the index of words, so that no segment holds deleted words, and write the log back into the file.

    Args:
        engine: Of the store.
        where: What people are told of its place.

    Returns:
        Whether all is gone; False if somebody reads the store right now and keeps old pages in the log, which is then
        written back when they are done and the next one closes the store.
    """
    if engine.dialect.name != "sqlite":
        return True
    with telling(engine, where):
        with writing(engine) as connection:
            connection.execute(text("INSERT INTO articles_fts(articles_fts) VALUES('optimize')"))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
    return busy is not None and busy[0] == 0
