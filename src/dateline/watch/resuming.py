"""Adding large archives so that a run that was ended goes on where it was, at the record."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import PageError
from dateline.model.page import Bookmark, Page
from dateline.page.formats import format_of_name
from dateline.page.limits import Limits
from dateline.page.warc import pages_of_warc
from dateline.store.following.door import Following

SAVE_SECONDS = 2.0
"""How often it is kept how far a run came; what came after is read again by the next, and changes nothing."""
_HEAD_BYTES = 64 * 1024
Others = Callable[[list[str]], Iterator[Page | PageError]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a page stands: in which archive, and from where it can be read again; None: at its end."""

    name: str
    head: str
    bookmark: Bookmark | None


class Resuming:
    """Pages of arguments, and how far they were kept.

    Args:
        store: Where that is kept.
        limits: How large a page may be.
        tell: Is told where an archive is gone on with.
    """

    def __init__(self, store: Following, *, limits: Limits, tell: Callable[[str], None]) -> None:
        self._store = store
        self._limits = limits
        self._tell = tell
        self._marks: deque[_Mark | None] = deque()
        self._saved_at = time.monotonic()

    def pages(self, arguments: list[str], others: Others) -> Iterator[Page | PageError]:
        """Yield the pages of all arguments in their order; what is no archive is read by `others`."""
        rest = deque(arguments)
        if not rest:
            yield from self._unmarked(others([]))
        while rest:
            if _is_archive(rest[0]):
                yield from self._of_archive(Path(rest.popleft()))
                continue
            group = []
            while rest and not _is_archive(rest[0]):
                group.append(rest.popleft())
            yield from self._unmarked(others(group))

    def _unmarked(self, pages: Iterator[Page | PageError]) -> Iterator[Page | PageError]:
        for page in pages:
            self._marks.append(None)
            yield page

    def kept(self) -> None:
        """Learn that the next page, in their order, was kept or could not be."""
        self._pass_ends()
        mark = self._marks.popleft() if self._marks else None
        if mark is not None and time.monotonic() - self._saved_at > SAVE_SECONDS:
            self._save(mark)

    def finish(self) -> None:
        """Learn that all was kept."""
        self._pass_ends()

    def _pass_ends(self) -> None:
        """Forget the archives whose pages are all kept: the ends that come before the next page."""
        while self._marks and (mark := self._marks[0]) is not None and mark.bookmark is None:
            self._save(mark)
            self._marks.popleft()

    def _save(self, mark: _Mark) -> None:
        self._store.keep_place(mark.name, mark.head, mark.bookmark, at=datetime.now(UTC))
        self._saved_at = time.monotonic()

    def _of_archive(self, path: Path) -> Iterator[Page | PageError]:
        name, marks = str(path.resolve()), list[Bookmark]()
        try:
            with path.open("rb") as file:
                head = hashlib.sha256(file.read(_HEAD_BYTES)).hexdigest()
                file.seek(0)
                begin = self._store.place(name, head)
                if begin is not None:
                    self._tell(f"{path}: going on after record {begin.record:,}")
                for page in pages_of_warc(file, name=str(path), limits=self._limits, begin=begin, mark=marks.append):
                    self._marks.append(_Mark(name, head, marks[-1]) if marks else None)
                    yield page
        except OSError as error:
            self._marks.append(None)
            yield PageError(f"cannot be opened: {error.strerror or error}", page=str(path))
            return
        self._marks.append(_Mark(name, head, None))


def _is_archive(argument: str) -> bool:
    return "://" not in argument and format_of_name(argument) == "warc" and Path(argument).is_file()
