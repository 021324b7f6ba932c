"""Secrets that are shown once and kept as digests, and passwords, which are kept as argon2 hashes."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from dateline.errors import BadInput

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 1000
"""Characters of a password. Length is what helps (NIST SP 800-63B, 3.1.1); rules of composition do not."""
_LEAST_DIFFERENT = 5


def new_secret() -> str:
    """Return 256 random bits, to be shown once."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """Return a name for something that has no other; it opens nothing."""
    return secrets.token_hex(6)


def digest(secret: str) -> str:
    """Return what is kept of a secret. Random bits cannot be guessed, so that a quick hash without salt is enough."""
    return hashlib.sha256(secret.encode("utf8", "surrogatepass")).hexdigest()


def hashed(password: str, *, name: str) -> str:
    """Return what is kept of a password.

    Raises:
        BadInput: If it would be guessed: too short, the person's name, one letter over and over.
    """
    given = _normal(password)
    if not SHORTEST <= len(given) <= LONGEST:
        raise BadInput(f"a password has {SHORTEST} characters or more (and no more than {LONGEST})")
    if given.casefold() == _normal(name).casefold() or len(set(given)) < _LEAST_DIFFERENT:
        raise BadInput("this password would be guessed; take another")
    return _hasher().hash(given)


def fits(kept: str | None, password: str) -> bool:
    """Say whether a password is the one that is kept; where none is, it takes as long to say no."""
    from argon2.exceptions import VerificationError  # noqa: PLC0415

    try:
        _hasher().verify(kept or _nobodys(), _normal(password)[:LONGEST])
    except VerificationError:
        return False
    return kept is not None


def _normal(password: str) -> str:
    """Return a password as it is hashed: what looks the same is the same, whatever the keyboard sends."""
    return unicodedata.normalize("NFKC", password)


@cache
def _hasher() -> PasswordHasher:
    # With the library's own measures, which are those of RFC 9106 for machines with little memory to spare: 64 MiB.
    from argon2 import PasswordHasher  # noqa: PLC0415 - most commands have nothing to do with passwords

    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody knows."""
    return _hasher().hash(new_secret())
