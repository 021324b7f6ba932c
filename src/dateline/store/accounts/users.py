"""People who may use a store: added by an owner, let in by a one-time link, with a role."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.errors import BadInput, NotFound
from dateline.store.accounts.roles import ROLES, Role
from dateline.store.accounts.secrets import digest, fits, hashed, new_secret
from dateline.store.accounts.tables import invitations, sessions, users
from dateline.store.rows import stamp

LONGEST_NAME = 80
LINK_HOLDS = timedelta(hours=24)
"""How long a one-time link can be used."""
_LOCKED = {"password": None}  # nosec B105 # none yet: a link sets it
_TAKEN = frozenset({"desk", "command line"})
"""Names that judgements bear which nobody put their own under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person: name, role, since when, and whether they have a password yet."""

    name: str
    role: Role
    created_at: datetime
    has_password: bool


def any_users(connection: Connection) -> bool:
    """Say whether there is an account."""
    return connection.execute(select(users.c.key).limit(1)).first() is not None


def all_users(connection: Connection) -> tuple[User, ...]:
    """Return all accounts, by name."""
    return tuple(user_of(row) for row in connection.execute(select(users).order_by(users.c.folded)).mappings())


def user_of(row: Any) -> User:
    """Return the person of a row."""
    return User(
        name=row["name"],
        role=row["role"],
        created_at=datetime.fromisoformat(row["created_at"]),
        has_password=row["password"] is not None,
    )


def add_user(connection: Connection, name: str, role: Role, *, at: datetime) -> User:
    """Add a person, who has no password yet. The first one is an owner: somebody has to see to the others.

    Raises:
        BadInput: If the name is none, or is taken, or the first would be no owner.
    """
    shown = _clean(name)
    if not shown or len(shown) > LONGEST_NAME or folded(shown) in _TAKEN:
        raise BadInput(f"{name!r} cannot be a name: it has 1 to {LONGEST_NAME} characters that are seen")
    if connection.execute(select(users.c.key).where(users.c.folded == folded(shown))).first():
        raise BadInput(f"there is an account of the name {shown} already")
    if _known(role) != "owner" and not any_users(connection):
        raise BadInput("the first account is an owner's: somebody has to see to the others")
    row = {"name": shown, "folded": folded(shown), "role": role, "created_at": stamp(at)} | _LOCKED
    connection.execute(insert(users), row)
    return user_of(row)


def give_role(connection: Connection, name: str, role: Role) -> None:
    """Give a person another role.

    Raises:
        NotFound: If there is no such account.
        BadInput: If nobody would be an owner after.
    """
    key = key_of(connection, name)
    connection.execute(update(users).where(users.c.key == key).values(role=_known(role)))
    _check_owner(connection)


def remove_user(connection: Connection, name: str) -> None:
    """Remove a person with sessions and tokens; what they judged keeps their name.

    Raises:
        NotFound: If there is no such account.
        BadInput: If others would be left without an owner.
    """
    connection.execute(delete(users).where(users.c.key == key_of(connection, name)))
    _check_owner(connection)


def invite(connection: Connection, name: str, *, at: datetime) -> str:
    """Return the secret of a new one-time link for a person to set a password; an earlier one opens nothing more.

    Raises:
        NotFound: If there is no such account.
    """
    key, secret = key_of(connection, name), new_secret()
    connection.execute(delete(invitations).where(invitations.c.user == key))
    row = {"user": key, "digest": digest(secret), "expires_at": stamp(at + LINK_HOLDS)}
    connection.execute(insert(invitations), row)
    return secret


def invited(connection: Connection, secret: str, *, at: datetime) -> str:
    """Return the name of the person whom a one-time link is for.

    Raises:
        NotFound: If it was used, is too old, or was never made.
    """
    wanted = (invitations.c.digest == digest(secret)) & (invitations.c.expires_at > stamp(at))
    name: str | None = connection.execute(select(users.c.name).join(invitations).where(wanted)).scalar()
    if name is None:
        raise NotFound("this link was used already, or is too old; ask for a new one (`dateline users link NAME`)")
    return name


def set_password(connection: Connection, name: str, password: str) -> None:
    """Give a person a password; who was logged in as them is no more, and links to set one open nothing more.

    Raises:
        NotFound: If there is no such account.
        BadInput: If it would be guessed.
    """
    key = key_of(connection, name)
    connection.execute(update(users).where(users.c.key == key).values(password=hashed(password, name=name)))
    connection.execute(delete(sessions).where(sessions.c.user == key))
    connection.execute(delete(invitations).where(invitations.c.user == key))


def check_password(connection: Connection, name: str, password: str) -> User | None:
    """Return the person if the password is theirs; unknown names take as long as known ones."""
    row = connection.execute(select(users).where(users.c.folded == folded(name))).mappings().first()
    right = fits(row["password"] if row else None, password)
    return user_of(row) if row is not None and right else None


def key_of(connection: Connection, name: str) -> int:
    """Return the key of a person.

    Raises:
        NotFound: If there is no such account.
    """
    key: int | None = connection.execute(select(users.c.key).where(users.c.folded == folded(name))).scalar()
    if key is None:
        raise NotFound(f"there is no account of the name {_clean(name)}")
    return key


def folded(name: str) -> str:
    """Return a name as it is looked up: case and ways of writing a letter make no other person."""
    return unicodedata.normalize("NFKC", _clean(name)).casefold()[: 4 * LONGEST_NAME]


def _clean(name: str) -> str:
    """Return a name on one line, without what is not seen and could make one look like another."""
    return " ".join("".join(c for c in name if c.isprintable()).split())


def _known(role: str) -> str:
    if role not in ROLES:
        raise BadInput(f"{role} is no role; there are {', '.join(ROLES)}")
    return role


def _check_owner(connection: Connection) -> None:
    """Refuse what would leave people without an owner; the transaction is taken back with it."""
    owners = select(func.count()).select_from(users).where(users.c.role == "owner")
    if any_users(connection) and not connection.execute(owners).scalar():
        raise BadInput("this is the last owner; make somebody else an owner first")
