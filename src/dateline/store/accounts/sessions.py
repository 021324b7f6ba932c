"""Browsers that are logged in: each holds a random secret, of which the digest is kept, until it lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from dateline.errors import NotFound
from dateline.store.accounts.secrets import digest, new_id, new_secret
from dateline.store.accounts.tables import sessions, users
from dateline.store.accounts.users import User, key_of, user_of
from dateline.store.rows import stamp

IDLE = timedelta(days=7)
"""A session that was not used for so long has lapsed."""
LONGEST = timedelta(days=30)
"""After so long everybody logs in again, however often they looked."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a session was used: reading a page is to write nothing, mostly."""
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser that is logged in: since when, last used, what it calls itself."""

    id: str
    created_at: datetime
    seen_at: datetime
    agent: str


def open_session(connection: Connection, name: str, *, agent: str, at: datetime) -> str:
    """Log a browser in; return its secret. Sessions that have lapsed are forgotten on the way.

    Raises:
        NotFound: If there is no such account.
    """
    key, secret = key_of(connection, name), new_secret()
    connection.execute(delete(sessions).where(~_holds(at)))
    now = stamp(at)
    row = {"id": new_id(), "user": key, "digest": digest(secret), "created_at": now, "seen_at": now}
    connection.execute(insert(sessions), row | {"agent": agent[:_LONGEST_AGENT]})
    return secret


def session_of(connection: Connection, secret: str, *, at: datetime) -> tuple[Session, User] | None:
    """Return the session of a secret and whose it is; None where it has lapsed or was ended."""
    asked = (
        select(sessions.c.id, sessions.c.created_at.label("opened"), sessions.c.seen_at, sessions.c.agent, users)
        .join(users)
        .where(sessions.c.digest == digest(secret), _holds(at))
    )
    row = connection.execute(asked).mappings().first()
    if row is None:
        return None
    opened, seen = datetime.fromisoformat(row["opened"]), datetime.fromisoformat(row["seen_at"])
    return Session(id=row["id"], created_at=opened, seen_at=seen, agent=row["agent"]), user_of(row)


def see(connection: Connection, id: str, *, at: datetime) -> None:
    """Note that a session is being used."""
    connection.execute(update(sessions).where(sessions.c.id == id).values(seen_at=stamp(at)))


def sessions_of(connection: Connection, name: str, *, at: datetime) -> tuple[Session, ...]:
    """Return where a person is logged in, the latest used first."""
    key = key_of(connection, name)
    mine = select(sessions).where(sessions.c.user == key, _holds(at)).order_by(sessions.c.seen_at.desc())
    return tuple(
        Session(
            id=row["id"],
            created_at=datetime.fromisoformat(row["created_at"]),
            seen_at=datetime.fromisoformat(row["seen_at"]),
            agent=row["agent"],
        )
        for row in connection.execute(mine).mappings()
    )


def end_session(connection: Connection, name: str, id: str) -> None:
    """Log a browser out.

    Raises:
        NotFound: If the person has no such session.
    """
    mine = (sessions.c.user == key_of(connection, name)) & (sessions.c.id == id)
    if not connection.execute(delete(sessions).where(mine)).rowcount:
        raise NotFound("there is no such session; it may have ended already")


def _holds(at: datetime) -> ColumnElement[bool]:
    return (sessions.c.seen_at > stamp(at - IDLE)) & (sessions.c.created_at > stamp(at - LONGEST))
