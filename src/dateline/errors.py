"""The errors Dateline raises on purpose: one small tree, each with a code, a page and what to do about it."""

from __future__ import annotations


class DatelineError(Exception):
    """Anything that went wrong and that a caller may want to tell apart.

    Args:
        message: What happened and what to do, in one sentence.
        page: The id, path or url of the page it happened on, if any.
    """

    code = "error"

    def __init__(self, message: str, *, page: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.page = page

    def __str__(self) -> str:
        return f"{self.page}: {self.message}" if self.page else self.message


class PageError(DatelineError):
    """A page that cannot be read; the run goes on with the next one."""

    code = "page"


class EmptyPage(PageError):
    """A page without a single visible character."""

    code = "empty"


class UnreadablePage(PageError):
    """A file that cannot be opened, or bytes that are no text in any format we read."""

    code = "unreadable"


class TooLargePage(PageError):
    """A page over the size limit of the settings."""

    code = "too-large"


class BadInput(PageError):
    """A line or file that breaks the format it claims to be in (JSON, base64, dates)."""

    code = "bad-input"


class SetAside(PageError):
    """A page that ended or stopped the process that read it, twice; it was left out so that the others go on."""

    code = "set-aside"


class BulkError(DatelineError):
    """A run over many pages that cannot go on, or whose output is not what it should be."""

    code = "bulk"


class EvidenceError(DatelineError):
    """Words that do not stand where a fact says they stand."""

    code = "evidence"


class StoreError(DatelineError):
    """A store that cannot be opened, migrated or written."""

    code = "store"


class QueryError(DatelineError):
    """A search that cannot be understood; the message points at the column.

    Args:
        message: What is wrong.
        column: Where in the query, from 1; it stands before the message, too.
    """

    code = "query"

    def __init__(self, message: str, *, column: int | None = None, page: str | None = None) -> None:
        super().__init__(f"column {column}: {message}" if column else message, page=page)
        self.column = column


class MissingLibrary(DatelineError):
    """A library of an extra that is not installed."""

    code = "missing-library"


class NotFound(DatelineError):
    """Something asked for by an id that the store does not hold."""

    code = "not-found"


class AddressError(DatelineError):
    """A host whose address is unknown, or that may not be asked."""

    code = "address"
