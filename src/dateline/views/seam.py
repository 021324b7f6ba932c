"""What the desk is handed from outside: how to take a page in, and how to read one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline.model.article import Cutting
from dateline.model.jobs import JobKind
from dateline.model.page import Page
from dateline.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person put into the box: a text, a url, or a file. Exactly one of them is set.

    Args:
        text: Words that were pasted.
        url: An address to fetch.
        data: The bytes of a file.
        name: The file's name.
    """

    text: str | None = None
    url: str | None = None
    data: bytes | None = None
    name: str | None = None


class Reading(Protocol):
    """A page that was read: the page, what was cut from it, and a record for each article."""

    @property
    def page(self) -> Page:
        """The page as it came."""

    @property
    def cutting(self) -> Cutting:
        """What was found on it."""

    @property
    def records(self) -> tuple[Record, ...]:
        """What was read from its articles, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the desk knows of how alerts leave.

    Args:
        mail: Whether mail can.
        zone: In which time zone a day begins.
        try_out: Sends a message of an alert to try the way; returns whether it arrived, and what the other side said.
    """

    mail: bool = False
    zone: str = "UTC"
    try_out: Callable[[str], tuple[bool, str]] | None = None


Reader = Callable[[Given], Reading]
"""Takes in what was given (fetching a url, decoding a file) and reads it; raises PageError where that fails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Work that takes longer than a page.

    Args:
        kind: To add pages, or to read again what is kept.
        by: Who asks.
        urls: Addresses to add.
        file, name: A file to add, which is removed when it was read, and what it is called.
        again: Whether to add what was deleted before.
        search: What is to be read again: what this finds;
        every: or everything; or else what other versions of the reader read.
    """

    kind: JobKind
    by: str
    urls: tuple[str, ...] = ()
    file: Path | None = None
    name: str = ""
    again: bool = False
    search: str | None = None
    every: bool = False


class Worker(Protocol):
    """Does work in the background, one task after the other."""

    @property
    def reader(self) -> str:
        """The version of the reader that it reads with."""

    def begin(self, task: Task) -> str:
        """Take a task on; return the id of its job."""

    def close(self) -> None:
        """Stop before the next page; what was not done is told to be interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A sentence in other words, and the ids of the points that back it."""

    text: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence in other words that nothing backs, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rephrased:
    """A briefing in other words.

    Args:
        model: Whose words.
        sentences: Those that the briefing backs.
        dropped: Those that it does not.
        error: Why there are none.
    """

    model: str
    sentences: tuple[Put, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    error: str | None = None


Rephrase = Callable[[Mapping[str, Sequence[str]]], Rephrased]
"""Puts the points of a briefing (words of articles by their ids) into other words, and keeps only what they back."""
