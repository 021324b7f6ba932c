"""How often somebody may try to log in: so many failures an account, and an address, in a quarter of an hour."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from dateline.store.accounts.secrets import digest
from dateline.store.accounts.tables import login_attempts
from dateline.store.accounts.users import folded
from dateline.store.rows import stamp

WINDOW = timedelta(minutes=15)
MOST_BY_NAME = 10
"""Guessing one account from anywhere; its owner can still be given a one-time link."""
MOST_BY_ADDRESS = 30
"""Guessing any account from one address; several people may sit behind it."""


def begin_attempt(connection: Connection, name: str, address: str, *, at: datetime) -> tuple[int | None, int]:
    """Count an attempt as failed before it is made, so that many at once are no more than one after the other.

    Returns:
        What `passed` is told if it goes well, and 0; or None, and after how many seconds to try again.
    """
    a, since = login_attempts.c, stamp(at - WINDOW)
    connection.execute(delete(login_attempts).where(a.at <= since))
    who, where = digest(folded(name)), network(address)
    wait = max(
        _wait(connection, a.name == who, most=MOST_BY_NAME, at=at),
        _wait(connection, a.address == where, most=MOST_BY_ADDRESS, at=at),
    )
    if wait:
        return None, wait
    made = connection.execute(insert(login_attempts), {"at": stamp(at), "name": who, "address": where, "failed": True})
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0]), 0


def passed(connection: Connection, attempt: int) -> None:
    """Note that an attempt went well."""
    connection.execute(update(login_attempts).where(login_attempts.c.key == attempt).values(failed=False))


def network(address: str) -> str:
    """Return what counts as one address: of IPv6 the network of a household, which has 2**64 of them."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))


def _wait(connection: Connection, mine: ColumnElement[bool], *, most: int, at: datetime) -> int:
    """Return for how many seconds no more attempts are taken; 0 if they are."""
    a = login_attempts.c
    failures = select(a.at).where(mine, a.failed).order_by(a.at.desc()).limit(most)
    times = list(connection.execute(failures).scalars())
    if len(times) < most:
        return 0
    return max(1, int((datetime.fromisoformat(times[-1]) + WINDOW - at).total_seconds()) + 1)
