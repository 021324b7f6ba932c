"""What people and programs may do: three roles, and the scopes that each of them has."""

from __future__ import annotations

from typing import Literal

Role = Literal["reader", "reviewer", "owner"]
Scope = Literal["read", "review", "add", "admin"]

ROLES: tuple[Role, ...] = ("reader", "reviewer", "owner")
SCOPES: tuple[Scope, ...] = ("read", "review", "add", "admin")

ALLOWED: dict[Role, frozenset[Scope]] = {
    "reader": frozenset({"read"}),
    "reviewer": frozenset({"read", "review", "add"}),
    "owner": frozenset(SCOPES),
}
"""Readers look, search and export; reviewers judge, note, save searches and add pages; owners see to accounts, too."""
