"""Columns that most tables have: the key, the row that owns this one, a text, a number, words."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Text


def key() -> Column[int]:
    """Return the column of a row's number inside the store."""
    return Column("key", Integer, primary_key=True)


def owner(table: str, name: str, *, primary: bool = False) -> Column[int]:
    """Return a column that names its owner's row; the row goes when its owner goes."""
    return Column(name, Integer, ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=False, primary_key=primary)


def text(name: str = "text") -> Column[int]:
    """Return a column that names the row of a text."""
    return Column(name, Integer, ForeignKey("texts.key"), nullable=False)


def number(name: str, *, primary: bool = False) -> Column[int]:
    """Return a column of whole numbers that are always there."""
    return Column(name, Integer, nullable=False, primary_key=primary, autoincrement=False)


def words(name: str) -> Column[str]:
    """Return a column of words that are always there."""
    return Column(name, Text, nullable=False)
