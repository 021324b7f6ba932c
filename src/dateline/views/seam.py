"""What the desk is handed from outside: how to take a page in, and how to read one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dateline.model.article import Cutting
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


Reader = Callable[[Given], Reading]
"""Takes in what was given (fetching a url, decoding a file) and reads it; raises PageError where that fails."""
