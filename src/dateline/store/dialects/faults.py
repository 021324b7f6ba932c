"""What PostgreSQL says when something fails, as one sentence with what to do about it."""

from __future__ import annotations

from psycopg import errors
from sqlalchemy.exc import DBAPIError

_FULL = "the disk of the database is full, so nothing of this was kept; make room, and try again"
_READ_ONLY = (
    "the database is read-only, as a standby is, or one where default_transaction_read_only is on; "
    "name one that can be written to"
)
_MAY_NOT = "this user may not do that; the owner of the database can GRANT it"
_CROWDED = "the database takes no more connections; close some, or raise max_connections"
_BUSY = "another program is writing to the store; try again"
_AGAIN = "others wrote to the same rows again and again; try again"
_STRANGER = "the user or the password is wrong"
_NO_DATABASE = "there is no such database; make it with `createdb`"
_SHUT_OUT = "the server lets nobody in from here; its pg_hba.conf says who may"
_NOT_READY = "the database is starting or stopping; try again"
_SILENT = "the database does not answer; check the address and that it runs"
_TORN = "the connection to the database was lost; see that it runs, and try again: nothing is kept twice"
_DAMAGED = "the database is damaged; restore a backup"
_TOO_LONG = "the database gave up, as its statement_timeout says; raise that, or ask for less"

_MESSAGES: tuple[tuple[type[Exception], str], ...] = (
    (errors.DiskFull, _FULL),
    (errors.ReadOnlySqlTransaction, _READ_ONLY),
    (errors.InsufficientPrivilege, _MAY_NOT),
    (errors.LockNotAvailable, _BUSY),
    (errors.DeadlockDetected, _AGAIN),
    (errors.SerializationFailure, _AGAIN),
    (errors.InvalidCatalogName, _NO_DATABASE),
    (errors.InvalidPassword, _STRANGER),
    (errors.InvalidAuthorizationSpecification, _STRANGER),
    (errors.TooManyConnections, _CROWDED),
    (errors.CannotConnectNow, _NOT_READY),
    (errors.ConnectionTimeout, _SILENT),
    (errors.DataCorrupted, _DAMAGED),
    (errors.IndexCorrupted, _DAMAGED),
    (errors.QueryCanceled, _TOO_LONG),
)

# Refused before there is a connection, an error has no code: the words are all there is. A server that speaks another
# language than English is understood as one that does not answer, and its own words stand behind that.
_REFUSALS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("too many clients", "connection slots are reserved", "too many connections"), _CROWDED),
    (("starting up", "shutting down", "recovery", "not yet accepting", "not currently accepting"), _NOT_READY),
    (("server closed the connection",), _NOT_READY),
    (("authentication failed", "no password supplied", 'role "'), _STRANGER),
    (("pg_hba.conf",), _SHUT_OUT),
    (("permission denied",), _MAY_NOT),
    (('database "',), _NO_DATABASE),
)


def sentence_of(error: DBAPIError) -> str:
    """Return what happened and what to do, and in parentheses PostgreSQL's own words."""
    said = str(error.orig).strip().partition("\n")[0]
    for kind, message in _MESSAGES:
        if isinstance(error.orig, kind):
            return f"{message} ({said})"
    if error.connection_invalidated:
        return f"{_TORN} ({said})"
    if isinstance(error.orig, errors.OperationalError) and error.orig.sqlstate is None:
        return _refusal(said)
    # A quota that is used up has no code of its own.
    if "could not extend file" in said:
        return f"{_FULL} ({said})"
    return said


def _refusal(said: str) -> str:
    """Return why no connection came about; the server's own words stand at the end of the line."""
    reason = said.rpartition("FATAL:")[2].strip()
    found = (message for signs, message in _REFUSALS if any(sign in reason for sign in signs))
    return f"{next(found, _SILENT)} ({reason})"
